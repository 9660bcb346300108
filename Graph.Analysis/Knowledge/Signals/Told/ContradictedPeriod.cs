using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>A declaration that there was nothing, and what the party accrued in its period on sites that it had been told of.</summary>
internal sealed record ContradictedPeriod
{
    /// <summary>Index of the declaration.</summary>
    public required int Declaration { get; init; }

    /// <summary>The rows in the period, after telling and reply window, as indices into the placements.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>Σ gross of <see cref="Rows"/>, in units.</summary>
    public required long Amount { get; init; }

    /// <summary>The part of <see cref="Amount"/> on sites of which a notice had told the party.</summary>
    public required long Noticed { get; init; }

    /// <summary>The part on hosts below a domain that a white entry clears.</summary>
    public required long Alias { get; init; }

    /// <summary>What the same sites earned, in as many days, before the party was told, in units.</summary>
    public required double Usual { get; init; }

    /// <summary>How many sites the rows are of.</summary>
    public required int Sites { get; init; }

    /// <summary>Looks at a declaration.</summary>
    /// <param name="records">The records.</param>
    /// <param name="declaration">Its index.</param>
    /// <param name="courses">The party's courses by notice and by list, one per site.</param>
    public static ContradictedPeriod Of(ToldRecords records, int declaration, IReadOnlyList<SubjectCourse> courses)
    {
        var (view, declared) = (records.View, records.View.Records.Declarations[declaration]);
        var (rows, noticed, alias, usual, sites) = (new List<int>(), 0L, 0L, 0.0, 0);
        foreach (var course in courses.Where(course => !course.Cleared && !course.ChangedHands))
        {
            var mine = course.Rows.Where(row => view.Records.Placements[row].Day is var day
                && day >= declared.PeriodFrom && day <= declared.PeriodTo && day > course.Told.ActBy).ToList();
            if (mine.Count == 0 || (declared.Statement == DeclarationStatement.Removed && !StillServed(view, declared, course)))
            {
                continue;
            }

            var amount = mine.Sum(row => view.Records.Placements[row].Gross);
            noticed += course.Told.Notice >= 0 ? amount : 0;
            alias += IsAlias(records, course.Told.Site) ? amount : 0;
            usual += course.RateBefore * DaysIn(declared, course);
            sites++;
            rows.AddRange(mine);
        }

        return new ContradictedPeriod
        {
            Declaration = declaration,
            Rows = rows,
            Amount = rows.Sum(row => view.Records.Placements[row].Gross),
            Noticed = noticed,
            Alias = alias,
            Usual = usual,
            Sites = sites,
        };
    }

    /// <summary>Whether the site still earned just after the period: what was removed within it is no contradiction.</summary>
    private static bool StillServed(KnowledgeView view, Declaration declared, SubjectCourse course) => course.Rows
        .Any(row => view.Records.Placements[row].Day is var day && day > declared.PeriodTo && day <= declared.PeriodTo.AddDays(view.Options.SilenceDays));

    private static int DaysIn(Declaration declared, SubjectCourse course)
    {
        var from = course.Told.ActBy >= declared.PeriodFrom ? course.Told.ActBy.AddDays(1) : declared.PeriodFrom;
        return Math.Max(0, declared.PeriodTo.DayNumber - from.DayNumber + 1);
    }

    /// <summary>Whether the site is a host below a domain that a white entry clears at t.</summary>
    private static bool IsAlias(ToldRecords records, int site)
    {
        var host = records.View.Records.Sites[site];
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
        {
            if (records.SiteNamed(host[(dot + 1)..]) is var above and >= 0 && records.Standing.WhiteOn(above, records.View.AsOf))
            {
                return true;
            }
        }

        return false;
    }
}
