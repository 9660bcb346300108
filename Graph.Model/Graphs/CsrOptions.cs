namespace Graph.Model.Graphs;

/// <summary>What becomes of edges between the same two nodes.</summary>
public enum ParallelEdges : byte
{
    /// <summary>One edge with the sum of the weights; whole numbers exactly, floating point in ascending order of weight.</summary>
    Sum,
    /// <summary>One edge with the least weight: for distances.</summary>
    Minimum,
    /// <summary>All are kept, in ascending order of weight.</summary>
    Keep,
}

/// <summary>How a graph is built from edges.</summary>
public sealed record CsrOptions
{
    /// <summary>Whether an edge leads one way only. Undirected edges stand in the rows of both ends, a self loop once. Default: directed.</summary>
    public bool Directed { get; init; } = true;

    /// <summary>What the graph's edges carry. Edges without weights become 1. Default: none.</summary>
    public EdgeWeightKind Weights { get; init; }

    /// <summary>Divide each edge's weight, after merging, by the sum over its source's edges: the share of the source's money.
    /// Needs a directed graph and <see cref="EdgeWeightKind.Double"/> or <see cref="EdgeWeightKind.Single"/>; sums of whole numbers stay exact until the division. Default: false.</summary>
    public bool OutShares { get; init; }

    /// <summary>What becomes of parallel edges. Default: <see cref="ParallelEdges.Sum"/>.</summary>
    public ParallelEdges Parallel { get; init; }

    /// <summary>Whether edges from a node to itself are kept. Default: kept.</summary>
    public bool KeepSelfLoops { get; init; } = true;

    /// <summary>Whether incoming edges are stored as well, for a directed graph. Default: yes.</summary>
    public bool Reverse { get; init; } = true;

    /// <summary>Threads to use; 0: one per core. The graph does not depend on it.</summary>
    public int Threads { get; init; }
}
