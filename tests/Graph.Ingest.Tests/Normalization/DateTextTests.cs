using System.Globalization;
using System.Text;
using CsCheck;
using Graph.Ingest.Normalization;
using Xunit;

namespace Graph.Ingest.Tests.Normalization;

public sealed class DateTextTests
{
    private static string? Parse(string text, out DateOnly day) => DateText.Parse(Encoding.UTF8.GetBytes(text), out day);

    [Fact]
    public void Reads_every_day_in_every_form() =>
        Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber).Sample(day =>
        {
            foreach (var format in (string[])["yyyy-MM-dd", "yyyy/M/d", "yyyy/MM/dd", "yyyy/M/dd", "yyyy/MM/d", "yyyyMMdd"])
            {
                Assert.Null(Parse(day.ToString(format, CultureInfo.InvariantCulture), out var parsed));
                Assert.Equal(day, parsed);
            }
        });

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("2026-2-03")]
    [InlineData("2026-02-3")]
    [InlineData("2026/13/1")]
    [InlineData("2026/1/32")]
    [InlineData("2026/001/1")]
    [InlineData("2026/1/")]
    [InlineData("2026//1")]
    [InlineData("26/1/1")]
    [InlineData("0000-01-01")]
    [InlineData("20260230")]
    [InlineData("2026010")]
    [InlineData("2026-01/01")]
    [InlineData("2026.01.01")]
    [InlineData("01/02/2026")]
    [InlineData("46326")]
    [InlineData("2026-01-01 ")]
    [InlineData("２０２６-01-01")]
    [InlineData("today")]
    [InlineData("")]
    public void Rejects(string text) => Assert.NotNull(Parse(text, out _));

    [Fact]
    public void Never_throws() => Gen.String.Sample(text => { Parse(text, out _); });
}
