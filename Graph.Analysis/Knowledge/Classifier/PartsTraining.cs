using Graph.Model;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Fits both parts of a model on some rows: imputation, scaling, regression, trees. What a fold repeats.</summary>
/// <remarks>
/// Where all rows are labelled the parts are fitted once. Where some are not, they are fitted on bags (Mordelet and Vert, A bagging SVM to
/// learn from positive and unlabeled examples, 2014): each bag takes every knowing row and, per knowing row,
/// <see cref="TrainingOptions.OthersPerPositive"/> others drawn without replacement, half of them cleared ones as far as there are so many, the
/// rest unlabelled. Log odds are averaged over bags: the mean of the weights, and trees with their leaves divided by the number of bags. A bag
/// holds more knowing rows than the world does; calibration, on labelled rows alone, puts that right.
/// </remarks>
internal sealed class PartsTraining(FeatureTable table, IReadOnlyList<TrainingLabel> labels, TrainingOptions options)
{
    private readonly LogisticTraining logistic = new(options.L1, options.L2);

    /// <summary>Whether trees can be grown here, and are wanted.</summary>
    public bool GrowsTrees { get; } = options.WithTrees && LightGbmLibrary.IsPresent;

    /// <summary>Fits a model.</summary>
    /// <param name="rows">Rows to learn from, ascending; knowing and others must be among them.</param>
    /// <param name="cancellation">Stops between fits.</param>
    public AveragedModel Fit(IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        var scaling = FeatureScaling.Fit(table, rows);
        var active = scaling.ActiveColumns();
        Monotone[] directions = [.. active.Select(scaling.Direction)];
        var columns = Columns(scaling, active, rows);
        var bags = Bags(rows);
        var bias = 0.0;
        var weights = new double[scaling.ColumnCount];
        var trees = new List<RegressionTree>();
        for (var bag = 0; bag < bags.Count; bag++)
        {
            double[][] design = [.. bags[bag].Select(place => columns[place])];
            bool[] positive = [.. bags[bag].Select(place => labels[rows[place]] == TrainingLabel.Knowing)];
            var linear = logistic.Fit(design, positive, directions, cancellation);
            bias += linear.Bias / bags.Count;
            for (var place = 0; place < active.Length; place++)
            {
                weights[active[place]] += linear.Weights[place] / bags.Count;
            }

            if (GrowsTrees && active.Length > 0)
            {
                var seed = (int)((options.Seed + (ulong)bag) % int.MaxValue);
                trees.AddRange(TreeTraining.Fit(design, positive, directions, options, seed, cancellation).Select(tree => Placed(tree, active, bags.Count)));
            }
        }

        return new AveragedModel { Scaling = scaling, Bias = bias, Weights = weights, Trees = trees };
    }

    private double[][] Columns(FeatureScaling scaling, int[] active, IReadOnlyList<int> rows)
    {
        var all = new double[scaling.ColumnCount];
        var columns = new double[rows.Count][];
        for (var place = 0; place < columns.Length; place++)
        {
            scaling.Apply(table.Rows[rows[place]], all);
            columns[place] = [.. active.Select(column => all[column])];
        }

        return columns;
    }

    /// <summary>The tree over all columns instead of the active ones.</summary>
    private static RegressionTree Placed(RegressionTree tree, int[] active, int bags) =>
        tree.Times(1.0 / bags) with { Column = [.. tree.Column.Select(column => active[column])] };

    /// <summary>Places in <paramref name="rows"/>, per bag ascending.</summary>
    private List<int[]> Bags(IReadOnlyList<int> rows)
    {
        var places = Enumerable.Range(0, rows.Count).ToLookup(place => labels[rows[place]]);
        int[] unlabelled = [.. places[TrainingLabel.None]];
        if (unlabelled.Length == 0)
        {
            return [[.. Enumerable.Range(0, rows.Count)]];
        }

        int[] knowing = [.. places[TrainingLabel.Knowing]];
        int[] cleared = [.. places[TrainingLabel.Cleared]];
        var others = (int)Math.Min((long)options.OthersPerPositive * knowing.Length, cleared.Length + unlabelled.Length);
        var fromCleared = Math.Max(Math.Min(cleared.Length, others / 2), others - unlabelled.Length);
        var bags = new List<int[]>(options.Bags);
        for (var bag = 0; bag < options.Bags; bag++)
        {
            var random = SeededRandom.Stream(options.Seed, 0xBA6, (ulong)bag);
            int[] drawn = [.. knowing, .. Draw(cleared, fromCleared, ref random), .. Draw(unlabelled, others - fromCleared, ref random)];
            Array.Sort(drawn);
            bags.Add(drawn);
        }

        return bags;
    }

    /// <summary>The first places of a shuffle.</summary>
    private static int[] Draw(int[] from, int count, ref SeededRandom random)
    {
        var pool = from.ToArray();
        for (var place = 0; place < count; place++)
        {
            var other = place + (int)random.Below(pool.Length - place);
            (pool[place], pool[other]) = (pool[other], pool[place]);
        }

        return pool[..count];
    }
}
