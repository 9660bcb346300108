namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>A party and a pirate site from the day on which the party could know: is it cut off, and when?</summary>
internal sealed class RiskPair
{
    /// <summary>The party.</summary>
    public required int Party { get; init; }

    /// <summary>The site.</summary>
    public required int Site { get; init; }

    /// <summary>The first day at risk: the listing, or a delivered notice about the site if earlier.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The last accrual.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>Whether a delivered notice to the party named the site.</summary>
    public required bool Noticed { get; init; }

    /// <summary>Whether it was cut off: silent at t, and not because the site went dark for everybody.</summary>
    public required bool Cut { get; init; }

    /// <summary>Whole weeks at risk, at least 1, capped by the horizon; the cut-off falls in the last one.</summary>
    public required int Weeks { get; init; }

    /// <summary>Gross in the 56 days before the start, in units, &gt; 0.</summary>
    public required long Before { get; init; }

    /// <summary>The format of most of that money: index into the words, or −1.</summary>
    public required int Format { get; init; }

    /// <summary>Indices of its rows.</summary>
    public required int[] Rows { get; init; }

    /// <summary>ln of <see cref="Before"/> less the party's mean of it.</summary>
    public double Size { get; set; }
}
