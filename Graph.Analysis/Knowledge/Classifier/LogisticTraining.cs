using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Fits the logistic regression with L1 and L2 shrinkage.</summary>
/// <remarks>
/// ML.NET's limited-memory quasi-Newton trainer on one thread: it minimises Σ log loss + L1·Σ|w| + L2/2·Σw², the bias unshrunken.
/// A weight against its feature's direction is set to 0 and the others are fitted again, until none is left: more pay after a notice
/// can then never lower a score. Only weights leave this class; scoring is our own and needs no library.
/// </remarks>
internal sealed class LogisticTraining(float l1, float l2)
{
    // One context for all fits: each holds on to what it ever made. Neither loading nor this trainer draws from its seed.
    private readonly MLContext context = new(seed: 0);

    /// <summary>Fits weights.</summary>
    /// <param name="columns">Rows of columns.</param>
    /// <param name="positive">Whether each row is positive; both kinds must be there.</param>
    /// <param name="directions">Per column.</param>
    /// <param name="cancellation">Stops between fits.</param>
    /// <returns>Bias and one weight per column.</returns>
    public (double Bias, double[] Weights) Fit(
        IReadOnlyList<double[]> columns, IReadOnlyList<bool> positive, IReadOnlyList<Monotone> directions, CancellationToken cancellation)
    {
        int[] kept = [.. Enumerable.Range(0, directions.Count)];
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var (bias, weights) = FitFreely(columns, positive, kept);
            int[] right = [.. Enumerable.Range(0, kept.Length).Where(place => IsRight(weights[place], directions[kept[place]]))];
            if (right.Length == kept.Length)
            {
                var all = new double[directions.Count];
                for (var place = 0; place < kept.Length; place++)
                {
                    all[kept[place]] = weights[place];
                }

                return (bias, all);
            }

            kept = [.. right.Select(place => kept[place])];
        }
    }

    private static bool IsRight(float weight, Monotone direction) =>
        direction == Monotone.Free || (direction == Monotone.Increasing ? weight >= 0f : weight <= 0f);

    private (double Bias, float[] Weights) FitFreely(IReadOnlyList<double[]> columns, IReadOnlyList<bool> positive, int[] kept)
    {
        if (kept.Length == 0)
        {
            var share = (double)positive.Count(is_ => is_) / positive.Count;
            return (Math.Log(share / (1.0 - share)), []);
        }

        var rows = Enumerable.Range(0, columns.Count).Select(row => new Example { Label = positive[row], Features = Chosen(columns[row], kept) }).ToList();
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, kept.Length);
        var trainer = context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = l1,
            L2Regularization = l2,
            NumberOfThreads = 1,
        });
        var fitted = trainer.Fit(context.Data.LoadFromEnumerable(rows, schema)).Model.SubModel;
        float[] weights = [.. fitted.Weights];
        return weights.All(float.IsFinite) && float.IsFinite(fitted.Bias)
            ? (fitted.Bias, weights)
            : throw new ArithmeticException("The logistic regression did not come to finite weights.");
    }

    private static float[] Chosen(double[] columns, int[] kept)
    {
        var chosen = new float[kept.Length];
        for (var place = 0; place < kept.Length; place++)
        {
            // The trainer drops rows that are not finite without an error.
            chosen[place] = double.IsFinite(columns[kept[place]])
                ? (float)columns[kept[place]]
                : throw new ArgumentException($"Column {kept[place]} is not finite.", nameof(columns));
        }

        return chosen;
    }

    private sealed class Example
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
