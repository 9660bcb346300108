using Graph.Analysis.Evaluation.Backtest;
using Graph.Analysis.Targets;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Backtest;

/// <summary>Means, blocks and paired differences by hand.</summary>
public sealed class BacktestSummaryTests
{
    private static readonly BacktestOptions Options = new() { Plan = new TargetOptions { Budget = 2m }, BlockLength = 2, Resamples = 400 };

    private static OriginScore Origin(int week, double money, double[] ours, double[] theirs) => new(
        new DateOnly(2026, 1, 4).AddDays(7 * week), 3, money, money, [], 0.0, 0,
        [new MethodCurve(BacktestMethod.Plan, ours, theirs), new MethodCurve(BacktestMethod.Degree, theirs, ours)]);

    [Fact]
    public void A_difference_that_is_always_the_same_has_no_width()
    {
        // Good and bad quarters: both move together.
        OriginScore[] origins = [.. Enumerable.Range(0, 6).Select(i => Origin(4 * i, 1.0, [0.2 + (0.05 * i), 0.4 + (0.05 * i)], [0.1 + (0.05 * i), 0.1 + (0.05 * i)]))];
        var result = BacktestSummary.Of(origins, Options, CancellationToken.None);
        Assert.Equal(3, result.Blocks);
        var (ours, theirs) = (result.Methods[0], result.Methods[1]);
        Assert.Equal(0.425, ours.Area.Value, 12);
        Assert.Equal(0.225, ours.AreaKnownThen.Value, 12);
        Assert.True(ours.Area.Low < 0.4 && ours.Area.High > 0.45);
        Assert.Equal((0.2, 0.2, 0.2), (Math.Round(theirs.Behind.Value, 12), Math.Round(theirs.Behind.Low, 12), Math.Round(theirs.Behind.High, 12)));
        Assert.Equal([0.325, 0.525], ours.Curve.Select(point => Math.Round(point.Value, 12)));
        Assert.Equal((0, 6), (ours.OriginsBehind, theirs.OriginsBehind));
    }

    [Fact]
    public void Blocks_are_drawn_whole()
    {
        // Both blocks have mean 0.5; single origins have not.
        OriginScore[] origins = [.. Enumerable.Range(0, 4).Select(i => Origin(4 * i, 1.0, [i % 2, i % 2], [0.0, 0.0]))];
        var area = BacktestSummary.Of(origins, Options, CancellationToken.None).Methods[0].Area;
        Assert.Equal((0.5, 0.5, 0.5), (area.Value, area.Low, area.High));
    }

    [Fact]
    public void One_block_has_no_interval_and_origins_without_pirate_money_do_not_count()
    {
        OriginScore[] origins = [Origin(4, 1.0, [0.5, 0.5], [0.1, 0.1]), Origin(0, 0.0, [0.0, 0.0], [0.0, 0.0])];
        var result = BacktestSummary.Of(origins, Options, CancellationToken.None);
        Assert.Equal([new DateOnly(2026, 1, 4)], result.Skipped);
        Assert.Equal(0.5, result.Methods[0].Area.Value);
        Assert.True(double.IsNaN(result.Methods[0].Area.Low) && double.IsNaN(result.Methods[1].Behind.High));
        Assert.Empty(BacktestSummary.Of([origins[1]], Options, CancellationToken.None).Methods);
    }
}
