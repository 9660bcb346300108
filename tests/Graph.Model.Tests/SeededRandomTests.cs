using CsCheck;
using Xunit;

namespace Graph.Model.Tests;

public sealed class SeededRandomTests
{
    [Fact]
    public void The_numbers_are_those_of_SplitMix64()
    {
        // The published reference sequence of SplitMix64 for the seed 1234567.
        var random = new SeededRandom(1_234_567);
        Assert.Equal(
            [6_457_827_717_110_365_317UL, 3_203_168_211_198_807_973UL, 9_817_491_932_198_370_423UL, 4_593_380_528_125_082_431UL],
            new[] { random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits() });
    }

    [Fact]
    public void Numbers_stay_within_their_bounds() =>
        Gen.Select(Gen.ULong, Gen.Long[1, long.MaxValue]).Sample((seed, bound) =>
        {
            var random = new SeededRandom(seed);
            for (var i = 0; i < 20; i++)
            {
                Assert.InRange(random.Below(bound), 0, bound - 1);
            }
        });

    [Fact]
    public void Both_ends_of_a_range_occur()
    {
        var random = new SeededRandom(3);
        var seen = Enumerable.Range(0, 200).Select(_ => random.Between(-1, 1)).ToHashSet();
        Assert.Equal([-1L, 0L, 1L], seen.Order());
    }

    [Fact]
    public void Each_number_is_equally_likely()
    {
        var random = new SeededRandom(11);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            counts[random.Below(10)]++;
        }

        // Chi-squared with nine degrees of freedom: 27.9 is passed once in a thousand seeds.
        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 27.9);
    }

    [Fact]
    public void Normal_numbers_have_mean_0_and_variance_1()
    {
        var random = new SeededRandom(5);
        var numbers = Enumerable.Range(0, 100_000).Select(_ => random.NextNormalQ16() / 65_536.0).ToArray();
        var mean = numbers.Average();
        Assert.InRange(mean, -0.015, 0.015);
        Assert.InRange(numbers.Sum(number => (number - mean) * (number - mean)) / numbers.Length, 0.97, 1.03);
        Assert.InRange(numbers.Count(number => number < 1.2816) / 100_000.0, 0.89, 0.91);
    }

    [Fact]
    public void Streams_of_different_things_differ()
    {
        var first = new HashSet<ulong>();
        for (var a = 0UL; a < 100; a++)
        {
            for (var b = 0UL; b < 100; b++)
            {
                var random = SeededRandom.Stream(1, a, b);
                Assert.True(first.Add(random.NextBits()));
            }
        }
    }

    [Fact]
    public void A_bound_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).Below(0));
}
