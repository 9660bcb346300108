using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals.Conduct;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>How far the prices of a party's placements on pirate sites in the window lie from matched ones, in standard errors: gross per impression against what other networks earned for the same format, geo and week, less what the network pays beyond that everywhere and less what others pay beyond it on the same site. It fires when the adjusted p-value is below the level, the prices lie at least a quarter above or a fifth below, and at least three rows with 10,000 impressions stand behind them.</summary>
/// <remarks>
/// <para>Both directions count: paying far more than the market buys silence or traffic, taking far less does as well. The facts say which.</para>
/// <para>References: <see cref="PriceMarket"/>. Buyer's and seller's side: <see cref="PiratePrices"/>. Test: <see cref="PriceTest"/>. p-values are adjusted by
/// <see cref="MultipleLooks"/>. A reseller is judged by the rows that name it, with the usual residual of the network that stands before it.</para>
/// <para>Weight: ½ at the level, ⅛ more for each power of ten below it. Amount: gross of the priced rows on pirate sites. Since: the first of them.</para>
/// <para>What was paid out of what accrued, on accounts of pirate sites against others, is a measure for the classifier alone: holding money back
/// after a notice lowers it, paying old debts after a cut-off raises it, and both are innocent.</para>
/// </remarks>
public static class AbnormalPrice
{
    private const int LeastRows = 3;
    private const double LeastImpressions = 10_000.0;

