namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Scores of all training rows by models that saw nothing of their legal group.</summary>
internal sealed class OutOfFoldScores
{
    // Share of the labelled rows that count as later ones.
    private const double LaterShare = 0.3;

    private OutOfFoldScores(int[] fold, bool byPlatt)
    {
        Fold = fold;
        ByPlatt = byPlatt;
        Raw = new double[fold.Length];
        Probability = new double[fold.Length];
    }

    /// <summary>Fold of each row.</summary>
    public int[] Fold { get; }

    /// <summary>Raw score of each row.</summary>
    public double[] Raw { get; }

    /// <summary>Probability of each row, calibrated on the labelled rows of the other folds.</summary>
    public double[] Probability { get; }

    /// <summary>Whether positives are so few that Platt's two parameters are all that can be fitted.</summary>
    public bool ByPlatt { get; }

    /// <summary>Average precision on later rows: of models of earlier rows alone, and of the scores here; null where there are too few on either side.</summary>
    public (double Forward, double OutOfFold)? Later { get; private set; }

    /// <summary>Fits once per fold.</summary>
    public static OutOfFoldScores Of(TrainingSet set, PartsTraining training, TrainingOptions options, CancellationToken cancellation)
    {
        var knowing = TrainingDoor.Groups(set, TrainingLabel.Knowing);
        var scores = new OutOfFoldScores(GroupFolds.Of(set.Rows, Math.Min(options.Folds, knowing), options.Seed), knowing < options.PlattBelow);
        scores.Score(set, training, scores.Raw, static _ => true, static _ => true, cancellation);
        for (var fold = 0; fold <= scores.Fold.Max(); fold++)
        {
            var calibration = ScoreCalibration.Of(scores.Labelled(set, row => scores.Fold[row] != fold), scores.ByPlatt);
            foreach (var row in Enumerable.Range(0, scores.Fold.Length).Where(row => scores.Fold[row] == fold))
            {
                scores.Probability[row] = calibration.Of(scores.Raw[row]).Probability;
            }
        }

        scores.Later = scores.Forward(set, training, cancellation);
        return scores;
    }

    /// <summary>Score and label of the labelled rows that are asked for.</summary>
    public IReadOnlyList<(double Score, bool Positive)> Labelled(TrainingSet set, Func<int, bool> asked) =>
    [
        .. Enumerable.Range(0, Raw.Length).Where(row => set.Rows[row].Label != TrainingLabel.None && asked(row))
            .Select(row => (Raw[row], set.Rows[row].Label == TrainingLabel.Knowing)),
    ];

    /// <summary>Per fold: learns from the rows of other folds that may be learnt from, and scores its own that are asked for.</summary>
    private void Score(
        TrainingSet set, PartsTraining training, double[] raw, Func<int, bool> learns, Func<int, bool> asked, CancellationToken cancellation)
    {
        for (var fold = 0; fold <= Fold.Max(); fold++)
        {
            int[] others = [.. Enumerable.Range(0, Fold.Length).Where(row => Fold[row] != fold && learns(row))];
            var model = training.Fit(others, cancellation);
            foreach (var row in Enumerable.Range(0, Fold.Length).Where(row => Fold[row] == fold && asked(row)))
            {
                raw[row] = model.RawScore(set.Table.Rows[row]);
            }
        }
    }

    private (double Forward, double OutOfFold)? Forward(TrainingSet set, PartsTraining training, CancellationToken cancellation)
    {
        DateOnly[] dates = [.. set.Rows.Where(row => row.Label != TrainingLabel.None).Select(row => row.AsOf).Order()];
        var cut = dates[(int)((1.0 - LaterShare) * dates.Length)];
        bool IsLater(int row) => set.Rows[row].AsOf >= cut;
        if (!CanCompare(set, IsLater))
        {
            return null;
        }

        var raw = new double[Fold.Length];
        Score(set, training, raw, row => !IsLater(row), IsLater, cancellation);
        return (Precision(set, raw, IsLater), Precision(set, Raw, IsLater));
    }

    /// <summary>Whether there are enough knowing and cleared groups later, and earlier outside of each fold.</summary>
    private bool CanCompare(TrainingSet set, Func<int, bool> isLater)
    {
        int Groups(TrainingLabel label, Func<int, bool> asked) => Enumerable.Range(0, Fold.Length)
            .Where(row => set.Rows[row].Label == label && asked(row)).Select(row => set.Rows[row].Group).Distinct(StringComparer.Ordinal).Count();
        return Array.TrueForAll([TrainingLabel.Knowing, TrainingLabel.Cleared], label =>
            Groups(label, isLater) >= TrainingDoor.LeastGroups
            && Enumerable.Range(0, Fold.Max() + 1).All(fold => Groups(label, row => !isLater(row) && Fold[row] != fold) >= TrainingDoor.LeastGroups / 2));
    }

    private double Precision(TrainingSet set, double[] raw, Func<int, bool> asked) => RankFigures.AveragePrecision(
    [
        .. Enumerable.Range(0, Fold.Length).Where(row => set.Rows[row].Label != TrainingLabel.None && asked(row))
            .Select(row => new ScoredRow(raw[row], set.Rows[row].Label == TrainingLabel.Knowing, set.Rows[row].Group)),
    ]);
}
