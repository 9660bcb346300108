namespace Graph.Analysis.Algorithms;

/// <summary>How an iterative kernel ended.</summary>
/// <param name="Iterations">Sweeps made.</param>
/// <param name="Residual">The last change in the kernel's own measure; what that is stands with the kernel.</param>
/// <param name="Converged">Whether the residual came down to the tolerance before the sweeps ran out.</param>
public readonly record struct Convergence(int Iterations, double Residual, bool Converged);
