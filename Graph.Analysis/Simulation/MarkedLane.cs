namespace Graph.Analysis.Simulation;

/// <summary>A lane to a site that authorities may ask about, while its network decides about it.</summary>
internal sealed class MarkedLane
{
    public required int Site { get; init; }

    public required PairTerms Terms { get; init; }

    public required int Reseller { get; init; }

    public required int First { get; init; }

    public required int Last { get; set; }

    public LaneTraits Traits { get; init; }

    /// <summary>The account or payee that the traits speak of, or −1.</summary>
    public int Named { get; init; } = -1;

    /// <summary>The day of the decision to end it, or <see cref="int.MaxValue"/>.</summary>
    public int CutDay { get; private set; } = int.MaxValue;

    /// <summary>Whether the site has a clean owner by now.</summary>
    public bool NewOwner { get; init; }

    /// <summary>Whether something accrued in the week up to a day.</summary>
    public bool IsActive(int day) => (First * 7) + 6 <= day && day <= (Last * 7) + 13;

    /// <summary>Ends it on a day: the last accrual is the Sunday before.</summary>
    public void Cut(int day)
    {
        CutDay = Math.Min(CutDay, day);
        Last = Math.Min(Last, LastWeekBefore(day));
    }

    /// <summary>The last week whose Sunday is before a day.</summary>
    public static int LastWeekBefore(int day) => (int)Math.Floor((day - 7) / 7m);
}
