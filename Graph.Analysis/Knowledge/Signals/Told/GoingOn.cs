using Graph.Model.Records;
using MathNet.Numerics;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>Whether a party went on with what it was told of, taken over all its subjects.</summary>
/// <remarks>
/// Ratios are sums of rates over sums of rates: weighed by money, so that dropping small subjects and keeping big ones stays near 1. The ratio itself runs up to t and sinks
/// with every silent day; the rule looks at the first days after the reply window, as many as the rate before covers, so that a site which goes dark a year
/// later hides nothing, and asks for a subject that still earns.
/// Every part grows with what accrues after the telling or stays; none falls. A subject whose owner changed keeps its rate before and counts nothing after.
/// </remarks>
internal sealed class GoingOn
{
    /// <summary>The least share of the rate before that must follow the time to act, where slowness is not tested besides.</summary>
    public const double HalfRatio = 0.5;

    /// <summary>The same where <see cref="SlowChance"/> tells going on from slowness: dropping the small ones and keeping a fifth of the money is going on.</summary>
    public const double FifthRatio = 0.2;

    /// <summary>The least number of days after the reply window with accruals.</summary>
    public const int LeastLateDays = 2;

    /// <summary>The least age of a telling in days.</summary>
    public const int LeastAgeDays = 21;

    /// <summary>Median days to cut-off of a party that is merely slow: as slow as may be taken for slowness.</summary>
    public const int SlowMedianDays = 35;

    /// <summary>Ratios are cut off here; a party that began after it was told has no rate before.</summary>
    public const double LargestRatio = 10.0;

    private readonly ToldRecords records;
    private readonly double leastRatio;

    /// <summary>Takes the courses of a party.</summary>
    /// <param name="records">The records.</param>
    /// <param name="courses">One per subject.</param>
    /// <param name="leastRatio">The least share of the rate before at which the rule is met.</param>
    public GoingOn(ToldRecords records, IReadOnlyList<SubjectCourse> courses, double leastRatio)
    {
        (this.records, Courses, this.leastRatio) = (records, courses, leastRatio);
    }

    /// <summary>The courses.</summary>
    public IReadOnlyList<SubjectCourse> Courses { get; }

    /// <summary>The courses that count: told, not cleared, grace period over.</summary>
    public IEnumerable<SubjectCourse> Counted(Leniency leniency) => Courses.Where(course =>
        (course.Told.Arrived || leniency.HasFlag(Leniency.Undelivered))
        && (!course.Cleared || leniency.HasFlag(Leniency.Cleared))
        && (course.AfterDays > 0 || leniency.HasFlag(Leniency.Young)));

    /// <summary>The courses old enough for the rule.</summary>
    public IEnumerable<SubjectCourse> Ripe(Leniency leniency) =>
        Counted(leniency).Where(course => leniency.HasFlag(Leniency.Young) || course.RipeAt(records.View.AsOf, LeastAgeDays));

    /// <summary>The ripe courses that still earn and are nobody else's.</summary>
    public IEnumerable<SubjectCourse> Open(Leniency leniency) => Ripe(leniency).Where(course =>
        course.Open && After(course, leniency) > 0.0);

    /// <summary>Σ rate after ÷ Σ rate before, at most <see cref="LargestRatio"/>; 0 where nothing accrued after.</summary>
    public double Ratio(Leniency leniency) => Over(
        Counted(leniency).Sum(course => After(course, leniency)), Counted(leniency).Sum(course => course.RateBefore));

    /// <summary>The same of ripe courses, in the first days after the reply window.</summary>
    public double FollowRatio(Leniency leniency) => Over(
        Ripe(leniency).Sum(course => Following(course, leniency)), Ripe(leniency).Sum(course => course.RateBefore));

    /// <summary>Whether the rule is met.</summary>
    public bool Fires(Leniency leniency) =>
        FollowRatio(leniency) >= leastRatio && Open(leniency).Any() && LateDays(leniency).Count >= (leniency.HasFlag(Leniency.Young) ? 1 : LeastLateDays);

