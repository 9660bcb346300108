using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals.Conduct;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>How many times the median share of its peers the party's share of pirate sites is, after shrinkage towards them; peers are parties of its kind and size that meet pirate sites too. It fires when the adjusted p-value of so many pirate sites is below the level, the shrunken share is at least three times the peers' median and more probably than not above their 95th percentile, and there are at least three pirate sites.</summary>
/// <remarks>
/// <para>The p-value is the hypergeometric tail of its number of pirate sites when as many pairs of party and site as it has are drawn from
/// the pairs of all parties of its kind that meet pirates. Alone it would accuse everybody who differs a little and is large; so the share, shrunken among peers
/// whose true shares differ (<see cref="PeerShares"/>), must stand far out as well. Parties that never meet a pirate site are in neither, so they change nothing. Adjusted by
/// <see cref="MultipleLooks"/>.</para>
/// <para>Formats that it sells on pirate sites alone are told and measured; they raise the weight: w + (1 − w)/2 · their share of its pirate money.</para>
/// <para>Since: the first day after a delivered notice on which the party took on a listed pirate site that it did not serve before; null without one.</para>
/// </remarks>
public static class TailoredService
{
    private const double LeastTimes = 3.0;
    private const double LeastAbove = 0.5;
    private const int LeastSites = 3;

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S9, SignalClass.Conduct, [],
        "adjusted p < level and shrunken share >= 3 x peers' median and P(share > peers' q95) >= 0.5 and pirate sites >= 3",
        TailoredServiceText.Text,
        [
            new FeatureDefinition("s9_times", "S9", Monotone.Increasing, true, new Bilingual(
                "shrunken share of pirate sites over the peers' median", "收缩后的盗版网站占比与同类中位数之比")),
            new FeatureDefinition("s9_log_p", "S9", Monotone.Increasing, true, new Bilingual(
                "how unlikely its number of pirate sites is among peers (−log10 p)", "其盗版网站数在同类中的罕见程度(−log10 p)")),
            new FeatureDefinition("s9_pirate_only_share", "S9", Monotone.Increasing, false, new Bilingual(
                "share of its pirate money in formats that it sells on pirate sites alone", "其盗版资金中仅用于盗版网站的形式所占比例")),
        ],
        Run);

    /// <summary>Looks at every judged party.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SignalResult Run(KnowledgeView view, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        var records = new ConductRecords(view);
        var niches = new NicheShares(records);
        var drafts = new Draft?[view.Judged.Count];
        foreach (var kind in Enumerable.Range(0, view.Judged.Count).GroupBy(i => view.Flow.Graph.Parties[view.Judged[i]].Kind))
        {
            var all = kind.Select(i => view.Exposure.Parties[view.Judged[i]]).Where(party => party.PirateSites > 0)
                .Select(party => new SiteShare(party.Party, party.Sites, party.PirateSites)).ToList();
            foreach (var i in kind.Where(i => view.Exposure.Parties[view.Judged[i]].PirateSites > 0))
            {
                cancellation.ThrowIfCancellationRequested();
                drafts[i] = Draft.Of(all, all.Single(share => share.Party == view.Judged[i]));
            }
        }

        var adjusted = MultipleLooks.Adjust(view, view.Judged, [.. drafts.Select(draft => draft?.PValue ?? double.NaN)]);
        return new SignalResult(Definition, [.. view.Judged.Select((party, i) => drafts[i] is { } draft
            ? Find(records, niches, draft, adjusted[i])
            : NotAssessable(party, view.Exposure.Parties[party].PirateSites > 0 ? "few_peers" : "no_pirate_sites"))]);
    }

    private static SignalFinding Find(ConductRecords records, NicheShares niches, Draft draft, double adjusted)
    {
        var view = records.View;
        var party = draft.Own.Party;
        var rows = new List<MarkedPlacement>();
        foreach (var row in view.RowsOf(party))
        {
            if (view.Records.Placements[row].Day >= view.Records.Cut.WindowFrom && records.IsPirate(view.Records.Placements[row].Site))
            {
                rows.Add(view.Records.Placements[row]);
            }
        }

        var fires = adjusted < view.Options.SignalLevel && draft.Times >= LeastTimes && draft.Above >= LeastAbove && draft.Own.Pirate >= LeastSites;
        var (niche, only) = (niches.OthersShare(party, rows), niches.PirateOnlyShare(party, rows));
        var innocent = fires && niche >= draft.Share / 2.0;
        var state = !fires ? SignalState.Quiet : innocent ? SignalState.Explained : SignalState.Fired;
        var since = fires ? TakenOnAfterNotice(records, party) : null;
        var facts = Facts(draft, adjusted, niche, only, since);
        var (cited, inAll) = fires ? CitedRows.Choose(Documents(records, party, since), rows.Select(row => (row.Origin, row.Gross))) : ([], 0);
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S9,
            State = state,
            Statistic = draft.Times,
            PValue = draft.PValue,
            AdjustedPValue = adjusted,
            Weight = state == SignalState.Fired ? Weight(adjusted, view.Options.SignalLevel, only) : 0.0,
            Amount = rows.Sum(row => row.Gross),
            Since = state == SignalState.Fired ? since : null,
            Rows = cited,
            RowsInAll = inAll,
            Innocent = [new InnocentTest(double.IsNaN(niche) ? "niche_unknown" : "niche", innocent, facts)],
            Measures = [draft.Times, -Math.Log10(Math.Max(draft.PValue, 1e-300)), only],
            Facts = facts,
        };
    }

    private static double Weight(double adjusted, double level, double only) =>
        Strength.OfPValue(adjusted, level) is var weight && only > 0.0 ? weight + ((1.0 - weight) / 2.0 * only) : weight;

    /// <summary>The first day after the first delivered notice on which the party accrued on a site, listed on that day, that it had not served until then or
    /// until it was listed.</summary>
    private static DateOnly? TakenOnAfterNotice(ConductRecords records, int party)
    {
        if (records.FirstDelivery(party) is not { } told)
        {
            return null;
        }

        var view = records.View;
        var first = new Dictionary<int, DateOnly>();
        foreach (var row in view.RowsOf(party))
        {
            ref readonly var placement = ref view.Records.Placements[row];
            first[placement.Site] = first.TryGetValue(placement.Site, out var known) && known <= placement.Day ? known : placement.Day;
        }

        DateOnly? since = null;
        foreach (var (site, day) in first)
        {
            if (day > told && records.IsPirate(site) && records.ListedFrom(site) <= day && (since is not { } best || day < best))
            {
                since = day;
            }
        }

        return since;
    }

    private static IEnumerable<RowOrigin> Documents(ConductRecords records, int party, DateOnly? since) =>
        since is { } day ? records.ToldTo(party).Where(told => told.Day < day).Select(told => records.View.Records.Notices[told.Notice].Origin) : [];

    private static Dictionary<string, string> Facts(Draft draft, double adjusted, double niche, double only, DateOnly? since) => new()
    {
        ["pirate_sites"] = Figure.Count(draft.Own.Pirate),
        ["sites"] = Figure.Count(draft.Own.Sites),
        ["share"] = Figure.Ratio((double)draft.Own.Pirate / draft.Own.Sites),
        ["shrunken"] = Figure.Ratio(draft.Share),
        ["peers"] = Figure.Count(draft.Peers.Count),
        ["median"] = Figure.Ratio(draft.Peers.Median),
        ["high"] = Figure.Ratio(draft.Peers.HighShare),
        ["times"] = Figure.Ratio(draft.Times),
        ["p"] = Figure.Probability(adjusted),
        ["niche"] = Figure.Ratio(niche),
        ["pirate_only"] = Figure.Ratio(only),
        ["since"] = LocalDay.Text(since),
    };

    private static SignalFinding NotAssessable(int party, string reason) =>
        new() { Party = party, Signal = SignalId.S9, State = SignalState.NotAssessable, Reason = reason };

    /// <summary>A party beside its peers.</summary>
    private sealed record Draft(SiteShare Own, PeerShares Peers, double PValue, double Share, double Above)
    {
        /// <summary>Shrunken share over the peers' median.</summary>
        public double Times => Share / Peers.Median;

        public static Draft? Of(IReadOnlyList<SiteShare> all, SiteShare own)
        {
            if (PeerShares.Of(all, own) is not { } peers)
            {
                return null;
            }

            var urn = ExactTails.Hypergeometric(all.Sum(share => (long)share.Sites), all.Sum(share => (long)share.Pirate), own.Sites, own.Pirate);
            var (shrunken, above) = peers.Posterior(own);
            return new Draft(own, peers, urn, shrunken, above);
        }
    }
}
