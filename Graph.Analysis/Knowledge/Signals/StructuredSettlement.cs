using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals.Conduct;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The share, 0 to 1, of what a payer settled to accounts that bear on pirate sites and to payees that no placement names, that was arranged: split into at least three payments under a round limit within ten days, paid to another legal person than the account that it accrued for, or paid to an account of pirate sites that had been dormant for half a year and was revived after a listing or notice. It fires from a tenth and the materiality floor on, where no innocent explanation covers it.</summary>
/// <remarks>
/// <para>Splits: each payment in [0.8·limit, limit), together at least the limit; limits are <see cref="KnowledgeRecords.RoundLimits"/>. p-value: binomial tail of the
/// payments just below a limit among those within 5 % of it, at the larger of the payer's own rate towards others and everybody else's
/// (<see cref="SplitPayments"/>); NaN without splits. It is told, not asked: three payments are too few for it to decide.</para>
/// <para>Another payee: settlement lines assign a payment to the account's placements, or at least two payments are, to 2 %, what accrued for the account in the periods
/// that they name, for which the account itself was not paid.</para>
/// <para>Weight: share · n/(n+1) with n payments. Amount: the arranged payments. Since: the first of them.</para>
/// </remarks>
public static class StructuredSettlement
{
    private const double LeastShare = 0.1;
    private static readonly string[] Excuses = ["small_payees", "collection_agent", "old_debt"];

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S8, SignalClass.Conduct, [RecordType.Settlements], "unexcused share of arranged payments >= 0.1 and amount >= materiality floor",
        StructuredSettlementText.Text,
        [
            new FeatureDefinition("s8_share", "S8", Monotone.Increasing, false, new Bilingual(
                "share of its marked settlements that was arranged", "其相关结算中经过安排的比例")),
            new FeatureDefinition("s8_payments", "S8", Monotone.Increasing, true, new Bilingual(
                "number of arranged payments", "经过安排的付款笔数")),
            new FeatureDefinition("s8_substitute_share", "S8", Monotone.Increasing, false, new Bilingual(
                "share of its marked settlements paid to others than the accounts they accrued for", "其相关结算中付给非应计账户的比例")),
        ],
        Run);

    /// <summary>Looks at every judged party.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SignalResult Run(KnowledgeView view, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (!view.Records.Present.Contains(RecordType.Settlements))
        {
            return new SignalResult(Definition, [.. view.Judged.Select(party => NotAssessable(party) with { Missing = [RecordType.Settlements] })]);
        }

        var records = new ConductRecords(view);
        var chains = new SiteChains(records);
        var patterns = view.Judged.Select(party => new PaymentPatterns(records, chains, party)).ToArray();
        var found = new List<PaymentPattern>?[patterns.Length];
        for (var i = 0; i < found.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            found[i] = patterns[i].MeetsPirates && patterns[i].Settled > 0 ? patterns[i].Find() : null;
        }

        var adjusted = MultipleLooks.Adjust(view, view.Judged, [.. patterns.Select(pattern => pattern.SplitPValue)]);
        return new SignalResult(Definition, [.. view.Judged.Select((party, i) => found[i] is { } list
            ? Find(view, party, patterns[i], list, adjusted[i])
            : NotAssessable(party) with { Reason = patterns[i].MeetsPirates ? "no_books" : "no_pirate_accounts" })]);
    }

    private static SignalFinding Find(KnowledgeView view, int party, PaymentPatterns patterns, List<PaymentPattern> found, double adjusted)
    {
        var open = found.Where(pattern => pattern.Excuse is null).ToList();
        var share = (double)AmountOf(open) / patterns.Settled;
        var fires = Fires(view, open, patterns.Settled);
        var state = fires ? SignalState.Fired : Fires(view, found, patterns.Settled) ? SignalState.Explained : SignalState.Quiet;
        var shown = fires ? open : found;
        var facts = Facts(view, patterns, shown, share, adjusted);
        var rows = RowsOf(shown);
        var (cited, inAll) = state == SignalState.Quiet ? ([], 0) : CitedRows.Choose([], rows.Select(row => (row.Origin, row.Counted)));
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S8,
            State = state,
            Statistic = share,
            PValue = patterns.SplitPValue,
            AdjustedPValue = adjusted,
            Weight = fires ? Strength.OfShare(share, RowsOf(open).Count) : 0.0,
            Amount = AmountOf(shown),
            Since = fires ? rows.Min(row => row.Day) : null,
            Rows = cited,
            RowsInAll = inAll,
            Innocent = [.. Excuses.Select(code => new InnocentTest(code, !fires && found.Exists(pattern => pattern.Excuse == code), facts))],
            Measures = [share, RowsOf(open).Count, (double)AmountOf([.. open.Where(pattern => pattern.Kind == PatternKind.Substitute)]) / patterns.Settled],
            Facts = facts,
        };
    }

    private static bool Fires(KnowledgeView view, List<PaymentPattern> patterns, long settled) =>
        AmountOf(patterns) is var amount && amount >= view.Options.MaterialityUnits && amount >= LeastShare * settled;

    /// <summary>The payments of some patterns, each once.</summary>
    private static List<MarkedSettlement> RowsOf(List<PaymentPattern> patterns) => [.. patterns.SelectMany(pattern => pattern.Rows).Distinct()];

    private static long AmountOf(List<PaymentPattern> patterns) => RowsOf(patterns).Sum(row => row.Counted);

    private static Dictionary<string, string> Facts(KnowledgeView view, PaymentPatterns patterns, List<PaymentPattern> shown, double share, double adjusted)
    {
        var rows = RowsOf(shown);
        string Count(PatternKind kind) => Figure.Count(RowsOf([.. shown.Where(pattern => pattern.Kind == kind)]).Count);
        return new Dictionary<string, string>
        {
            ["share"] = Figure.Ratio(share),
            ["amount"] = Figure.Amount(rows.Sum(row => row.Counted)),
            ["settled"] = Figure.Amount(patterns.Settled),
            ["split"] = Count(PatternKind.Split),
            ["substitute"] = Count(PatternKind.Substitute),
            ["revived"] = Count(PatternKind.Revived),
            ["payees"] = shown.Count > 0 ? string.Join(", ", shown.Select(pattern => view.Flow.Graph.Parties[pattern.Payee].Id).Distinct().Order(StringComparer.Ordinal).Take(5)) : Figure.Unknown,
            ["since"] = LocalDay.Text(rows.Count > 0 ? rows.Min(row => row.Day) : null),
            ["p"] = Figure.Probability(adjusted),
        };
    }

    private static SignalFinding NotAssessable(int party) =>
        new() { Party = party, Signal = SignalId.S8, State = SignalState.NotAssessable };
}
