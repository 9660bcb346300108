using System.Globalization;
using System.Numerics;
using CsCheck;
using Xunit;

namespace Graph.Model.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(0L, "0.0000")]
    [InlineData(1L, "0.0001")]
    [InlineData(-1L, "-0.0001")]
    [InlineData(10_000L, "1.0000")]
    [InlineData(-123_400L, "-12.3400")]
    [InlineData(-9_999L, "-0.9999")]
    [InlineData(long.MaxValue, "922337203685477.5807")]
    [InlineData(long.MinValue, "-922337203685477.5808")]
    public void Text_has_four_fraction_digits(long units, string text) => Assert.Equal(text, new Money(units).ToString());

    [Fact]
    public void Text_reads_back_as_the_same_number() =>
        Gen.Long.Sample(units =>
            decimal.Parse(new Money(units).ToString(), CultureInfo.InvariantCulture) * Money.UnitsPerYuan == units);

    [Fact]
    public void Text_does_not_follow_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("-1234567.8900", new Money(-12_345_678_900).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Sums_are_exact_or_refused() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((a, b) =>
        {
            var exact = (BigInteger)a + b;
            if (exact < long.MinValue || exact > long.MaxValue)
            {
                Assert.Throws<OverflowException>(() => new Money(a) + new Money(b));
            }
            else
            {
                Assert.Equal(exact, (new Money(a) + new Money(b)).Units);
            }
        });

    [Fact]
    public void Differences_are_exact_or_refused() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((a, b) =>
        {
            var exact = (BigInteger)a - b;
            if (exact < long.MinValue || exact > long.MaxValue)
            {
                Assert.Throws<OverflowException>(() => new Money(a) - new Money(b));
            }
            else
            {
                Assert.Equal(exact, (new Money(a) - new Money(b)).Units);
            }
        });

    [Theory]
    [InlineData(0.5, 1L)]
    [InlineData(-0.5, -1L)]
    [InlineData(1.5, 2L)]
    [InlineData(2.5, 3L)]
    [InlineData(2.4999, 2L)]
    public void Computed_units_round_half_away_from_zero(double units, long expected) =>
        Assert.Equal(expected, Money.FromUnits(units).Units);

    [Theory]
    [InlineData(1e19)]
    [InlineData(-1e19)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Computed_units_beyond_64_bits_are_refused(double units) =>
        Assert.Throws<OverflowException>(() => Money.FromUnits(units));

    [Fact]
    public void Zero_is_no_money() => Assert.Equal(0L, Money.Zero.Units);
}
