using Graph.Analysis.Algorithms.Sweeps;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Propagation"/>. The change of a sweep is the greatest |new − old| of any node.</summary>
public sealed record PropagationOptions : SweepOptions
{
    /// <summary>All of a value goes on (damping 1) and up to 1,000 sweeps are made, unless told otherwise.</summary>
    public PropagationOptions()
    {
        (Damping, MaxIterations) = (1.0, 1_000);
    }

    /// <summary>r: what each node has by itself, by the caller's numbers; finite. Of exposure: the share that goes directly to pirate sites.</summary>
    public required IReadOnlyList<double> RightHandSide { get; init; }
}

/// <summary>The solution of x = damping · P x + r.</summary>
public sealed record PropagationResult
{
    /// <summary>x per node.</summary>
    public required double[] Value { get; init; }

    /// <summary>Sweeps, the last greatest change |new − old|, and whether it came down to the tolerance.</summary>
    public required Convergence Convergence { get; init; }
}

/// <summary>
/// Propagation: what each node's money meets in the end, x_k = damping · Σ_l P_kl · x_l + r_k. The sweep behind exposure:
/// P the shares in which money goes on, r the share that a node pays to pirate sites directly.
/// </summary>
/// <remarks>
/// <para>Direction: pulled along edges, from targets to sources; no incoming edges are needed. Weights: the graph's floating-point weights are P
/// itself, not divided again: build with <see cref="CsrOptions.OutShares"/>, or give shares of rows that sum to less than 1 where a node keeps
/// money. Parallel edges that the graph kept add up. Dangling nodes have x = r. Nothing is normalised. Disconnected parts do not touch. No ties.</para>
/// <para>Sweeps are simultaneous (Jacobi), from x = r; after k sweeps all ways of at most k edges count, so a graph without cycles is exact after as many
/// sweeps as its longest way has edges. With damping 1 a cycle that no money leaves has no unique answer: if its r is 0 it stays 0, else it grows and is reported
/// as not converged. Cost: O(nodes + edges) a sweep, three numbers a node of memory.</para>
/// <para>Source: the Neumann series of (I − P)⁻¹ r, absorbing Markov chains: Kemeny and Snell, Finite Markov Chains, 1960.</para>
/// </remarks>
public static class Propagation
{
    /// <summary>Solves.</summary>
    /// <param name="graph">The graph, with floating-point weights.</param>
    /// <param name="options">Right-hand side, damping, tolerance.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of range, the right-hand side has another length than the graph has nodes or is not finite, or
    /// the graph's weights are not floating-point.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PropagationResult Run(CsrGraph graph, PropagationOptions options, CancellationToken cancellation)
    {
        options.Check();
        Check(graph, options.RightHandSide);
        if (graph.NodeCount == 0)
        {
            return new PropagationResult { Value = [], Convergence = new Convergence(0, 0.0, Converged: true) };
        }

        using var team = new WorkTeam(options.Threads);
        var (value, convergence) = graph.WeightKind == EdgeWeightKind.Double
            ? PropagationSweep<DoubleWeights>.Solve(graph, new(graph.Out), options, team, cancellation)
            : PropagationSweep<SingleWeights>.Solve(graph, new(graph.Out), options, team, cancellation);
        GC.KeepAlive(graph);
        return new PropagationResult { Value = graph.ToOriginalOrder(value), Convergence = convergence };
    }

    private static void Check(CsrGraph graph, IReadOnlyList<double> rightHandSide)
    {
        if (graph.WeightKind is not (EdgeWeightKind.Double or EdgeWeightKind.Single))
        {
            throw new ArgumentException("The graph's weights must be shares: build it with CsrOptions.Weights = Double, and OutShares unless they are shares already.", nameof(graph));
        }

        if (rightHandSide.Count != graph.NodeCount)
        {
            throw new ArgumentException($"The right-hand side has {rightHandSide.Count} values and the graph {graph.NodeCount} nodes: give one a node.", nameof(rightHandSide));
        }

        for (var node = 0; node < rightHandSide.Count; node++)
        {
            if (!double.IsFinite(rightHandSide[node]))
            {
                throw new ArgumentException($"The right-hand side of node {node} is {rightHandSide[node]}: give finite values.", nameof(rightHandSide));
            }
        }
    }
}
