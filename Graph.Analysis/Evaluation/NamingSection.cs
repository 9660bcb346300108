using Graph.Analysis.Evaluation.Metrics;

namespace Graph.Analysis.Evaluation;

/// <summary>What naming at a stated level came to.</summary>
internal static class NamingSection
{
    public static NamingLine? Line(EvaluationCases cases, ScorecardInput input, CancellationToken cancellation)
    {
        if (!cases.Scored || input.Replay.Batches.Count == 0)
        {
            return null;
        }

        var batches = cases.Rows.GroupBy(row => (row.World, row.AsOf))
            .Select(batch => (batch.Key.World, Named: batch.Count(row => row.Named), False: batch.Count(row => row.Named && !row.Knowing))).ToArray();
        var (named, wrong) = (batches.Sum(b => b.Named), batches.Sum(b => b.False));

        // The dates of one world are not independent: worlds are drawn whole.
        var shares = batches.Select(b => b.Named == 0 ? 0.0 : (double)b.False / b.Named).ToArray();
        var draws = new Bootstrap(
            [.. batches.Select(b => (0, FormattableString.Invariant($"{b.World}")))],
            new BootstrapOptions { Resamples = input.Setting.Resamples, Seed = (ulong)input.Setting.Seed });
        var mean = draws.Interval(times => Enumerable.Range(0, times.Length).Sum(i => times[i] * shares[i]) / times.Sum(), cancellation);
        return new NamingLine(
            input.Setting.Alpha, batches.Length, batches.Count(b => b.Named == 0), named, wrong, mean,
            (double)(named - wrong) / cases.Positive.Count(p => p),
            input.Replay.Batches.Min(b => b.CalibrationCases), input.Replay.Batches.Max(b => b.SmallestAlpha));
    }
}
