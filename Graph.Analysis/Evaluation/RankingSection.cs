using Graph.Analysis.Evaluation.Metrics;

namespace Graph.Analysis.Evaluation;

/// <summary>How well the model, the tier and the baselines rank, and the model without a family of features.</summary>
internal static class RankingSection
{
    public static IReadOnlyList<RankingLine> Lines(EvaluationCases cases, CancellationToken cancellation)
    {
        var model = cases.Scored ? cases.RawScores() : null;
        var lines = new List<RankingLine>();
        foreach (var (name, scores) in Scores(cases, model))
        {
            var gain = model is null || ReferenceEquals(scores, model) ? Estimate.Undefined : cases.Difference(model, scores, cancellation);
            lines.Add(new RankingLine(name, cases.AveragePrecision(scores, cancellation), gain, cases.AtCapacity(scores)));
        }

        return lines;
    }

    public static IReadOnlyList<AblationLine> Ablations(EvaluationCases cases, ScorecardInput input, CancellationToken cancellation)
    {
        if (!cases.Scored)
        {
            return [];
        }

        // Scores come for all rows of the replay; only labelled ones are compared.
        var labelled = Enumerable.Range(0, input.Replay.Rows.Count)
            .Where(i => input.Replay.Rows[i].Label != Knowledge.Classifier.TrainingLabel.None).ToArray();
        var whole = cases.RawScores();
        var lines = new List<AblationLine>();
        foreach (var (family, scores) in input.Ablations)
        {
            double[] without = [.. labelled.Select(i => scores[i])];
            lines.Add(new AblationLine(
                family, new RankedCases(without, cases.Positive).AveragePrecision(), cases.Difference(whole, without, cancellation)));
        }

        return lines;
    }

    /// <summary>Within a tier the more exposed network comes first.</summary>
    private static IEnumerable<(string Name, double[] Scores)> Scores(EvaluationCases cases, double[]? model)
    {
        if (model is not null)
        {
            yield return ("model", model);
        }

        yield return ("tier", [.. cases.Rows.Select(row => (int)row.Tier + (row.ExposureShare / 2.0))]);
        for (var baseline = 0; baseline < Baselines.Names.Count; baseline++)
        {
            var column = baseline;
            yield return (Baselines.Names[column], [.. cases.Rows.Select(row => row.Baselines[column])]);
        }
    }
}
