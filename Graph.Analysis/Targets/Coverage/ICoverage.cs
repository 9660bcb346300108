namespace Graph.Analysis.Targets.Coverage;

/// <summary>A set S of candidates and what each other candidate would add to what S removes: g(S + c) − g(S).</summary>
/// <remarks>
/// Several actions of one target count as independent chances, so that a gain is defined for the other actions of a target in S too: the
/// certificate needs them. Not safe for concurrent use.
/// </remarks>
internal interface ICoverage
{
    /// <summary>R(∅), units.</summary>
    double Revenue { get; }

    /// <summary>What g may miss of the truth at any S, units: money of walks that were followed no further.</summary>
    double Unfollowed { get; }

    /// <summary>g(S), units.</summary>
    double Removed { get; }

    /// <summary>Elementary steps taken so far: a measure of work that is the same on every machine.</summary>
    long Work { get; }

    /// <summary>Upper bounds of all gains at S, cheap ones. Those of S itself mean nothing.</summary>
    /// <param name="gains">Receives one per candidate, units, ≥ 0.</param>
    void CopyBounds(Span<double> gains);

    /// <summary>The gain of a candidate at S, units: from here on also its bound, until S changes near it.</summary>
    double Gain(int c);

    /// <summary>Puts a candidate into S.</summary>
    void Add(int c);

    /// <summary>Takes a candidate out of S.</summary>
    void Remove(int c);

    /// <summary>Empties S.</summary>
    void Clear();
}
