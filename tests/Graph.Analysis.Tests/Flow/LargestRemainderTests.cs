using CsCheck;
using Graph.Analysis.Flow;
using Xunit;

namespace Graph.Analysis.Tests.Flow;

public sealed class LargestRemainderTests
{
    [Theory]
    [InlineData(10, new long[] { 1, 1, 1 }, new long[] { 4, 3, 3 })]
    [InlineData(100, new long[] { 1, 2 }, new long[] { 33, 67 })]
    [InlineData(7, new long[] { 0, 5, 0 }, new long[] { 0, 7, 0 })]
    [InlineData(0, new long[] { 0, 0 }, new long[] { 0, 0 })]
    [InlineData(2, new long[] { 1, 1, 1, 1 }, new long[] { 1, 1, 0, 0 })]
    [InlineData(5, new long[] { 3, 2 }, new long[] { 3, 2 })]
    public void Splits_worked_by_hand(long total, long[] weights, long[] expected)
    {
        var shares = new long[weights.Length];
        LargestRemainder.Split(total, weights, shares);
        Assert.Equal(expected, shares);
    }

    [Fact]
    public void Amounts_beyond_64_bits_of_product_are_exact()
    {
        var shares = new long[2];
        LargestRemainder.Split(long.MaxValue, [long.MaxValue / 2, long.MaxValue / 2], shares);
        Assert.Equal([4611686018427387904, 4611686018427387903], shares);
    }

    [Fact]
    public void Money_without_weight_is_refused() =>
        Assert.Throws<ArgumentException>(() => LargestRemainder.Split(1, [0, 0], new long[2]));

    /// <summary>Quota rule: every share is the floor or the ceiling of its exact part, and nothing is lost.</summary>
    [Fact]
    public void Every_share_is_within_one_unit_of_its_part_and_the_sum_is_exact() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000_000], Gen.Long[0, 1_000_000_000_000].Array[1, 12])
            .Where(t => t.Item2.Sum() > 0)
            .Sample((total, weights) =>
            {
                var shares = new long[weights.Length];
                LargestRemainder.Split(total, weights, shares);
                Assert.Equal(total, shares.Sum());
                var sum = weights.Aggregate((Int128)0, (a, w) => a + w);
                for (var i = 0; i < weights.Length; i++)
                {
                    var floor = (long)((Int128)total * weights[i] / sum);
                    Assert.InRange(shares[i], floor, floor + ((Int128)total * weights[i] % sum == 0 ? 0 : 1));
                }
            }, iter: 2_000, threads: 1);
}
