namespace Graph.Analysis.Targets.Bounds;

/// <summary>Sums over lanes, and what of a payment can have gone to them.</summary>
/// <remarks>
/// What a payment pays beyond its lines is shared by the lanes in any way up to their open claims. A payment beyond all claims pays each claim
/// at least, and the surplus to anyone.
/// </remarks>
internal struct LaneRange
{
    /// <summary>Σ m as the money graph has it.</summary>
    public double Amount;

    /// <summary>Σ of what lines assign.</summary>
    public double Lined;

    /// <summary>Σ of what lines assign, times y.</summary>
    public double LinedPirate;

    /// <summary>Σ of claims that lines leave open.</summary>
    public double Open;

    /// <summary>Σ of open claims times y.</summary>
    public double OpenPirate;

    /// <summary>Whether there is one way only to share the payment.</summary>
    public readonly bool IsKnown => Amount == Lined || Amount - Lined == Open;

    /// <summary>Adds other lanes.</summary>
    public void Add(in LaneRange other)
    {
        Amount += other.Amount;
        Lined += other.Lined;
        LinedPirate += other.LinedPirate;
        Open += other.Open;
        OpenPirate += other.OpenPirate;
    }

    /// <summary>Least and most of the payment of a part of its lanes' claims and lines; this being all its lanes.</summary>
    public readonly (double Low, double High) Of(double partOpen, double partLined)
    {
        var unlined = Amount - Lined;
        var (least, most) = (Math.Max(0.0, unlined - (Open - partOpen)), Math.Min(unlined, partOpen));
        return (partLined + Math.Min(least, most), partLined + Math.Max(least, most));
    }
}
