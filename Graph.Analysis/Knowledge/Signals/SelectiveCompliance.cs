using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals.Conduct;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;
using MathNet.Numerics.Distributions;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>How much less readily the party cuts off pirate sites that earn it much, in standard errors: the slope of the weekly log odds of a cut-off on the log of the revenue before the listing, compared with the slope of all other parties; large where it drops small sites and keeps big ones. It fires when the adjusted p-value is below the level, at least three sites were cut off and three kept, and what the kept ones earned since reaches the materiality floor.</summary>
/// <remarks>
/// <para>Pairs of party and site are at risk from the listing or a delivered notice on: <see cref="RiskPairs"/>. Model and controls: <see cref="ComplianceModel"/>.
/// Statistic: (slope of the others − own slope) ÷ standard error, one-sided; adjusted by <see cref="MultipleLooks"/>.</para>
/// <para>Weight: ½ at the level, ⅛ more for each power of ten below it. Amount: gross that kept sites accrued after their start and the grace period.
/// Since: the first such accrual on or after the party's first cut-off, when the choice becomes visible.</para>
/// </remarks>
public static class SelectiveCompliance
{
    private const int LeastPairs = 4;
    private const int LeastOfEach = 3;

    /// <summary>A party is like the others where not even its own p-value, unadjusted, tells it from them.</summary>
    private const double AlikeLevel = 0.05;

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S6, SignalClass.Conduct, [], "adjusted p < level and cut off >= 3 and kept >= 3 and amount >= materiality floor",
        SelectiveComplianceText.Text,
        [
            new FeatureDefinition("s6_z", "S6", Monotone.Increasing, false, new Bilingual(
                "standard errors by which its cut-offs spare big sites more than others do", "其停止投放偏袒大站的程度,超出其他方的标准误倍数")),
            new FeatureDefinition("s6_slope", "S6", Monotone.Increasing, false, new Bilingual(
                "slope by which its cut-offs spare big sites", "其停止投放偏袒大站的斜率")),
            new FeatureDefinition("s6_kept_money_share", "S6", Monotone.Increasing, false, new Bilingual(
                "share of earlier pirate revenue that lies on sites it kept", "其保留的网站占此前盗版收入的比例")),
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
        var pairs = new RiskPairs(records, cancellation);
        var model = pairs.ByParty.Count > 0 ? new ComplianceModel(pairs, view.AsOf, cancellation) : null;
        var slopes = new PartySlope?[view.Judged.Count];
        for (var i = 0; i < slopes.Length; i++)
        {
            if (pairs.ByParty.TryGetValue(view.Judged[i], out var own) && own.Count >= LeastPairs && own.Exists(pair => pair.Cut) && own.Exists(IsKept))
            {
                slopes[i] = model!.SlopeOf(view.Judged[i], cancellation);
            }
        }

        var adjusted = MultipleLooks.Adjust(view, view.Judged, [.. slopes.Select(slope => slope is { } known ? OneSided(Z(known)) : double.NaN)]);
        return new SignalResult(Definition, [.. view.Judged.Select((party, i) => slopes[i] is { } slope
            ? Find(records, party, pairs.ByParty[party], slope, adjusted[i])
            : NotAssessable(party, pairs.ByParty.ContainsKey(party) ? "few_pairs" : "no_pirate_sites"))]);
    }

    private static bool IsKept(RiskPair pair) => !pair.Cut && pair.Weeks > 0;

    private static double Z(PartySlope slope) => (slope.Pooled - slope.Slope) / slope.StandardError;

    private static double OneSided(double z) => Normal.CDF(0.0, 1.0, -z);

