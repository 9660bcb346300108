using System.Globalization;
using System.Text;
using CsCheck;
using Graph.Ingest.Normalization;
using Xunit;

namespace Graph.Ingest.Tests.Normalization;

public sealed class TimestampTextTests
{
    private static string? Parse(string text, out DateTime utc) => TimestampText.Parse(Encoding.UTF8.GetBytes(text), out utc);

    [Theory]
    [InlineData("2026-10-01", "2026-09-30T16:00:00.000000")]
    [InlineData("2026/10/1", "2026-09-30T16:00:00.000000")]
    [InlineData("20261001", "2026-09-30T16:00:00.000000")]
    [InlineData("2026-10-01T08:30", "2026-10-01T00:30:00.000000")]
    [InlineData("2026-10-01 08:30:15", "2026-10-01T00:30:15.000000")]
    [InlineData("2026-10-01T08:30:15Z", "2026-10-01T08:30:15.000000")]
    [InlineData("2026-10-01T08:30:15.1234567Z", "2026-10-01T08:30:15.123456")]
    [InlineData("2026-10-01T08:30:15,5z", "2026-10-01T08:30:15.500000")]
    [InlineData("2026-10-01T08:30+02:00", "2026-10-01T06:30:00.000000")]
    [InlineData("2026-10-01T08:30-0530", "2026-10-01T14:00:00.000000")]
    [InlineData("2026-10-01T00:30+08", "2026-09-30T16:30:00.000000")]
    public void Reads_as_utc(string text, string expected)
    {
        Assert.Null(Parse(text, out var utc));
        Assert.Equal(DateTimeKind.Utc, utc.Kind);
        Assert.Equal(expected, utc.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026/10/01 08:30")]
    [InlineData("20261001T0830")]
    [InlineData("2026-10-01T")]
    [InlineData("2026-10-01T8:30")]
    [InlineData("2026-10-01T08")]
    [InlineData("2026-10-01T24:00")]
    [InlineData("2026-10-01T08:60")]
    [InlineData("2026-10-01T08:30:60")]
    [InlineData("2026-10-01T08:30:15.")]
    [InlineData("2026-10-01T08:30:15.1234567890Z")]
    [InlineData("2026-10-01T08:30+15:00")]
    [InlineData("2026-10-01T08:30+2")]
    [InlineData("2026-10-01T08:30 UTC")]
    [InlineData("2026-02-30T08:30")]
    [InlineData("0001-01-01T00:00")]
    [InlineData("9999-12-31T23:59-08:00")]
    [InlineData("1790000000")]
    public void Rejects(string text) => Assert.NotNull(Parse(text, out _));

    [Fact]
    public void Agrees_with_the_runtime_on_any_time_with_offset() =>
        Gen.Select(Gen.Long[1, DateTime.MaxValue.Ticks / 10 - 1_000_000_000_000], Gen.Int[-14 * 60, 14 * 60]).Sample((microseconds, minutes) =>
        {
            var time = new DateTimeOffset(DateTime.SpecifyKind(new DateTime(microseconds * 10), DateTimeKind.Unspecified).AddDays(1), TimeSpan.FromMinutes(minutes));
            Assert.Null(Parse(time.ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture), out var utc));
            Assert.Equal(time.UtcDateTime, utc);
        });

    [Fact]
    public void Never_throws() => Gen.String.Sample(text => { Parse(text, out _); Parse("2026-10-01T" + text, out _); });
}
