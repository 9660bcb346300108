using Graph.Model;

namespace Graph.Analysis.Evaluation.Metrics;

/// <summary>Options of <see cref="Bootstrap"/>.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How many resamples, 20..100,000. Default 500.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>Level of the interval, 0..1. Default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Seed of the draws. Default 0.</summary>
    public ulong Seed { get; init; }
}

/// <summary>Percentile intervals by resampling whole owner groups within each world.</summary>
/// <remarks>The rows of one group (a network at several dates, networks of one legal owner) are drawn together, for they are not independent; every
/// world keeps its number of groups. Source: Efron, Tibshirani, An Introduction to the Bootstrap (1993), chapters 8 and 13.</remarks>
public sealed class Bootstrap
{
    private readonly int[] unitOfRow;
    private readonly int[] worldStart;
    private readonly BootstrapOptions options;

    /// <summary>Prepares the draws.</summary>
    /// <param name="rows">World and group of each row.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Bootstrap(IReadOnlyList<(int World, string Group)> rows, BootstrapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Resamples, 20);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Resamples, 100_000);
        this.options = options;
        var units = rows.Distinct().OrderBy(u => u.World).ThenBy(u => u.Group, StringComparer.Ordinal).ToArray();
        var index = units.Select((unit, i) => (unit, i)).ToDictionary(pair => pair.unit, pair => pair.i);
        unitOfRow = [.. rows.Select(row => index[row])];
        worldStart = [.. Enumerable.Range(0, units.Length).Where(i => i == 0 || units[i].World != units[i - 1].World), units.Length];
    }

    /// <summary>The interval of a statistic.</summary>
    /// <param name="statistic">From how often each row counts; NaN where such a resample does not define it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Value with every row counted once, and the percentiles. Undefined ends where fewer than half the resamples define the statistic.</returns>
    public Estimate Interval(Func<int[], double> statistic, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var multiplicity = new int[unitOfRow.Length];
        Array.Fill(multiplicity, 1);
        var value = statistic(multiplicity);
        var draws = new List<double>(options.Resamples);
        for (var resample = 0; resample < options.Resamples; resample++)
        {
            cancellation.ThrowIfCancellationRequested();
            Draw(resample, multiplicity);
            if (statistic(multiplicity) is var drawn && !double.IsNaN(drawn))
            {
                draws.Add(drawn);
            }
        }

        draws.Sort();
        var tail = (1.0 - options.Level) / 2.0;
        return draws.Count * 2 < options.Resamples
            ? new Estimate(value, double.NaN, double.NaN)
            : new Estimate(value, Quantile(draws, tail), Quantile(draws, 1.0 - tail));
    }

    private void Draw(int resample, int[] multiplicity)
    {
        var times = new int[worldStart[^1]];
        for (var world = 0; world + 1 < worldStart.Length; world++)
        {
            var random = SeededRandom.Stream(options.Seed, (ulong)resample, (ulong)world);
            var (start, units) = (worldStart[world], worldStart[world + 1] - worldStart[world]);
            for (var draw = 0; draw < units; draw++)
            {
                times[start + (int)random.Below(units)]++;
            }
        }

        for (var row = 0; row < multiplicity.Length; row++)
        {
            multiplicity[row] = times[unitOfRow[row]];
        }
    }

    /// <summary>Linear between order statistics (type 7 of Hyndman and Fan).</summary>
    private static double Quantile(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