    /// <summary>Distinct days after the reply window on which subjects earned, ascending.</summary>
    public SortedSet<DateOnly> LateDays(Leniency leniency)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var course in Ripe(leniency).Where(course => !course.ChangedHands || leniency.HasFlag(Leniency.ChangedHands)))
        {
            var after = leniency.HasFlag(Leniency.Young) ? course.Told.ToldOn : course.Told.ActBy;
            days.UnionWith(course.Rows.Select(row => records.View.Records.Placements[row].Day).Where(day => day > after));
        }

        return days;
    }

    /// <summary>The chance that a party which is merely slow went on for so long: P(X ≤ cut-offs) for X ~ Poisson(ln 2 · days ÷ median).</summary>
    /// <remarks>Days are those from each telling to the cut-off, or to t; subjects weigh by their rate before, scaled so that they count for Kish's effective number,
    /// (Σ rate)²/Σ rate²: who drops the small ones and keeps the big one was not slow with the money. What it began to serve only after the telling
    /// adds days, and no cut-off.</remarks>
    public double SlowChance()
    {
        var counted = Counted(Leniency.None).ToList();
        var (sum, squares) = (counted.Sum(course => course.RateBefore), counted.Sum(course => course.RateBefore * course.RateBefore));
        var (days, ends) = (0.0, 0.0);
        foreach (var course in counted)
        {
            var (weight, lasting) = (course.Served && squares > 0.0 ? course.RateBefore * sum / squares : 1.0, Lasting(course));
            days += weight * lasting.Days;
            ends += lasting.Ended && WasServed(course) ? weight : 0.0;
        }

        return days == 0.0 ? 1.0 : SpecialFunctions.GammaUpperRegularized(ends + 1.0, Math.Log(2.0) * days / SlowMedianDays);
    }

    /// <summary>Σ gross after telling and grace period over the counted courses, in units.</summary>
    public long Amount(Leniency leniency) => Counted(leniency)
        .Where(course => !course.ChangedHands || leniency.HasFlag(Leniency.ChangedHands))
        .Sum(course => leniency.HasFlag(Leniency.Young) ? course.SinceTold : course.After);

    /// <summary>The rows after telling and grace period of the counted courses.</summary>
    public IEnumerable<int> RowsAfter(Leniency leniency)
    {
        foreach (var course in Counted(leniency).Where(course => !course.ChangedHands || leniency.HasFlag(Leniency.ChangedHands)))
        {
            var from = course.Told.ToldOn.AddDays(leniency.HasFlag(Leniency.Young) ? 0 : records.View.Options.GraceDays);
            foreach (var row in course.Rows)
            {
                if (records.View.Records.Placements[row].Day > from)
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>Standard error of <see cref="Ratio"/> by the delta method, from the scatter of weekly sums before and after; NaN with fewer
    /// than two weeks on a side, without a rate before, or where the ratio was cut off.</summary>
    public double StandardError()
    {
        var (before, after) = (new WeeklyRates(), new WeeklyRates());
        foreach (var course in Counted(Leniency.None))
        {
            before.Lasting(course.BeforeDays);
            after.Lasting(course.AfterDays);
            var graceEnd = course.Told.ToldOn.AddDays(records.View.Options.GraceDays);
            foreach (var row in course.Rows)
            {
                ref readonly var placement = ref records.View.Records.Placements[row];
                var ahead = course.Told.ToldOn.DayNumber - placement.Day.DayNumber;
                if (ahead > 0 && ahead <= course.BeforeDays)
                {
                    before.Add((ahead - 1) / 7, (double)placement.Gross / course.BeforeDays);
                }
                else if (placement.Day > graceEnd && !course.ChangedHands)
                {
                    after.Add((placement.Day.DayNumber - graceEnd.DayNumber - 1) / 7, (double)placement.Gross / course.AfterDays);
                }
            }
        }

        return before.Sum > 0.0 && after.Sum / before.Sum < LargestRatio
            ? after.Sum / before.Sum * Math.Sqrt(before.RelativeVariance + after.RelativeVariance)
            : double.NaN;
    }

    /// <summary>Days from the telling to the last accrual of the subjects that were served until then.</summary>
    public SurvivalCurve TimeToCutOff() => KaplanMeier.Run([.. Counted(Leniency.None).Where(WasServed).Select(Lasting)]);

    /// <summary>Whether the party served the subject when it was told: earlier cut-offs say nothing about what a telling did.</summary>
    public bool WasServed(SubjectCourse course) =>
        course.LastBefore is { } last && course.Told.ToldOn.DayNumber - last.DayNumber < records.View.Options.SilenceDays;

    /// <summary>How long a subject went on after the telling.</summary>
    public SurvivalTime Lasting(SubjectCourse course)
    {
        var last = course.ChangedHands
            ? course.Rows.Select(row => records.View.Records.Placements[row].Day).Last(day => day <= course.Told.ToldOn.AddDays(records.View.Options.GraceDays))
            : course.Last;
        var ended = !course.Open || course.ChangedHands;
        return new SurvivalTime(Math.Max(0, (ended ? last : records.View.AsOf).DayNumber - course.Told.ToldOn.DayNumber), ended);
    }

    private double After(SubjectCourse course, Leniency leniency) =>
        course.ChangedHands && !leniency.HasFlag(Leniency.ChangedHands) ? 0.0
        : leniency.HasFlag(Leniency.Young) ? course.RateSinceTold(records.View.AsOf)
        : course.RateAfter;

    private double Following(SubjectCourse course, Leniency leniency) =>
        course.ChangedHands && !leniency.HasFlag(Leniency.ChangedHands) ? 0.0
        : leniency.HasFlag(Leniency.Young) ? course.RateSinceTold(records.View.AsOf)
        : course.RateFollowing;

    private static double Over(double after, double before) =>
        after == 0.0 ? 0.0 : before == 0.0 ? LargestRatio : Math.Min(LargestRatio, after / before);
}
