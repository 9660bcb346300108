namespace Graph.Analysis.Algorithms;

/// <summary>One direction of a pair of nodes in a residual network.</summary>
internal struct ResidualArc
{
    /// <summary>The node that the arc leads to.</summary>
    public int Head;

    /// <summary>The number of the arc that leads back, twice, plus 1 where that arc has room. The bit spares a search from the sink,
    /// which asks for the arcs into a node, the way to the other arc.</summary>
    public uint MateAndOpen;

    /// <summary>How much more fits. Unsigned: both directions of a pair together can hold more than 2^63.</summary>
    public ulong Residual;
}

/// <summary>Where the arcs of a node stand.</summary>
/// <param name="first">First arc.</param>
/// <param name="end">Behind the last one.</param>
internal struct ArcRange(int first, int end)
{
    /// <summary>First arc.</summary>
    public int First = first;

    /// <summary>Behind the last one.</summary>
    public int End = end;
}
