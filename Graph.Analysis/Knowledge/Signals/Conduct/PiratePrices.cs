using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>The priced rows on pirate sites in the window, by chain and site, with both sides of each trade taken into account.</summary>
/// <remarks>
/// <para>Buyer side: a network that pays more everywhere pays more here too. Its usual residual is the impression-weighted median over its cells of
/// what is left when its rows on pirate sites are taken out; it needs <see cref="LeastCells"/> cells.</para>
/// <para>Seller side: a site that is dear for everybody is dear here too. The premium of a site is the median of what the other chains pay beyond
/// their usual, shrunk towards the median of all other pairs of chain and pirate site as if two such pairs had been seen: pirate
/// inventory as such may be cheap. It needs <see cref="LeastPairs"/> pairs of others.</para>
/// </remarks>
internal sealed class PiratePrices
{
    /// <summary>The least number of clean cells that tell what a network usually pays.</summary>
    public const int LeastCells = 3;

    /// <summary>The least number of pairs of other chains and pirate sites.</summary>
    public const int LeastPairs = 5;

    /// <summary>How many pairs the market of pirate sites counts for in a site's premium.</summary>
    private const double PriorPairs = 2.0;

    private readonly Dictionary<int, List<PricePair>> bySite = [];
    private readonly Dictionary<int, List<PricePair>> byParty = [];

    /// <summary>Collects and corrects.</summary>
    public PiratePrices(ConductRecords records, PriceMarket market, CancellationToken cancellation)
    {
        var view = records.View;
        var (gross, impressions) = (new double[view.Records.Prices.Length], new double[view.Records.Prices.Length]);
        Collect(records, market, gross, impressions);
        cancellation.ThrowIfCancellationRequested();
        var usual = UsualResiduals(view.Records.Prices, market, gross, impressions);
        foreach (var pair in Pairs)
        {
            pair.Close(usual.GetValueOrDefault(pair.Network, double.NaN));
            ListIn(bySite, pair.Site, pair);
            ListIn(byParty, pair.Network, pair);
            if (pair.Reseller >= 0)
            {
                ListIn(byParty, pair.Reseller, pair);
            }
        }

        CorrectSellers(cancellation);
        Scatter = [.. Enum.GetValues<PriceStage>().Select(stage => new PeerScatter(Pairs, stage))];
    }

    /// <summary>All pairs, by network, reseller, site.</summary>
    public List<PricePair> Pairs { get; } = [];

    /// <summary>How the pairs scatter at each stage.</summary>
    public PeerScatter[] Scatter { get; }

    /// <summary>The pairs that name a party, in the same order.</summary>
    public IReadOnlyList<PricePair> Of(int party) => byParty.TryGetValue(party, out var pairs) ? pairs : [];

    private void Collect(ConductRecords records, PriceMarket market, double[] gross, double[] impressions)
    {
        var cut = records.View.Records.Cut;
        var pairs = new SortedDictionary<(int, int, int), PricePair>();
        var placements = records.View.Records.Placements;
        for (var i = 0; i < placements.Length; i++)
        {
            ref readonly var row = ref placements[i];
            if (row.Impressions <= 0 || row.Day < cut.WindowFrom || !records.IsPirate(row))
            {
                continue;
            }

            var cell = market.CellOf(row.Network, row.Format, row.Geo, (row.Day.DayNumber - cut.WindowFrom.DayNumber) / 7);
            if (cell < 0)
            {
                continue;
            }

            gross[cell] += row.Gross;
            impressions[cell] += row.Impressions;
            var price = Math.Log((double)row.Gross / row.Impressions);
            if (double.IsNaN(market.Reference[cell]) || double.IsNaN(market.Unmatched[cell]))
            {
                continue;
            }

            if (!pairs.TryGetValue((row.Network, row.Reseller, row.Site), out var pair))
            {
                pairs.Add((row.Network, row.Reseller, row.Site), pair = new PricePair { Network = row.Network, Reseller = row.Reseller, Site = row.Site });
            }

            pair.Add(i, price - market.Unmatched[cell], price - market.Reference[cell], row.Impressions, market.Match[cell] != PriceMatch.Week);
        }

        Pairs.AddRange(pairs.Values);
    }

    private static Dictionary<int, double> UsualResiduals(PriceCell[] cells, PriceMarket market, double[] pirateGross, double[] pirateImpressions)
    {
        var usual = new Dictionary<int, double>();
        var clean = new List<(double, double)>();
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var (gross, impressions) = (cells[cell].Gross - pirateGross[cell], cells[cell].Impressions - pirateImpressions[cell]);
            if (gross > 0.0 && impressions > 0.0 && !double.IsNaN(market.Reference[cell]))
            {
                clean.Add((Math.Log(gross / impressions) - market.Reference[cell], impressions));
            }

            if (cell + 1 == cells.Length || cells[cell + 1].Network != cells[cell].Network)
            {
                if (clean.Count >= LeastCells)
                {
                    usual.Add(cells[cell].Network, RobustScale.WeightedMedian(clean));
                }

                clean.Clear();
            }
        }

        return usual;
    }

    private void CorrectSellers(CancellationToken cancellation)
    {
        const int Stage = (int)PriceStage.BuyerCorrected;
        var market = new PeerScatter(Pairs, PriceStage.BuyerCorrected);
        foreach (var own in Pairs.Where(pair => !double.IsNaN(pair.Residual[Stage])).GroupBy(pair => pair.Network))
        {
            cancellation.ThrowIfCancellationRequested();
            if (market.CountWithout(own.Key) < LeastPairs)
            {
                continue;
            }

            var general = market.MedianWithout(own.Key);
            foreach (var pair in own)
            {
                var others = bySite[pair.Site].Where(other => other.Network != own.Key && !double.IsNaN(other.Residual[Stage]))
                    .Select(other => other.Residual[Stage]).ToList();
                var premium = others.Count == 0 ? general
                    : ((others.Count * RobustScale.Median(others)) + (PriorPairs * general)) / (others.Count + PriorPairs);
                pair.Residual[(int)PriceStage.BothCorrected] = pair.Residual[Stage] - premium;
            }
        }
    }

    private static void ListIn(Dictionary<int, List<PricePair>> lists, int key, PricePair pair)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(pair);
    }
}
