using MathNet.Numerics.LinearAlgebra;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>Groups of trials at risk with the same covariates: the rows of a discrete-time hazard model.</summary>
/// <param name="Columns">How many covariates.</param>
/// <param name="Covariates">Row by row.</param>
/// <param name="Offsets">A known part of the log odds per row.</param>
/// <param name="Trials">Weeks at risk per row, &gt; 0.</param>
/// <param name="Events">Cut-offs among them, 0..trials.</param>
internal sealed record HazardRows(int Columns, double[] Covariates, double[] Offsets, double[] Trials, double[] Events)
{
    /// <summary>How many rows.</summary>
    public int Count => Trials.Length;
}

/// <summary>A fitted hazard model.</summary>
/// <param name="Coefficients">The posterior mode.</param>
/// <param name="Information">Minus the second derivative of the log posterior there.</param>
/// <param name="Gradient">Largest absolute derivative of the log posterior there: 0 at the mode.</param>
/// <param name="Iterations">Newton steps taken.</param>
internal sealed record HazardFit(double[] Coefficients, Matrix<double> Information, double Gradient, int Iterations)
{
    /// <summary>Standard deviation of a coefficient by the normal approximation at the mode.</summary>
    public double StandardError(int column) => Math.Sqrt(Information.Inverse()[column, column]);
}

/// <summary>Discrete-time hazard: logit P(cut off in a week | not before) = offset + x·β, with independent normal priors on β.</summary>
/// <remarks>
/// The posterior mode is found by Newton's method with step halving; the log posterior is strictly concave where every prior precision is &gt; 0, so it
/// has one mode whatever the data, separated or empty. Variant: grouped trials (Cox 1972, discrete logistic form). Cost O(rows · columns²) per step.
/// </remarks>
internal static class HazardLogit
{
    private const int MostSteps = 100;
    private const double Tolerance = 1e-9;

    /// <summary>Fits.</summary>
    /// <param name="rows">What was seen.</param>
    /// <param name="priorMean">Mean of each coefficient's prior.</param>
    /// <param name="priorPrecision">1/variance of each prior, &gt; 0.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static HazardFit Fit(HazardRows rows, double[] priorMean, double[] priorPrecision, CancellationToken cancellation)
    {
        var beta = (double[])priorMean.Clone();
        var value = LogPosterior(rows, beta, priorMean, priorPrecision);
        for (var step = 0; ; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (gradient, information) = Derivatives(rows, beta);
            AddPrior(gradient, information, beta, priorMean, priorPrecision);
            var largest = gradient.AbsoluteMaximum();
            if (largest <= Tolerance || step == MostSteps)
            {
                return new HazardFit(beta, information, largest, step);
            }

            var (next, better) = Improve(rows, beta, value, information.Cholesky().Solve(gradient), priorMean, priorPrecision);
            if (next is null)
            {
                // The last digits are reached: no step along the Newton direction raises the value.
                return new HazardFit(beta, information, largest, step);
            }

            (beta, value) = (next, better);
        }
    }

    /// <summary>Derivatives of the log likelihood alone: what rows add to the gradient and the information at β.</summary>
    public static (Vector<double> Gradient, Matrix<double> Information) Derivatives(HazardRows rows, double[] beta)
    {
        var columns = rows.Columns;
        var gradient = new double[columns];
        var information = new double[columns, columns];
        for (var row = 0; row < rows.Count; row++)
        {
            var x = rows.Covariates.AsSpan(row * columns, columns);
            var p = Logistic(LogOdds(rows, row, beta));
            var residual = rows.Events[row] - (rows.Trials[row] * p);
            var weight = rows.Trials[row] * p * (1.0 - p);
            for (var i = 0; i < columns; i++)
            {
                gradient[i] += residual * x[i];
                var scaled = weight * x[i];
                for (var j = 0; j <= i && scaled != 0.0; j++)
                {
                    information[i, j] += scaled * x[j];
                }
            }
        }

        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < i; j++)
            {
                information[j, i] = information[i, j];
            }
        }

        return (Vector<double>.Build.Dense(gradient), Matrix<double>.Build.DenseOfArray(information));
    }

    /// <summary>offset + x·β of a row.</summary>
    public static double LogOdds(HazardRows rows, int row, double[] beta)
    {
        var sum = rows.Offsets[row];
        for (var i = 0; i < rows.Columns; i++)
        {
            sum += rows.Covariates[(row * rows.Columns) + i] * beta[i];
        }

        return sum;
    }

    /// <summary>The log posterior less its constant.</summary>
    public static double LogPosterior(HazardRows rows, double[] beta, double[] priorMean, double[] priorPrecision)
    {
        var sum = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            var z = LogOdds(rows, row, beta);
            sum += (rows.Events[row] * z) - (rows.Trials[row] * SoftPlus(z));
        }

        for (var i = 0; i < beta.Length; i++)
        {
            sum -= priorPrecision[i] * (beta[i] - priorMean[i]) * (beta[i] - priorMean[i]) / 2.0;
        }

        return sum;
    }

    private static (double[]? Next, double Value) Improve(
        HazardRows rows, double[] beta, double value, Vector<double> direction, double[] priorMean, double[] priorPrecision)
    {
        for (var length = 1.0; length > 1e-10; length /= 2.0)
        {
            var next = new double[beta.Length];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = beta[i] + (length * direction[i]);
            }

            var candidate = LogPosterior(rows, next, priorMean, priorPrecision);
            if (candidate > value)
            {
                return (next, candidate);
            }
        }

        return (null, value);
    }

    private static void AddPrior(Vector<double> gradient, Matrix<double> information, double[] beta, double[] mean, double[] precision)
    {
        for (var i = 0; i < beta.Length; i++)
        {
            gradient[i] -= precision[i] * (beta[i] - mean[i]);
            information[i, i] += precision[i];
        }
    }

    private static double Logistic(double z) => z >= 0.0 ? 1.0 / (1.0 + Math.Exp(-z)) : Math.Exp(z) / (1.0 + Math.Exp(z));

    /// <summary>ln(1 + eᶻ) without overflow.</summary>
    private static double SoftPlus(double z) => Math.Max(z, 0.0) + Math.Log(1.0 + Math.Exp(-Math.Abs(z)));
}
