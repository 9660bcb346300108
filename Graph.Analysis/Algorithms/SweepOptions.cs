namespace Graph.Analysis.Algorithms;

/// <summary>What every kernel that sweeps to a fixed point can be told.</summary>
public abstract record SweepOptions : KernelOptions
{
    /// <summary>The share of a score that goes on along edges, 0 … 1; the rest starts anew. Default: 0.85.</summary>
    public double Damping { get; init; } = 0.85;

    /// <summary>Stop once a sweep changes the scores by no more than this, in the kernel's own measure; ≥ 0. 0: make exactly
    /// <see cref="MaxIterations"/> sweeps. Default: 1e-9.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>The most sweeps to make, ≥ 1. Default: 200, enough for the other defaults on any graph: 0.85^150 is below 1e-10.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Refuses options that make no sense.</summary>
    internal void Check()
    {
        if (!(Damping is >= 0.0 and <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(Damping), Damping, "The damping is a share: give 0 … 1.");
        }

        if (!(Tolerance >= 0.0 && double.IsFinite(Tolerance)))
        {
            throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance, "Give a finite tolerance ≥ 0; 0 runs all sweeps.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }

    /// <summary>Whether a change is small enough to stop.</summary>
    internal bool Reached(double residual) => Tolerance > 0.0 && residual <= Tolerance;
}
