using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals.Conduct;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The share, 0 to 1, of what a party sent to noticed sites after the notices that took a new way: through a reseller or account that had not stood there before and appeared within the follow-up days, in rows that newly claim a direct sale while a reseller stands in them, or through a payee that no placement names and that pays the noticed account. It fires from a fifth on, where no innocent explanation covers it.</summary>
/// <remarks>
/// <para>Ends are the sites that a delivered notice told the party of and that it served then (<see cref="PartyRoutes.ToldSites"/>). A new account counts only where it
/// belongs to the legal person of an old one, or the other networks on the site go on paying somebody else; else the site may have been sold.</para>
/// <para>p-value: binomial tail of the number of told sites that still earned and got a new way, at the rate at which ways change on sites that nobody was told of
/// (<see cref="RouteChurn"/>); it excuses from 0.05 on. Weight: share · n/(n+1) with n new ways. Amount: money on them. Since: the first such row.</para>
/// </remarks>
public static class HidesBehindIntermediaries
{
    private const double LeastShare = 0.2;
    private const double UsualLevel = 0.05;

    /// <summary>The innocent explanations in the order of their tests.</summary>
    private static readonly string[] Excuses = ["migration", "changed_hands", "careless_labels", "collection_agent"];

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S5, SignalClass.Conduct, [RecordType.Notices], "share of what still flows to noticed ends on unexcused new ways >= 0.2 and p < 0.05",
        HidesBehindIntermediariesText.Text,
        [
            new FeatureDefinition("s5_share", "S5", Monotone.Increasing, false, new Bilingual(
                "share of what it sent to noticed sites that took a new way", "通知后流向被通知网站的资金中改走新路径的比例")),
            new FeatureDefinition("s5_ways", "S5", Monotone.Increasing, true, new Bilingual(
                "number of new ways to noticed sites", "通往被通知网站的新路径数")),
            new FeatureDefinition("s5_log_p", "S5", Monotone.Increasing, true, new Bilingual(
                "how unusual these changes are against its other sites (−log10 p)", "与其其他网站相比此类变化的罕见程度(−log10 p)")),
        ],
        Run);

    /// <summary>Looks at every judged party.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SignalResult Run(KnowledgeView view, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        cancellation.ThrowIfCancellationRequested();
        return view.Once(SignalId.S5, () => Look(view, cancellation));
    }

    private static SignalResult Look(KnowledgeView view, CancellationToken cancellation)
    {
        if (!view.Records.Present.Contains(RecordType.Notices))
        {
            return new SignalResult(Definition, [.. view.Judged.Select(party => NotAssessable(party) with { Missing = [RecordType.Notices] })]);
        }

        var records = new ConductRecords(view);
        var routes = view.Judged.Select(party => new PartyRoutes(records, party)).ToArray();
        cancellation.ThrowIfCancellationRequested();
        var (churn, chains) = (new RouteChurn(records, routes), new SiteChains(records));
        var drafts = new Draft?[routes.Length];
        for (var i = 0; i < drafts.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            drafts[i] = Draft.Of(view, new Detours(records, routes[i], chains), churn, view.Judged[i]);
        }

        var adjusted = MultipleLooks.Adjust(view, view.Judged, [.. drafts.Select(draft => draft?.PValue ?? double.NaN)]);
        return new SignalResult(Definition, [.. view.Judged.Select((party, i) => drafts[i] is { } draft
            ? Find(view, party, draft, adjusted[i])
            : NotAssessable(party) with { Reason = records.FirstDelivery(party) is null ? "not_told" : "no_told_site" })]);
    }

    private static SignalFinding Find(KnowledgeView view, int party, Draft draft, double adjusted)
    {
        var usual = draft.PValue >= UsualLevel;
        var open = draft.Found.Where(detour => detour.Excuse is null).ToList();
        var (share, all) = (draft.ShareOf(open), draft.ShareOf(draft.Found));
        var fires = share >= LeastShare && !usual;
        var state = fires ? SignalState.Fired : all >= LeastShare ? SignalState.Explained : SignalState.Quiet;
        var shown = fires ? open : draft.Found;
        var facts = Facts(view, draft, shown, share, adjusted);
        var (cited, inAll) = state == SignalState.Quiet ? ([], 0) : CitedRows.Choose(
            shown.Select(detour => view.Records.Notices[detour.Notice].Origin), shown.SelectMany(detour => detour.Rows));
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S5,
            State = state,
            Statistic = share,
            PValue = draft.PValue,
            AdjustedPValue = adjusted,
            Weight = fires ? Strength.OfShare(share, open.Count) : 0.0,
            Amount = Detours.AmountOf(shown),
            Since = fires ? shown.Min(detour => detour.From) : null,
            Rows = cited,
            RowsInAll = inAll,
            Innocent = [
                .. Excuses.Select(code => new InnocentTest(code, !fires && draft.Found.Exists(detour => detour.Excuse == code), facts)),
                new InnocentTest("usual_churn", !fires && open.Count > 0 && usual, facts),
            ],
            Measures = [share, open.Count, -Math.Log10(Math.Max(draft.PValue, 1e-300))],
            Facts = facts,
        };
    }

    private static Dictionary<string, string> Facts(KnowledgeView view, Draft draft, List<Detour> shown, double share, double adjusted) => new()
    {
        ["share"] = Figure.Ratio(share),
        ["amount"] = Figure.Amount(Detours.AmountOf(shown)),
        ["total"] = Figure.Amount(draft.Total),
        ["told_sites"] = Figure.Count(draft.ToldSites),
        ["ways"] = Figure.Count(shown.Count),
        ["resellers"] = Figure.Count(shown.Count(detour => detour.Kind == DetourKind.Reseller)),
        ["accounts"] = Figure.Count(shown.Count(detour => detour.Kind == DetourKind.Account)),
        ["contradictions"] = Figure.Count(shown.Where(detour => detour.Kind == DetourKind.Contradiction).Sum(detour => detour.Rows.Count)),
        ["payees"] = Figure.Count(shown.Count(detour => detour.Kind == DetourKind.Payee)),
        ["through"] = shown.Count > 0 ? string.Join(", ", shown.Select(detour => view.Flow.Graph.Parties[detour.Through].Id).Distinct().Order(StringComparer.Ordinal).Take(5)) : Figure.Unknown,
        ["since"] = LocalDay.Text(shown.Count > 0 ? shown.Min(detour => detour.From) : null),
        ["usual"] = Figure.Ratio(draft.Usual),
        ["p_own"] = Figure.Probability(draft.PValue),
        ["p"] = Figure.Probability(adjusted),
        ["days"] = Figure.Count(view.Options.FollowDays),
    };

    private static SignalFinding NotAssessable(int party) =>
        new() { Party = party, Signal = SignalId.S5, State = SignalState.NotAssessable };

    /// <summary>The new ways of a party before adjustment.</summary>
    private sealed record Draft(List<Detour> Found, long Total, int ToldSites, double PValue, double Usual)
    {
        public double ShareOf(List<Detour> detours) => Total > 0 ? Math.Min(1.0, (double)Detours.AmountOf(detours) / Total) : 0.0;

        /// <summary>Null where the party was told of no site that it served.</summary>
        public static Draft? Of(KnowledgeView view, Detours detours, RouteChurn churn, int party)
        {
            if (detours.Told.Count == 0)
            {
                return null;
            }

            var found = detours.Find();
            var usual = churn.Within(party, view.Options.FollowDays);
            var changed = found.Where(detour => detour.Excuse is null && detour.Kind is DetourKind.Reseller or DetourKind.Account).Select(detour => detour.Site).Distinct().Count();

            // Labels and hidden payees are no changes of the way that placements show: nothing to compare them with.
            var p = changed > 0 ? ExactTails.Binomial(detours.Told.Count, usual, changed) : double.NaN;
            var total = detours.GrossAfter + found.Where(detour => detour.Kind == DetourKind.Payee).Sum(detour => detour.Amount);
            return new Draft(found, total, detours.Told.Count, p, usual);
        }
    }
}
