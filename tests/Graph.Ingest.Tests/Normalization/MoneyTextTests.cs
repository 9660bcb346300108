using System.Globalization;
using System.Text;
using CsCheck;
using Graph.Ingest.Normalization;
using Graph.Model;
using Xunit;

namespace Graph.Ingest.Tests.Normalization;

public sealed class MoneyTextTests
{
    private static string? Parse(string text, bool quoted, out long units) => MoneyText.Parse(Encoding.UTF8.GetBytes(text), quoted, out units);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1.5", 15_000)]
    [InlineData("1.50", 15_000)]
    [InlineData("007.0001", 70_001)]
    [InlineData(".5", 5_000)]
    [InlineData("-.5", -5_000)]
    [InlineData("-0", 0)]
    [InlineData("-12.34", -123_400)]
    [InlineData("922337203685477.5807", long.MaxValue)]
    [InlineData("-922337203685477.5807", -long.MaxValue)]
    [InlineData("0000000000000000000001", 10_000)]
    public void Reads(string text, long expected)
    {
        Assert.Null(Parse(text, quoted: false, out var units));
        Assert.Equal(expected, units);
    }

    [Theory]
    [InlineData("1,234", 12_340_000)]
    [InlineData("12,345,678.9", 123_456_789_000)]
    [InlineData("-1,000", -10_000_000)]
    public void Reads_groups_in_quotes_only(string text, long expected)
    {
        Assert.Null(Parse(text, quoted: true, out var units));
        Assert.Equal(expected, units);
        Assert.NotNull(Parse(text, quoted: false, out _));
    }

    [Theory]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("5.")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1.2E+05")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1.00000")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("¥5")]
    [InlineData("(5)")]
    [InlineData(",123")]
    [InlineData("1,23")]
    [InlineData("1234,567")]
    [InlineData("1,234,56")]
    [InlineData("1,,234")]
    [InlineData("1,234,")]
    [InlineData("0,123")]
    [InlineData("1.234,5")]
    [InlineData("1.1,234")]
    [InlineData("١٢")]
    [InlineData("922337203685477.5808")]
    [InlineData("99999999999999999999")]
    [InlineData("18446744073709551616")]
    public void Rejects(string text) => Assert.NotNull(Parse(text, quoted: true, out _));

    [Fact]
    public void Reads_back_what_money_prints() =>
        Gen.Long.Where(units => units != long.MinValue).Sample(units =>
        {
            Assert.Null(Parse(new Money(units).ToString(), quoted: false, out var parsed));
            Assert.Equal(units, parsed);
        });

    [Fact]
    public void Agrees_with_decimal_on_any_plain_number() =>
        Gen.Select(Gen.Long[0, 922_337_203_685_476], Gen.Int[0, 9999], Gen.Int[0, 4], Gen.Bool).Sample((whole, part, digits, negative) =>
        {
            var fraction = part.ToString("D4", CultureInfo.InvariantCulture)[..digits];
            var text = (negative ? "-" : "") + whole.ToString(CultureInfo.InvariantCulture) + (digits > 0 ? "." + fraction : "");
            Assert.Null(Parse(text, quoted: false, out var units));
            Assert.Equal(decimal.Parse(text, CultureInfo.InvariantCulture) * 10_000, units);
        });

    [Fact]
    public void Grouping_changes_nothing() =>
        Gen.Long[1, 922_337_203_685_476].Sample(whole =>
        {
            Assert.Null(Parse(whole.ToString("N0", CultureInfo.InvariantCulture), quoted: true, out var units));
            Assert.Equal(whole * 10_000, units);
        });

    [Fact]
    public void Never_throws() => Gen.String.Where(text => text.Length > 0).Sample(text =>
    {
        Parse(text, quoted: true, out _);
        Parse(text, quoted: false, out _);
    });
}
