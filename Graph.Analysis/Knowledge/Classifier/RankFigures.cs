using Graph.Model;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>A scored row whose label is known.</summary>
internal readonly record struct ScoredRow(double Score, bool Positive, string Group);

/// <summary>The few figures that training reports of itself.</summary>
internal static class RankFigures
{
    /// <summary>Average precision: Σ (recall gained) · (precision there) from the highest score down; equal scores count as one step. NaN without positives.</summary>
    public static double AveragePrecision(IReadOnlyList<ScoredRow> rows)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count).OrderByDescending(row => rows[row].Score)];
        return AveragePrecision(rows, order, static _ => 1);
    }

    /// <summary>Central 95 % interval of average precision when legal groups are drawn again with replacement.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<ScoredRow> rows, int samples, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count).OrderByDescending(row => rows[row].Score)];
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] groupOf = [.. rows.Select(row => groups.TryAdd(row.Group, groups.Count) ? groups.Count - 1 : groups[row.Group])];
        var found = new List<double>(samples);
        for (var sample = 0; sample < samples; sample++)
        {
            var random = SeededRandom.Stream(seed, 0xB007, (ulong)sample);
            var times = new int[groups.Count];
            for (var draw = 0; draw < times.Length; draw++)
            {
                times[random.Below(times.Length)]++;
            }

            if (AveragePrecision(rows, order, row => times[groupOf[row]]) is var value && !double.IsNaN(value))
            {
                found.Add(value);
            }
        }

        found.Sort();
        return found.Count == 0 ? (0.0, 1.0) : (found[(int)(0.025 * (found.Count - 1))], found[(int)Math.Ceiling(0.975 * (found.Count - 1))]);
    }

    /// <summary>Probability that a positive has a larger value than a negative, equal ones counting half.</summary>
    public static double Auc(IEnumerable<(double Value, bool Positive)> rows)
    {
        var (below, wins, positives) = (0L, 0.0, 0L);
        foreach (var equal in rows.GroupBy(row => row.Value).OrderBy(group => group.Key))
        {
            var here = equal.LongCount(row => row.Positive);
            var negatives = equal.LongCount() - here;
            wins += here * (below + (negatives / 2.0));
            below += negatives;
            positives += here;
        }

        return wins / ((double)positives * below);
    }

    /// <summary>Expected calibration error: over ten bins of equally many rows by probability, the mean of |share of positives − mean probability|.</summary>
    /// <remarks>Rows of one probability that fall into several bins take their share of positives into each, so that their order does not matter.</remarks>
    public static double CalibrationError(IEnumerable<(double Probability, bool Positive)> rows)
    {
        const int Bins = 10;
        double[] off =
        [
            .. rows.GroupBy(row => row.Probability).OrderBy(equal => equal.Key)
                .SelectMany(equal => Enumerable.Repeat(equal.Average(row => row.Positive ? 1.0 : 0.0) - equal.Key, equal.Count())),
        ];
        var sum = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            sum += Math.Abs(off[(int)((long)off.Length * bin / Bins)..(int)((long)off.Length * (bin + 1) / Bins)].Sum());
        }

        return sum / off.Length;
    }

    /// <summary>Mean squared distance of probability and label.</summary>
    public static double Brier(IReadOnlyList<(double Probability, bool Positive)> rows) =>
        rows.Sum(row => Math.Pow(row.Probability - (row.Positive ? 1.0 : 0.0), 2.0)) / rows.Count;

    private static double AveragePrecision(IReadOnlyList<ScoredRow> rows, int[] order, Func<int, int> times)
    {
        var (found, seen, sum) = (0L, 0L, 0.0);
        for (var at = 0; at < order.Length;)
        {
            var score = rows[order[at]].Score;
            var here = 0L;
            for (; at < order.Length && rows[order[at]].Score == score; at++)
            {
                seen += times(order[at]);
                here += rows[order[at]].Positive ? times(order[at]) : 0;
            }

            found += here;
            sum += here == 0 ? 0.0 : here * ((double)found / seen);
        }

        return found == 0 ? double.NaN : sum / found;
    }
}
