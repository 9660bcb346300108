using Graph.Model.Graphs;

namespace Graph.Cli.Kernels;

/// <summary>What a kernel does with weights.</summary>
internal enum WeightUse
{
    /// <summary>It has none: weights are not read.</summary>
    None,
    /// <summary>Uses them with <c>--weighted</c>.</summary>
    Optional,
    /// <summary>Uses them with <c>--weighted</c>, as the share of what leaves the node; without, all edges of a node have the same share.</summary>
    Shares,
    /// <summary>They are capacities, always read.</summary>
    Capacity,
}

/// <summary>What a kernel does with the direction of edges.</summary>
internal enum DirectionUse
{
    /// <summary>As the user says.</summary>
    AsGiven,
    /// <summary>Takes every edge both ways, whatever the user says.</summary>
    Never,
    /// <summary>Takes every edge from source to target, whatever the user says.</summary>
    Always,
}

/// <summary>The options that only some kernels know.</summary>
[Flags]
internal enum KernelOption
{
    None = 0,
    Source = 1 << 0,
    Sink = 1 << 1,
    Seeds = 1 << 2,
    Damping = 1 << 3,
    Iterations = 1 << 4,
    Tolerance = 1 << 5,
    Samples = 1 << 6,
    Seed = 1 << 7,
    Resolution = 1 << 8,
    Cut = 1 << 9,
    Sweeps = Damping | Iterations | Tolerance,
}

/// <summary>A kernel as the command line knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Summary">What the value of a node is.</param>
/// <param name="Run">Runs it.</param>
internal sealed record KernelBinding(string Name, string[] Aliases, string Summary, Func<CsrGraph, KernelRequest, CancellationToken, KernelAnswer> Run)
{
    /// <summary>What it does with weights.</summary>
    public WeightUse Weights { get; init; }

    /// <summary>What it does with direction.</summary>
    public DirectionUse Direction { get; init; }

    /// <summary>What becomes of parallel edges.</summary>
    public ParallelEdges Parallel { get; init; }

    /// <summary>Whether it needs incoming edges.</summary>
    public bool NeedsReverse { get; init; } = true;

    /// <summary>The options that it knows.</summary>
    public KernelOption Knows { get; init; }

    /// <summary>The options that it cannot do without.</summary>
    public KernelOption Needs { get; init; }
}
