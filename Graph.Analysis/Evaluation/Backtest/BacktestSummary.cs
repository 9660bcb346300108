using System.Globalization;
using Graph.Analysis.Evaluation.Metrics;

namespace Graph.Analysis.Evaluation.Backtest;

/// <summary>Brings scored origins together: means, intervals, and how far each baseline is behind.</summary>
/// <remarks>
/// Origins in a row have futures in common, so blocks of them are resampled, not single origins (Künsch, Annals of Statistics 17, 1989; here
/// without overlap, Carlstein, Annals of Statistics 14, 1986). The difference to a baseline is taken per origin, so what a good or bad quarter
/// does to both cancels out.
/// </remarks>
public static class BacktestSummary
{
    private const int LeastBlocks = 2;

    /// <summary>The summary.</summary>
    /// <param name="origins">Scored origins, all with the same budgets.</param>
    /// <param name="options">Blocks, resamples and seed.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static BacktestResult Of(IReadOnlyList<OriginScore> origins, BacktestOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(origins);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var counted = origins.Where(origin => origin.FuturePirateMoney > 0.0).OrderBy(origin => origin.Date).ToArray();
        var skipped = origins.Where(origin => origin.FuturePirateMoney <= 0.0).Select(origin => origin.Date).Order().ToArray();
        var blocks = (counted.Length + options.BlockLength - 1) / options.BlockLength;
        if (counted.Length == 0)
        {
            return new BacktestResult(counted, skipped, blocks, []);
        }

        var bootstrap = new Bootstrap(
            [.. counted.Select((_, i) => (0, (i / options.BlockLength).ToString("D6", CultureInfo.InvariantCulture)))],
            new BootstrapOptions { Resamples = options.Resamples, Seed = options.Seed });
        Estimate Mean(Func<OriginScore, double> figure)
        {
            var values = Array.ConvertAll(counted, origin => figure(origin));
            var estimate = bootstrap.Interval(times => WeightedMean(values, times), cancellation);
            return blocks < LeastBlocks ? new Estimate(estimate.Value, double.NaN, double.NaN) : estimate;
        }

        return new BacktestResult(counted, skipped, blocks,
            [.. Enumerable.Range(0, counted[0].Curves.Count).Select(method => Summary(counted, method, options.Budgets, Mean))]);
    }

    private static MethodSummary Summary(OriginScore[] origins, int method, int budgets, Func<Func<OriginScore, double>, Estimate> mean) => new(
        origins[0].Curves[method].Method,
        mean(origin => origin.Curves[method].Area),
        mean(origin => origin.Curves[method].AreaKnownThen),
        mean(origin => origin.Curves[0].Area - origin.Curves[method].Area),
        [.. Enumerable.Range(0, budgets).Select(b => mean(origin => origin.Curves[method].Removed[b]))],
        origins.Count(origin => origin.Curves[0].Area > origin.Curves[method].Area));

    private static double WeightedMean(double[] values, int[] times)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * times[i];
            count += times[i];
        }

        return sum / count;
    }
}
