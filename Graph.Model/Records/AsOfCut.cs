namespace Graph.Model.Records;

/// <summary>What a reading of the records may see, and the window of the money graph.</summary>
/// <param name="AsOf">The as-of date t: nothing dated after it, and of each key the newest version known by its end (UTC+8).</param>
/// <param name="KnownAt">Only loads committed by then (UTC) are seen; null sees all.</param>
/// <param name="WindowWeeks">n ≥ 1: the window W holds the 7·n days d with t − 7n &lt; d ≤ t.</param>
public sealed record AsOfCut(DateOnly AsOf, DateTime? KnownAt, int WindowWeeks)
{
    /// <summary>The default window, 12 weeks.</summary>
    public const int DefaultWindowWeeks = 12;

    /// <summary>The first day of the window.</summary>
    public DateOnly WindowFrom => AsOf.AddDays(1 - 7 * WindowWeeks);
}
