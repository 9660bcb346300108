using System.Numerics;
using CsCheck;
using Graph.Ingest.Normalization;
using Graph.Ingest.Tests.Csv;
using Graph.Model.Records;
using Xunit;

namespace Graph.Ingest.Tests.Normalization;

public sealed class RateTableTests
{
    private static readonly DateOnly Day = new(2026, 10, 5);

    [Fact]
    public void The_latest_rate_on_or_before_the_day_holds()
    {
        var table = new RateTable([Reading.Rate("USD", "2026-10-05", 8), Reading.Rate("USD", "2026-10-01", 7), Reading.Rate("EUR", "2026-10-01", 9)]);
        Assert.False(table.TryConvert("USD", new DateOnly(2026, 9, 30), 1, out _));
        Assert.False(table.TryConvert("GBP", Day, 1, out _));
        Assert.True(table.TryConvert("USD", Day.AddDays(-1), 10_000, out var before));
        Assert.True(table.TryConvert("USD", Day, 10_000, out var on));
        Assert.True(table.TryConvert("CNY", Day, 5, out var same));
        Assert.Equal((70_000, 80_000, 5), (before, on, same));
    }

    [Fact]
    public void Rounds_half_away_from_zero_exactly() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Long[1, 1_000_000_000_000]).Sample((units, scaled) =>
        {
            var table = new RateTable([Reading.Rate("USD", "2026-10-01", scaled / 10_000_000_000m)]);
            Assert.True(table.TryConvert("USD", Day, units, out var converted));
            var product = BigInteger.Abs((BigInteger)units * scaled);
            var expected = (2 * product + 10_000_000_000) / 20_000_000_000 * Math.Sign(units);
            Assert.Equal(expected, converted);
        });

    [Fact]
    public void Overflow_is_said() =>
        Assert.Throws<OverflowException>(() => new RateTable([Reading.Rate("USD", "2026-10-01", 2)]).TryConvert("USD", Day, long.MaxValue, out _));

    [Fact]
    public void Hash_depends_on_content_only()
    {
        Rate[] rates = [Reading.Rate("USD", "2026-10-01", 7.10m), Reading.Rate("EUR", "2026-10-01", 8)];
        var hash = new RateTable(rates).Sha256;
        Assert.Equal(hash, new RateTable(rates.Reverse()).Sha256);
        Assert.Equal(hash, new RateTable([Reading.Rate("EUR", "2026-10-01", 8.00m), Reading.Rate("USD", "2026-10-01", 7.1m)]).Sha256);
        Assert.NotEqual(hash, new RateTable(rates[..1]).Sha256);
        Assert.Matches("^[0-9a-f]{64}$", hash);
    }

    [Fact]
    public void Two_rates_of_one_day_or_a_rate_of_zero_are_bad_arguments()
    {
        Assert.Throws<ArgumentException>(() => new RateTable([Reading.Rate("USD", "2026-10-01", 7), Reading.Rate("USD", "2026-10-01", 8)]));
        Assert.Throws<ArgumentException>(() => new RateTable([Reading.Rate("USD", "2026-10-01", 0)]));
        Assert.Throws<ArgumentException>(() => new RateTable([Reading.Rate("USD", "2026-10-01", 0.00000000001m)]));
    }
}
