using CsCheck;
using Graph.Analysis.Knowledge.Signals.Conduct;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals.Conduct;

public sealed class RobustScaleTests
{
    [Fact]
    public void Leaving_one_out_is_the_median_of_the_rest() =>
        Gen.Select(Gen.Double[-5, 5].Array[2, 12], Gen.Int[0, 11]).Sample((values, left) =>
        {
            left %= values.Length;
            var sorted = values.Order().ToArray();
            Assert.Equal(RobustScale.Median([.. sorted.Where((_, i) => i != left)]), RobustScale.MedianWithout(sorted, left));
        });

    [Fact]
    public void One_wild_value_moves_neither()
    {
        double[] tame = [1.0, 1.1, 0.9, 1.2, 0.8, 1.05, 0.95];
        Assert.Equal(RobustScale.Median(tame), RobustScale.Median([.. tame, 1e9]), 0.1);
        Assert.InRange(RobustScale.Scale([.. tame, 1e9]), 0.1, 0.3);
    }

    [Fact]
    public void A_weighted_median_is_the_median_of_repeated_values() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[1, 5]).Array[1, 9].Sample(pairs =>
        {
            var repeated = pairs.SelectMany(pair => Enumerable.Repeat((double)pair.Item1, pair.Item2)).Order().ToArray();
            Assert.Equal(repeated[(repeated.Length - 1) / 2], RobustScale.WeightedMedian(pairs.Select(pair => ((double)pair.Item1, (double)pair.Item2))));
        });

    [Fact]
    public void Peers_scatter_as_if_the_party_were_not_there() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[-1, 2], Gen.Int[-20, 20]).Array[1, 30].Sample(rows =>
        {
            var pairs = rows.Select((row, site) =>
            {
                var pair = new PricePair { Network = row.Item1, Reseller = row.Item2 < 0 ? -1 : 10 + row.Item2, Site = site };
                pair.Add(0, row.Item3, row.Item3, 1.0, widened: false);
                pair.Close(0.0);
                return pair;
            }).ToList();
            var scatter = new PeerScatter(pairs, PriceStage.Matched);
            foreach (var party in new[] { 0, 3, 11, 99 })
            {
                var rest = pairs.Where(pair => pair.Network != party && pair.Reseller != party).Select(pair => pair.Residual[1]).ToList();
                Assert.Equal(rest.Count, scatter.CountWithout(party));
                Assert.Equal(RobustScale.Median(rest), scatter.MedianWithout(party), 1e-12);
                Assert.Equal(RobustScale.Scale(rest), scatter.ScaleWithout(party), 1e-12);
            }
        });
}
