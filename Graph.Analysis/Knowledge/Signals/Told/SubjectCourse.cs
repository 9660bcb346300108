using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>What a told subject earned from the party before and after, day by day.</summary>
internal sealed record SubjectCourse
{
    /// <summary>Days before the telling over which the usual rate is taken.</summary>
    public const int DaysBefore = 84;

    /// <summary>The subject.</summary>
    public required ToldSubject Told { get; init; }

    /// <summary>The rows of the subject that count, by day. Days on which the lists cleared the site do not, unless they clear it at t too: then
    /// the whole subject is set aside by <see cref="Cleared"/>.</summary>
    public required int[] Rows { get; init; }

    /// <summary>Σ gross in the days before the telling, in units.</summary>
    public required long Before { get; init; }

    /// <summary>How many days before the telling that sum covers; 0 where the party did not yet serve the subject.</summary>
    public required int BeforeDays { get; init; }

    /// <summary>Σ gross after the day of the telling and the grace period, in units.</summary>
    public required long After { get; init; }

    /// <summary>How many days that sum covers; ≤ 0 while the grace period runs.</summary>
    public required int AfterDays { get; init; }

    /// <summary>Σ gross in the first days after the reply window, at most <see cref="DaysBefore"/> of them, in units.</summary>
    public required long Follow { get; init; }

    /// <summary>How many days that sum covers; ≤ 0 while the reply window runs.</summary>
    public required int FollowDays { get; init; }

    /// <summary>Σ gross after the day of the telling, grace period included, in units.</summary>
    public required long SinceTold { get; init; }

    /// <summary>The last day before the telling on which it earned, or null.</summary>
    public required DateOnly? LastBefore { get; init; }

    /// <summary>The last day on which it earned.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>Whether it still earned in the last days before t.</summary>
    public required bool Open { get; init; }

    /// <summary>Whether the lists clear the site at t.</summary>
    public required bool Cleared { get; init; }

    /// <summary>Whether the site went to another owner after the telling: all that came later is the other's.</summary>
    public required bool ChangedHands { get; init; }

    /// <summary>Whether the party served it before it was told.</summary>
    public bool Served => BeforeDays > 0;

    /// <summary>Whether the reply window has passed at a day, and enough time for slowness to be ruled out.</summary>
    public bool RipeAt(DateOnly day, int leastDays) => day > Told.ActBy && day.DayNumber - Told.ToldOn.DayNumber >= leastDays;

    /// <summary>Units per day before.</summary>
    public double RateBefore => BeforeDays > 0 ? (double)Before / BeforeDays : 0.0;

    /// <summary>Units per day after the grace period.</summary>
    public double RateAfter => AfterDays > 0 ? (double)After / AfterDays : 0.0;

    /// <summary>Units per day in the first days after the reply window.</summary>
    public double RateFollowing => FollowDays > 0 ? (double)Follow / FollowDays : 0.0;

    /// <summary>Units per day since the telling, grace period included.</summary>
    public double RateSinceTold(DateOnly asOf) =>
        asOf > Told.ToldOn ? (double)SinceTold / (asOf.DayNumber - Told.ToldOn.DayNumber) : 0.0;

    /// <summary>Follows a subject.</summary>
    /// <param name="records">The records.</param>
    /// <param name="accruals">The party's accruals.</param>
    /// <param name="told">What it was told.</param>
    /// <returns>Its course, or null where nothing counts: no row that the lists do not clear.</returns>
    public static SubjectCourse? Of(ToldRecords records, SiteAccruals accruals, ToldSubject told)
    {
        var (view, placements) = (records.View, records.View.Records.Placements);
        var cleared = records.Standing.ClearedOn(told.Site, view.AsOf);
        var rows = accruals.Of(told.Site).ToArray()
            .Where(row => told.Account < 0 || placements[row].Account == told.Account)
            .Where(row => cleared || placements[row].Day <= told.ToldOn || !records.Standing.ClearedOn(told.Site, placements[row].Day)).ToArray();
        if (rows.Length == 0)
        {
            return null;
        }

        var first = placements[rows[0]].Day;
        var from = first > told.ToldOn.AddDays(-DaysBefore) ? first : told.ToldOn.AddDays(-DaysBefore);
        var graceEnd = told.ToldOn.AddDays(view.Options.GraceDays);
        var last = placements[rows[^1]].Day;
        var until = told.ActBy.AddDays(DaysBefore) < view.AsOf ? told.ActBy.AddDays(DaysBefore) : view.AsOf;
        return new SubjectCourse
        {
            Told = told,
            Rows = rows,
            Before = Sum(placements, rows, from, told.ToldOn.AddDays(-1)),
            BeforeDays = Math.Max(0, told.ToldOn.DayNumber - from.DayNumber),
            After = Sum(placements, rows, graceEnd.AddDays(1), view.AsOf),
            AfterDays = view.AsOf.DayNumber - graceEnd.DayNumber,
            Follow = Sum(placements, rows, told.ActBy.AddDays(1), until),
            FollowDays = until.DayNumber - told.ActBy.DayNumber,
            SinceTold = Sum(placements, rows, told.ToldOn.AddDays(1), view.AsOf),
            LastBefore = rows.Select(row => placements[row].Day).Where(day => day < told.ToldOn).Select(day => (DateOnly?)day).LastOrDefault(),
            Last = last,
            Open = view.AsOf.DayNumber - last.DayNumber < view.Options.SilenceDays,
            Cleared = cleared,
            ChangedHands = OwnerChange.Is(view, rows, told.ToldOn, graceEnd),
        };
    }

    private static long Sum(MarkedPlacement[] placements, int[] rows, DateOnly from, DateOnly to)
    {
        long sum = 0;
        foreach (var row in rows)
        {
            if (placements[row].Day >= from && placements[row].Day <= to)
            {
                sum += placements[row].Gross;
            }
        }

        return sum;
    }
}
