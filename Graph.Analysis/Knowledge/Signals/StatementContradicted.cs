using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>How many yuan accrued, within the period of a declaration that says none or removed, on sites that the party had been told of by a delivered notice or a public black list, after the time to act on it; where it says removed, on sites that still earned after the period. It fires when such accruals lie on at least two days of the period and are at least five percent of what the same sites used to earn.</summary>
/// <remarks>
/// <para>A declaration that says listed contradicts nothing. One that says removed is contradicted only by sites that still earned within the silence days after
/// its period: what was removed within the period earned before that. A statement is made at the end of its period, or when it was recorded: that day is the day of
/// the conduct. Where a notice had told of a site, <see cref="SignalFinding.Since"/> is the first statement that a noticed site contradicts.</para>
/// <para>Weight: 1 − 0.5·e^(−r), r the contradicted amount over what the same sites used to earn in as many days (r = 1 where they earned nothing before).</para>
/// </remarks>
public static class StatementContradicted
{
    private const int LeastDays = 2;
    private const double ResidueShare = 0.05;

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S7, SignalClass.Conduct, [RecordType.Declarations],
        "accruals in a period declared none or removed, on >= 2 days and >= 0.05 of the usual amount", StatementContradictedText.Text,
        [
            Feature("amount", true, "yuan accrued in periods declared none or removed, on sites it had been told of", "在申报“无”或“已移除”的期间内,于已被告知网站上的应计金额(元)"),
            Feature("share", false, "the same as a share of what those sites used to earn", "同上,占这些网站通常收入的比例"),
            Feature("noticed_amount", true, "the part of it on sites that a notice had named, in yuan", "其中通知已指明网站的部分(元)"),
            Feature("statements", true, "statements contradicted", "被反证的申报数"),
            Feature("statement_share", false, "share of its statements that are contradicted", "其申报中被反证的比例"),
        ],
        Run);

    /// <summary>Looks at every judged party.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SignalResult Run(KnowledgeView view, CancellationToken cancellation) =>
        EachJudged.Find(Definition, view, RecordType.Declarations, Find, cancellation);

    private static SignalFinding Find(ToldRecords records, int party)
    {
        var said = records.DeclarationsOf(party)
            .Where(i => records.View.Records.Declarations[i].Statement is DeclarationStatement.None or DeclarationStatement.Removed).ToList();
        if (said.Count == 0)
        {
            return new SignalFinding
            {
                Party = party,
                Signal = SignalId.S7,
                State = SignalState.NotAssessable,
                Reason = "no_statement",
                Facts = new Dictionary<string, string> { ["declarations"] = Figure.Count(records.DeclarationsOf(party).Count) },
            };
        }

        var courses = Courses(records, party);
        var periods = said.Select(declaration => ContradictedPeriod.Of(records, declaration, courses)).Where(period => period.Amount > 0).ToList();
        var contradicted = periods.Where(period => IsContradicted(records.View, period)).ToList();
        var outside = contradicted.Count == 0 ? AfterTelling(records.View, courses) - periods.Sum(period => period.Amount) : 0;
        var state = contradicted.Count > 0 ? SignalState.Fired : periods.Count > 0 || outside > 0 ? SignalState.Explained : SignalState.Quiet;
        return Finding(records, party, state, said.Count, state == SignalState.Fired ? contradicted : periods, outside);
    }

    private static SignalFinding Finding(
        ToldRecords records, int party, SignalState state, int said, List<ContradictedPeriod> periods, long outside)
    {
        var view = records.View;
        var fired = state == SignalState.Fired;
        var amount = periods.SelectMany(period => period.Rows).Distinct().Sum(row => view.Records.Placements[row].Gross);
        var (rows, inAll) = state == SignalState.Quiet ? ([], 0) : CitedRows.Choose(
            view, Documents(records, party, periods), periods.SelectMany(period => period.Rows));
        var ratio = Ratio(periods);
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S7,
            State = state,
            Statistic = fired ? amount / 1e4 : 0.0,
            Weight = fired ? 1.0 - (0.5 * Math.Exp(-ratio)) : 0.0,
            Amount = amount,
            Since = fired ? Since(view, periods) : null,
            Rows = rows,
            RowsInAll = inAll,
            Innocent = Explanations(periods, fired, outside),
            Measures =
            [
                fired ? amount / 1e4 : 0.0, fired ? ratio : 0.0, fired ? periods.Sum(period => period.Noticed) / 1e4 : 0.0,
                fired ? periods.Count : 0, fired ? (double)periods.Count / said : 0.0,
            ],
            Facts = Facts(view, periods, said, amount),
        };
    }

    /// <summary>One course per site: by the notice that arrived, else by the list.</summary>
    private static List<SubjectCourse> Courses(ToldRecords records, int party)
    {
        var noticed = PaysAfterNotice.Courses(records, party).Courses.Where(course => course.Told.Arrived).ToList();
        var sites = noticed.Select(course => course.Told.Site).ToHashSet();
        return [.. noticed, .. PaysAfterListing.Courses(records, party).Courses.Where(course => !sites.Contains(course.Told.Site))];
    }

    private static bool IsContradicted(KnowledgeView view, ContradictedPeriod period) =>
        period.Alias < period.Amount && !IsResidue(period)
        && period.Rows.Select(row => view.Records.Placements[row].Day).Distinct().Count() >= LeastDays;

    private static bool IsResidue(ContradictedPeriod period) => period.Amount < ResidueShare * period.Usual;

    private static double Ratio(List<ContradictedPeriod> periods)
    {
        var usual = periods.Sum(period => period.Usual);
        return periods.Count == 0 ? 0.0 : usual == 0.0 ? 1.0 : Math.Min(GoingOn.LargestRatio, periods.Sum(period => (double)period.Amount) / usual);
    }

    /// <summary>What accrued on told sites after the time to act, in any period, in units.</summary>
    private static long AfterTelling(KnowledgeView view, List<SubjectCourse> courses) => courses.Where(course => !course.Cleared && !course.ChangedHands)
        .Sum(course => course.Rows.Sum(row => view.Records.Placements[row] is var placement && placement.Day > course.Told.ActBy ? placement.Gross : 0));

    private static DateOnly Since(KnowledgeView view, List<ContradictedPeriod> periods)
    {
        var noticed = periods.Where(period => period.Noticed > 0).ToList();
        return (noticed.Count > 0 ? noticed : periods).Min(period => StatedOn(view.Records.Declarations[period.Declaration]));
    }

    private static DateOnly StatedOn(Declaration declaration) =>
        declaration.RecordedAt is { } at && LocalDay.Of(at) > declaration.PeriodTo ? LocalDay.Of(at) : declaration.PeriodTo;

    private static InnocentTest[] Explanations(List<ContradictedPeriod> periods, bool fired, long outside)
    {
        var alias = periods.Sum(period => period.Alias);
        var residue = periods.Where(IsResidue).Sum(period => period.Amount);
        return
        [
            Test("alias_domain", !fired && alias > 0 && periods.TrueForAll(period => period.Alias == period.Amount), "alias", alias),
            Test("other_period", !fired && periods.Count == 0 && outside > 0, "outside", outside),
            Test("residue", !fired && periods.Count > 0 && alias < periods.Sum(period => period.Amount), "residue", residue),
        ];
    }

    private static InnocentTest Test(string code, bool holds, string name, long amount) =>
        new(code, holds, new Dictionary<string, string> { [name] = Figure.Amount(amount) });

    private static Dictionary<string, string> Facts(KnowledgeView view, List<ContradictedPeriod> periods, int said, long amount)
    {
        var days = periods.SelectMany(period => period.Rows).Select(row => view.Records.Placements[row].Day).ToList();
        return new Dictionary<string, string>
        {
            ["statements"] = Figure.Count(periods.Count),
            ["said"] = Figure.Count(said),
            ["amount"] = Figure.Amount(amount),
            ["noticed"] = Figure.Amount(periods.Sum(period => period.Noticed)),
            ["sites"] = Figure.Count(periods.Count == 0 ? 0 : periods.Max(period => period.Sites)),
            ["days"] = Figure.Count(days.Distinct().Count()),
            ["first"] = LocalDay.Text(days.Count == 0 ? null : days.Min()),
            ["last"] = LocalDay.Text(days.Count == 0 ? null : days.Max()),
            ["usual_share"] = Figure.Ratio(Ratio(periods)),
        };
    }

    /// <summary>The declarations, and the notices or entries that had told the party.</summary>
    private static IEnumerable<RowOrigin> Documents(ToldRecords records, int party, List<ContradictedPeriod> periods)
    {
        var sites = periods.SelectMany(period => period.Rows).Select(row => records.View.Records.Placements[row].Site).ToHashSet();
        return periods.Select(period => records.View.Records.Declarations[period.Declaration].Origin)
            .Concat(Courses(records, party).Where(course => sites.Contains(course.Told.Site)).Select(course => course.Told.Source));
    }

    private static FeatureDefinition Feature(string name, bool heavy, string en, string zh) =>
        new($"s7_{name}", "S7", Monotone.Increasing, heavy, new Bilingual(en, zh));
}
