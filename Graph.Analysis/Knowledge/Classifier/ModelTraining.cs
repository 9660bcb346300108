using System.Globalization;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Trains the classifier: fits, scores every row by a model that did not see its legal group, calibrates on those scores, fits once more on all.</summary>
/// <remarks>
/// Model and settings were chosen on many small synthetic data sets: shrunken logistic regression and small monotone trees, averaged in log odds.
/// Everything that looks at values (medians, ranges, indicators, weights, trees) is fitted inside the fold. Only cleared rows are
/// negatives: for calibration, figures and naming; unlabelled rows serve in bags alone.
/// Cost: folds + 1 fits, and as many again on the earlier rows where dates differ.
/// </remarks>
public static class ModelTraining
{
    /// <summary>Trains.</summary>
    /// <param name="set">Rows to learn from.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellation">Stops between fits and between trees.</param>
    /// <exception cref="ArgumentException">The set is not well formed, or holds an infinite value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    public static TrainingResult Run(TrainingSet set, TrainingOptions options, CancellationToken cancellation)
    {
        TrainingDoor.Check(set, options);
        if (TrainingDoor.Refusal(set) is { } refusal)
        {
            return new TrainingResult { Refusal = refusal };
        }

        var warnings = new List<TrainingWarning>(LeakageAlarm.Of(set, options.LeakageAuc));
        var training = new PartsTraining(set.Table, [.. set.Rows.Select(row => row.Label)], options);
        if (options.WithTrees && !training.GrowsTrees)
        {
            warnings.Add(new TrainingWarning("no_trees", null,
                "The native library of LightGBM, or libgomp that it needs, is not there for this machine: the model is the logistic regression alone."));
        }

        var unseen = OutOfFoldScores.Of(set, training, options, cancellation);
        var parts = training.Fit([.. Enumerable.Range(0, set.Rows.Count)], cancellation);
        var facts = Facts(set, options, unseen, parts);
        warnings.AddRange(Later(facts));
        return new TrainingResult
        {
            Model = new KnowledgeModel(parts, ScoreCalibration.Of(unseen.Labelled(set, static _ => true), unseen.ByPlatt))
            {
                Kind = set.Simulated ? "simulated" : "trained",
                Facts = facts,
                Negatives = Negatives(set, unseen),
                Warnings = warnings,
            },
            Warnings = warnings,
            OutOfFold = [.. Enumerable.Range(0, set.Rows.Count).Select(row => new OutOfFoldRow(row, unseen.Fold[row], unseen.Raw[row], unseen.Probability[row]))],
        };
    }

    private static TrainingFacts Facts(TrainingSet set, TrainingOptions options, OutOfFoldScores unseen, AveragedModel parts)
    {
        int[] labelled = [.. Enumerable.Range(0, set.Rows.Count).Where(row => set.Rows[row].Label != TrainingLabel.None)];
        ScoredRow[] scored = [.. labelled.Select(row => new ScoredRow(unseen.Raw[row], IsKnowing(set, row), set.Rows[row].Group))];
        (double, bool)[] calibrated = [.. labelled.Select(row => (unseen.Probability[row], IsKnowing(set, row)))];
        var (low, high) = RankFigures.Interval(scored, options.BootstrapSamples, options.Seed);
        var knowing = scored.Count(row => row.Positive);
        return new TrainingFacts
        {
            Rows = set.Rows.Count,
            Knowing = knowing,
            Cleared = labelled.Length - knowing,
            KnowingGroups = TrainingDoor.Groups(set, TrainingLabel.Knowing),
            ClearedGroups = TrainingDoor.Groups(set, TrainingLabel.Cleared),
            BaseRate = (double)knowing / labelled.Length,
            FirstAsOf = set.Rows.Min(row => row.AsOf),
            LastAsOf = set.Rows.Max(row => row.AsOf),
            AveragePrecision = RankFigures.AveragePrecision(scored),
            AveragePrecisionLow = low,
            AveragePrecisionHigh = high,
            CalibrationError = RankFigures.CalibrationError(calibrated),
            Brier = RankFigures.Brier(calibrated),
            LaterAveragePrecision = unseen.Later?.Forward,
            LaterAveragePrecisionOutOfFold = unseen.Later?.OutOfFold,
            Folds = unseen.Fold.Max() + 1,
            Parts = parts.Parts,
            Seed = options.Seed,
            DataSha256 = TrainingDoor.Hash(set),
        };
    }

    /// <summary>A warning where the past alone predicts the later rows worse than the whole data did by more than the interval of the figure is wide on one side.</summary>
    private static IEnumerable<TrainingWarning> Later(TrainingFacts facts)
    {
        if (facts is { LaterAveragePrecision: { } forward, LaterAveragePrecisionOutOfFold: { } outOfFold }
            && outOfFold - forward > Math.Max(0.05, facts.AveragePrecision - facts.AveragePrecisionLow))
        {
            yield return new TrainingWarning("worse_later", null, string.Create(
                CultureInfo.InvariantCulture,
                $"Learning from earlier rows alone reaches an average precision of {forward:0.###} on later ones, against {outOfFold:0.###} when learning from all dates: expect the lower figure in use."));
        }
    }

    /// <summary>One score per legal group that is cleared and never knowing: of its latest cleared date, the highest.</summary>
    private static IReadOnlyList<NegativeScore> Negatives(TrainingSet set, OutOfFoldScores unseen) =>
    [
        .. Enumerable.Range(0, set.Rows.Count)
            .GroupBy(row => set.Rows[row].Group, StringComparer.Ordinal)
            .Where(group => group.Any(row => set.Rows[row].Label == TrainingLabel.Cleared) && !group.Any(row => IsKnowing(set, row)))
            .Select(group => new NegativeScore(
                Math.Round(group.Where(row => set.Rows[row].Label == TrainingLabel.Cleared).Max(row => (set.Rows[row].AsOf, unseen.Raw[row])).Item2, 6),
                KnowledgeModel.GroupKey(group.Key)))
            .OrderBy(negative => negative.RawScore).ThenBy(negative => negative.GroupKey, StringComparer.Ordinal),
    ];

    private static bool IsKnowing(TrainingSet set, int row) => set.Rows[row].Label == TrainingLabel.Knowing;
}
