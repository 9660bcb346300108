using System.Numerics;
using CsCheck;
using Graph.Analysis.Knowledge.Signals.Conduct;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals.Conduct;

public sealed class ExactTailsTests
{
    [Fact]
    public void Hypergeometric_tails_equal_exact_fractions() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 20]).Sample((population, marked, drawn, seen) =>
        {
            (marked, drawn) = (Math.Min(marked, population), Math.Min(drawn, population));
            var ways = BigInteger.Zero;
            for (var x = seen; x <= drawn; x++)
            {
                ways += Choose(marked, x) * Choose(population - marked, drawn - x);
            }

            var exact = (double)ways / (double)Choose(population, drawn);
            Assert.Equal(exact, ExactTails.Hypergeometric(population, marked, drawn, seen), 1e-11 + (exact * 1e-9));
        }, iter: 2_000);

    [Fact]
    public void Small_tails_keep_their_digits()
    {
        // All 30 drawn pairs are among the 30 marked ones of 1,000: one way of C(1000, 30).
        var exact = Math.Exp(-BigInteger.Log(Choose(1_000, 30)));
        Assert.Equal(1.0, ExactTails.Hypergeometric(1_000, 30, 30, 30) / exact, 1e-9);
    }

    [Fact]
    public void Binomial_tails_equal_their_sum() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 100], Gen.Int[0, 41]).Sample((trials, percent, seen) =>
        {
            var p = percent / 100.0;
            var sum = 0.0;
            for (var x = seen; x <= trials; x++)
            {
                sum += (double)Choose(trials, x) * Math.Pow(p, x) * Math.Pow(1.0 - p, trials - x);
            }

            Assert.Equal(sum, ExactTails.Binomial(trials, p, seen), 1e-9);
        }, iter: 2_000);

    private static BigInteger Choose(int n, int k)
    {
        if (k < 0 || k > n)
        {
            return BigInteger.Zero;
        }

        var ways = BigInteger.One;
        for (var i = 1; i <= k; i++)
        {
            ways = ways * (n - k + i) / i;
        }

        return ways;
    }
}