    /// <summary>ln 1.25: a quarter above, a fifth below.</summary>
    private const double LeastEffect = 0.22314355131420976;

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S4, SignalClass.Conduct, [], "adjusted p < level and |ln price ratio| >= ln 1.25 and rows >= 3 and impressions >= 10000",
        AbnormalPriceText.Text,
        [
            new FeatureDefinition("s4_z", "S4", Monotone.Increasing, true, new Bilingual(
                "standard errors between its prices on pirate sites and matched ones", "盗版网站价格与可比价格相差的标准误倍数")),
            new FeatureDefinition("s4_log_ratio", "S4", Monotone.Increasing, false, new Bilingual(
                "size of the log ratio of its prices on pirate sites to matched ones", "盗版网站价格与可比价格之比的对数绝对值")),
            new FeatureDefinition("s4_payout_log_ratio", "S4", Monotone.Free, false, new Bilingual(
                "log ratio of paid to accrued, accounts of pirate sites against its other accounts", "已付与应计之比的对数,盗版网站账户相对于其他账户")),
        ],
        Run);

    /// <summary>Looks at every judged party.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SignalResult Run(KnowledgeView view, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Records.Prices.Length == 0)
        {
            return new SignalResult(Definition, [.. view.Judged.Select(party => NotAssessable(party, "no_impressions"))]);
        }

        var records = new ConductRecords(view);
        var prices = new PiratePrices(records, new PriceMarket(view.Records.Prices, cancellation), cancellation);
        var tests = view.Judged.Select(party => Tests(prices, party, cancellation)).ToArray();
        var adjusted = MultipleLooks.Adjust(view, view.Judged, [.. tests.Select(test => test is { } stages ? stages[^1].PValue : double.NaN)]);
        var payouts = new PayoutShares(view);
        return new SignalResult(Definition, [.. view.Judged.Select((party, i) =>
            tests[i] is { } stages ? Find(records, prices, party, stages, adjusted[i], payouts.LogRatio(party)) : NotAssessable(party, Reason(view, records, prices, party)))]);
    }

    private static PriceTest[]? Tests(PiratePrices prices, int party, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (prices.Of(party).Sum(pair => pair.Rows.Count) < LeastRows)
        {
            return null;
        }

        var final = PriceTest.Run(prices, party, PriceStage.BothCorrected);
        return double.IsNaN(final.PValue) ? null
            : [.. new[] { PriceStage.Unmatched, PriceStage.Matched, PriceStage.BuyerCorrected }.Select(stage => PriceTest.Run(prices, party, stage)), final];
    }

    private static string Reason(KnowledgeView view, ConductRecords records, PiratePrices prices, int party)
    {
        var pairs = prices.Of(party);
        return pairs.Count == 0 ? HasPirateRow(view, records, party) ? "no_matched_price" : "no_pirate_rows"
            : pairs.Sum(pair => pair.Rows.Count) < LeastRows ? "few_rows"
            : pairs.All(pair => double.IsNaN(pair.Residual[(int)PriceStage.BuyerCorrected])) ? "no_clean_inventory"
            : "no_peers_on_sites";
    }

    private static bool HasPirateRow(KnowledgeView view, ConductRecords records, int party)
    {
        foreach (var row in view.RowsOf(party))
        {
            if (view.Records.Placements[row].Day >= view.Records.Cut.WindowFrom && records.IsPirate(view.Records.Placements[row]))
            {
                return true;
            }
        }

        return false;
    }

    private static SignalFinding Find(
        ConductRecords records, PiratePrices prices, int party, PriceTest[] stages, double adjusted, double payout)
    {
        var view = records.View;
        var final = stages[^1];
        var rows = prices.Of(party).Where(pair => !double.IsNaN(pair.Residual[^1])).SelectMany(pair => pair.Rows)
            .Select(row => view.Records.Placements[row]).ToList();
        var impressions = prices.Of(party).Where(pair => !double.IsNaN(pair.Residual[^1])).Sum(pair => pair.Impressions);
        var enough = rows.Count >= LeastRows && impressions >= LeastImpressions;
        var significant = adjusted < view.Options.SignalLevel && Math.Abs(final.Mean) >= LeastEffect;
        var looks = MultipleLooks.Looks(view, party);
        var innocent = Innocent(stages, stage => stage.PValue * looks < view.Options.SignalLevel && Math.Abs(stage.Mean) >= LeastEffect, significant, enough);
        var state = significant && enough ? SignalState.Fired : innocent.Exists(test => test.Holds) ? SignalState.Explained : SignalState.Quiet;
        var facts = Facts(prices, party, stages, rows, impressions, adjusted);
        var (cited, inAll) = state == SignalState.Quiet ? ([], 0) : CitedRows.Choose([], rows.Select(row => (row.Origin, row.Gross)));
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S4,
            State = state,
            Statistic = final.Z,
            StandardError = final.StandardError,
            PValue = final.PValue,
            AdjustedPValue = adjusted,
            Weight = state == SignalState.Fired ? Strength.OfPValue(adjusted, view.Options.SignalLevel) : 0.0,
            Amount = rows.Sum(row => row.Gross),
            Since = state == SignalState.Fired ? rows.Min(row => row.Day) : null,
            Rows = cited,
            RowsInAll = inAll,
            Innocent = [.. innocent.Select(test => new InnocentTest(test.Code, test.Holds, facts))],
            Measures = [final.Z, Math.Abs(final.Mean), payout],
            Facts = facts,
        };
    }

    /// <summary>Each explanation holds where the prices stood out until it was taken into account, and not after.</summary>
    private static List<(string Code, bool Holds)> Innocent(PriceTest[] stages, Func<PriceTest, bool> standsOut, bool significant, bool enough) =>
    [
        ("format_geo_mix", !significant && standsOut(stages[0]) && !standsOut(stages[1])),
        ("dear_buyer", !significant && standsOut(stages[1]) && !standsOut(stages[2])),
        ("dear_site", !significant && standsOut(stages[2]) && !standsOut(stages[3])),
        ("few_impressions", significant && !enough),
    ];

    private static Dictionary<string, string> Facts(
        PiratePrices prices, int party, PriceTest[] stages, List<MarkedPlacement> rows, double impressions, double adjusted) => new()
        {
            ["ratio"] = Figure.Ratio(Math.Exp(stages[3].Mean)),
            ["direction"] = stages[3].Mean >= 0.0 ? "above" : "below",
            ["ratio_unmatched"] = Figure.Ratio(Math.Exp(stages[0].Mean)),
            ["ratio_matched"] = Figure.Ratio(Math.Exp(stages[1].Mean)),
            ["ratio_buyer"] = Figure.Ratio(Math.Exp(stages[2].Mean)),
            ["z"] = Figure.Ratio(stages[3].Z),
            ["p"] = Figure.Probability(adjusted),
            ["rows"] = Figure.Count(rows.Count),
            ["impressions"] = Figure.Ratio(impressions),
            ["sites"] = Figure.Count(rows.Select(row => row.Site).Distinct().Count()),
            ["widened"] = Figure.Count(prices.Of(party).Where(pair => !double.IsNaN(pair.Residual[^1])).Sum(pair => pair.Widened)),
        };

    private static SignalFinding NotAssessable(int party, string reason) =>
        new() { Party = party, Signal = SignalId.S4, State = SignalState.NotAssessable, Reason = reason };
}
