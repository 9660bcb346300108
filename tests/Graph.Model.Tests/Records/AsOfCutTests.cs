using CsCheck;
using Graph.Model.Records;
using Xunit;

namespace Graph.Model.Tests.Records;

public sealed class AsOfCutTests
{
    [Fact]
    public void The_window_of_one_week_holds_the_seven_days_up_to_the_date()
    {
        var cut = new AsOfCut(new DateOnly(2026, 3, 8), null, 1);
        Assert.Equal(new DateOnly(2026, 3, 2), cut.WindowFrom);
    }

    [Fact]
    public void The_default_window_is_twelve_weeks() =>
        Assert.Equal(new DateOnly(2026, 1, 6), new AsOfCut(new DateOnly(2026, 3, 30), null, AsOfCut.DefaultWindowWeeks).WindowFrom);

    [Fact]
    public void The_window_holds_seven_days_a_week() =>
        Gen.Select(Gen.Int[1, 520], Gen.Int[0, 20_000]).Sample((weeks, day) =>
        {
            var asOf = new DateOnly(1990, 1, 1).AddDays(day);
            var from = new AsOfCut(asOf, null, weeks).WindowFrom;
            return asOf.DayNumber - from.DayNumber + 1 == 7 * weeks;
        });
}
