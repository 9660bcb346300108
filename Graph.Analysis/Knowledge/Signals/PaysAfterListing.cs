using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>How much went on after a site stood on a public black list: what accrued per day on listed sites, once the grace period was over, divided by what accrued per day before the listing; 1 means that nothing changed, 10 is the most that is counted. It fires when, in up to 84 days after the time to act, these sites brought at least half of the rate before, on at least two days, some of them still earn, at least 21 days have passed since the listing, and the amount reaches the materiality floor.</summary>
/// <remarks>
/// <para>A site counts as listed from the day on which an entry of sufficient confidence could be read: its valid_from, or the day it was recorded where
/// that is later. The rates are those of S1. Nobody was told in person: the signal shows that the party should have known, no more.</para>
/// <para>Weight: <see cref="GoingOnFigures.Weight"/>. The standard error is that of the ratio by the delta method over weekly sums.</para>
/// </remarks>
public static class PaysAfterListing
{
    private const Leniency Tested = Leniency.ChangedHands | Leniency.Cleared | Leniency.Young;

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S2, SignalClass.Notice, [],
        "ratio in the 84 days after the time to act >= 0.5 and late days >= 2 and a site still earns and age of the listing >= 21 days and amount >= the materiality floor",
        PaysAfterTexts.Listing,
        GoingOnFigures.Measures("S2", "after a black list entry", "列入黑名单后"),
        Run);

    /// <summary>Looks at every judged party.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SignalResult Run(KnowledgeView view, CancellationToken cancellation) =>
        EachJudged.Find(Definition, view, RecordType.Lists, Find, cancellation);

    /// <summary>The courses of all listed sites that a party served.</summary>
    internal static GoingOn Courses(ToldRecords records, int party)
    {
        var accruals = new SiteAccruals(records.View, party);
        return new GoingOn(records, [.. records.ByList(accruals).Select(told => SubjectCourse.Of(records, accruals, told)).OfType<SubjectCourse>()], GoingOn.HalfRatio);
    }

    private static SignalFinding Find(ToldRecords records, int party)
    {
        var going = Courses(records, party);
        var holding = GoingOnFigures.Holding(going, Tested);
        var material = going.Amount(holding) >= records.View.Options.MaterialityUnits;
        var state = !material ? SignalState.Quiet
            : going.Fires(Leniency.None) ? SignalState.Fired
            : holding != Leniency.None ? SignalState.Explained
            : SignalState.Quiet;
        var (rows, inAll) = state == SignalState.Quiet ? ([], 0) : Rows(records, going, holding);
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S2,
            State = state,
            Statistic = going.Ratio(Leniency.None),
            StandardError = going.StandardError(),
            Weight = state == SignalState.Fired ? GoingOnFigures.Weight(going) : 0.0,
            Amount = going.Amount(holding),
            Since = state == SignalState.Fired ? FirstAfter(records, going) : null,
            Rows = rows,
            RowsInAll = inAll,
            Innocent = Explanations(records, going, holding),
            Measures = GoingOnFigures.Values(records, party, going),
            Facts = GoingOnFigures.Facts(records, going, holding),
        };
    }

    private static InnocentTest[] Explanations(ToldRecords records, GoingOn going, Leniency holding) =>
    [
        Test("withdrawn", holding.HasFlag(Leniency.Cleared), "sites", Figure.Count(going.Courses.Count(course => course.Cleared))),
        Test("young_list", holding.HasFlag(Leniency.Young), "least_days", Figure.Count(GoingOn.LeastAgeDays)),
        Test("changed_hands", holding.HasFlag(Leniency.ChangedHands), "sites", Figure.Count(going.Courses.Count(course => course.ChangedHands))),
    ];

    private static InnocentTest Test(string code, bool holds, string name, string value) =>
        new(code, holds, new Dictionary<string, string> { [name] = value });

    private static DateOnly FirstAfter(ToldRecords records, GoingOn going) => going.Open(Leniency.None)
        .SelectMany(course => course.Rows.Select(row => records.View.Records.Placements[row].Day)
            .Where(day => day > course.Told.ToldOn.AddDays(records.View.Options.GraceDays)))
        .Min();

    private static (IReadOnlyList<RowOrigin> Rows, int InAll) Rows(ToldRecords records, GoingOn going, Leniency holding) => CitedRows.Choose(
        records.View,
        going.Counted(holding).Select(course => course.Told.Source).Concat(going.Courses.Where(course => course.Cleared)
            .Select(course => records.Standing.ClearingEntry(course.Told.Site, records.View.AsOf)?.Origin).OfType<RowOrigin>()),
        going.RowsAfter(holding));
}
