using System.Globalization;
using Graph.Analysis.Evaluation.Metrics;
using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Evaluation;

/// <summary>The main figures of all cases and of their parts.</summary>
internal static class SliceSection
{
    public const string All = "all";

    public static string Missing(double share) => string.Create(CultureInfo.InvariantCulture, $"rows missing: {share:0.##}");

    public static IReadOnlyList<SliceLine> Lines(EvaluationCases cases, ScorecardInput input, CancellationToken cancellation)
    {
        var lines = new List<SliceLine>();
        foreach (var (name, part) in Parts(cases, input))
        {
            lines.Add(Line(name, part, cancellation));
        }

        return lines;
    }

    private static IEnumerable<(string Name, EvaluationCases Part)> Parts(EvaluationCases cases, ScorecardInput input)
    {
        yield return (All, cases);
        var third = SizeThirds.Of([.. cases.Networks.Select(n => n.Last.Size)]);
        var sizeOf = cases.Networks.Select((n, i) => (Key: (n.Last.World, n.Last.Network), Third: third[i])).ToDictionary(p => p.Key, p => p.Third);
        for (var size = 0; size < SizeThirds.Names.Count; size++)
        {
            var wanted = size;
            yield return ($"size: {SizeThirds.Names[size]}", cases.Where(row => sizeOf[(row.World, row.Network)] == wanted));
        }

        foreach (var (name, part) in ByDate(cases))
        {
            yield return (name, part);
        }

        foreach (var adversary in input.Setting.Adversaries)
        {
            yield return ($"adversary: {adversary}", cases.Where(row => row.Adversary == adversary));
        }

        foreach (var (share, run) in input.Missing)
        {
            yield return (Missing(share), new EvaluationCases(run.Rows, input.Setting));
        }
    }

    /// <summary>By the place of the date among the dates of its world: worlds may end on different days.</summary>
    private static IEnumerable<(string Name, EvaluationCases Part)> ByDate(EvaluationCases cases)
    {
        var dates = cases.Rows.GroupBy(row => row.World).ToDictionary(
            world => world.Key, world => world.Select(row => row.AsOf).Distinct().Order().ToList());
        var most = dates.Values.Max(list => list.Count);
        for (var place = 1; place <= most && most > 1; place++)
        {
            var wanted = place;
            var name = place == most ? "date: last" : string.Create(CultureInfo.InvariantCulture, $"date: {place} of {most}");
            yield return (name, cases.Where(row => most - dates[row.World].Count + dates[row.World].IndexOf(row.AsOf) + 1 == wanted));
        }
    }

    private static SliceLine Line(string name, EvaluationCases part, CancellationToken cancellation)
    {
        var scored = part.Scored;
        double[] probabilities = scored ? part.Probabilities() : [];
        return new SliceLine
        {
            Slice = name,
            Rows = part.Rows.Count,
            Knowing = part.Positive.Count(p => p),
            AveragePrecision = scored ? part.AveragePrecision(part.RawScores(), cancellation) : Estimate.Undefined,
            ExposureAlone = Math.Max(
                new RankedCases([.. part.Rows.Select(row => row.ExposureShare)], part.Positive).AveragePrecision(),
                new RankedCases([.. part.Rows.Select(row => row.ExposureAmount)], part.Positive).AveragePrecision()),
            Calibration = Calibration.Of(probabilities, scored ? part.Positive : []),
            Told = part.Errors(Tier.K2),
            Abstained = part.Rows.Count == 0 ? double.NaN
                : (double)part.Rows.Count(row => row.Decision == Decision.InsufficientEvidence) / part.Rows.Count,
        };
    }
}