    private static SignalFinding Find(ConductRecords records, int party, List<RiskPair> pairs, PartySlope slope, double adjusted)
    {
        var view = records.View;
        var (cut, kept) = (pairs.Where(pair => pair.Cut).ToList(), pairs.Where(pair => IsOpen(view, pair)).ToList());
        var after = kept.SelectMany(pair => pair.Rows.Select(row => view.Records.Placements[row]).Where(row => row.Day > pair.Start.AddDays(view.Options.GraceDays))).ToList();
        var amount = after.Sum(row => row.Gross);
        var firstCut = cut.Count > 0 ? cut.Min(pair => pair.Last) : view.AsOf;
        var seen = after.Where(row => row.Day >= firstCut).Select(row => (DateOnly?)row.Day).Min();
        var selects = cut.Count >= LeastOfEach && kept.Count >= LeastOfEach && amount >= view.Options.MaterialityUnits && seen is not null;
        var significant = selects && adjusted < view.Options.SignalLevel;
        var againstZero = selects && OneSided(-slope.Slope / slope.SlopeError) * MultipleLooks.Looks(view, party) < view.Options.SignalLevel;
        var later = significant && ReviewedLater(view, pairs, cut, kept);
        var asEverybody = !significant && againstZero && OneSided(Z(slope)) >= AlikeLevel;
        var state = later || asEverybody ? SignalState.Explained : significant ? SignalState.Fired : SignalState.Quiet;
        var facts = Facts(pairs, cut, kept, slope, adjusted, amount);
        var (cited, inAll) = state == SignalState.Quiet ? ([], 0) : CitedRows.Choose(Documents(records, party, pairs), Money(view, cut, after));
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S6,
            State = state,
            Statistic = Z(slope),
            StandardError = slope.StandardError,
            PValue = OneSided(Z(slope)),
            AdjustedPValue = adjusted,
            Weight = state == SignalState.Fired ? Strength.OfPValue(adjusted, view.Options.SignalLevel) : 0.0,
            Amount = amount,
            Since = state == SignalState.Fired ? seen : null,
            Rows = cited,
            RowsInAll = inAll,
            Innocent = [new InnocentTest("reviewed_later", later, facts), new InnocentTest("as_everybody", asEverybody, facts)],
            Measures = [Z(slope), -slope.Slope, pairs.Except(cut).Sum(pair => (double)pair.Before) / pairs.Sum(pair => (double)pair.Before)],
            Facts = facts,
        };
    }

    /// <summary>Still earning at t: neither cut off nor gone dark.</summary>
    private static bool IsOpen(KnowledgeView view, RiskPair pair) => pair.Last.AddDays(view.Options.SilenceDays) > view.AsOf;

    /// <summary>High earners are reviewed later, not never: every kept site is younger than the slowest cut-off took, or most of the big sites that have been
    /// at risk for longer than twice the median time to a cut-off were cut off in the end.</summary>
    private static bool ReviewedLater(KnowledgeView view, List<RiskPair> pairs, List<RiskPair> cut, List<RiskPair> kept)
    {
        var slowest = cut.Max(pair => pair.Weeks);
        if (kept.TrueForAll(pair => (view.AsOf.DayNumber - pair.Start.DayNumber) / 7 <= slowest))
        {
            return true;
        }

        var median = RobustScale.Median([.. cut.Select(pair => (double)pair.Weeks)]);
        var big = pairs.Where(pair => pair.Size > 0.0 && (pair.Cut || IsOpen(view, pair)) && (view.AsOf.DayNumber - pair.Start.DayNumber) / 7.0 > 2.0 * median).ToList();
        return big.Count > 0 && 2 * big.Count(pair => pair.Cut) > big.Count;
    }

    private static IEnumerable<RowOrigin> Documents(ConductRecords records, int party, List<RiskPair> pairs)
    {
        var sites = pairs.Select(pair => pair.Site).ToHashSet();
        return records.ToldTo(party).Where(told => sites.Contains(told.Site)).Select(told => records.View.Records.Notices[told.Notice].Origin)
            .Concat(sites.Order().SelectMany(site => records.View.EntriesOf(site).Where(entry => entry.Side == ListSide.Black).Select(entry => entry.Origin)));
    }

    /// <summary>What the kept sites went on earning, and of each that was cut off its last accrual.</summary>
    private static IEnumerable<(RowOrigin, long)> Money(KnowledgeView view, List<RiskPair> cut, List<MarkedPlacement> after) =>
        after.Select(row => (row.Origin, row.Gross))
            .Concat(cut.Select(pair => view.Records.Placements[pair.Rows.Last(row => view.Records.Placements[row].Day == pair.Last)]).Select(row => (row.Origin, row.Gross)));

    private static Dictionary<string, string> Facts(
        List<RiskPair> pairs, List<RiskPair> cut, List<RiskPair> kept, PartySlope slope, double adjusted, long amount) => new()
        {
            ["pairs"] = Figure.Count(pairs.Count),
            ["cut"] = Figure.Count(cut.Count),
            ["kept"] = Figure.Count(kept.Count),
            ["cut_median"] = Median(cut),
            ["kept_median"] = Median(kept),
            ["slope"] = Figure.Ratio(slope.Slope),
            ["pooled"] = Figure.Ratio(slope.Pooled),
            ["se"] = Figure.Ratio(slope.StandardError),
            ["z"] = Figure.Ratio(Z(slope)),
            ["p"] = Figure.Probability(adjusted),
            ["slowest"] = cut.Count > 0 ? Figure.Count(cut.Max(pair => pair.Weeks)) : Figure.Unknown,
            ["amount"] = Figure.Amount(amount),
        };

    private static string Median(List<RiskPair> pairs) =>
        pairs.Count == 0 ? Figure.Unknown : Figure.Amount((long)RobustScale.Median([.. pairs.Select(pair => (double)pair.Before)]));

    private static SignalFinding NotAssessable(int party, string reason) =>
        new() { Party = party, Signal = SignalId.S6, State = SignalState.NotAssessable, Reason = reason };
}
