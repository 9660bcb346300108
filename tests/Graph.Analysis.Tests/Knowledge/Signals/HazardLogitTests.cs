using CsCheck;
using Graph.Analysis.Knowledge.Signals;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class HazardLogitTests
{
    /// <summary>A few groups with an intercept and a covariate; also without events, or with nothing but events.</summary>
    private static readonly Gen<HazardRows> Rows = Gen.Select(Gen.Double[-3, 3], Gen.Int[1, 20], Gen.Int[0, 20], Gen.Double[-1, 1]).Array[1, 12]
        .Select(rows => new HazardRows(
            2, [.. rows.SelectMany(row => new[] { 1.0, row.Item1 })], [.. rows.Select(row => row.Item4)],
            [.. rows.Select(row => (double)row.Item2)], [.. rows.Select(row => (double)Math.Min(row.Item2, row.Item3))]));

    [Fact]
    public void The_slope_of_the_log_posterior_is_zero_at_the_mode() => Rows.Sample(rows =>
    {
        double[] mean = [0.3, -0.2], precision = [0.25, 1.0];
        var fit = HazardLogit.Fit(rows, mean, precision, CancellationToken.None);
        const double Step = 1e-4;
        for (var i = 0; i < 2; i++)
        {
            var (up, down) = ((double[])fit.Coefficients.Clone(), (double[])fit.Coefficients.Clone());
            (up[i], down[i]) = (up[i] + Step, down[i] - Step);
            var slope = (Slow(rows, up, mean, precision) - Slow(rows, down, mean, precision)) / (2.0 * Step);
            Assert.Equal(0.0, slope, 1e-4);
        }
    });

    [Fact]
    public void No_point_of_a_grid_is_better() => Rows.Sample(rows =>
    {
        double[] mean = [0.0, 0.5], precision = [0.25, 1.0];
        var fit = HazardLogit.Fit(rows, mean, precision, CancellationToken.None);
        var best = Slow(rows, fit.Coefficients, mean, precision);
        for (var a = -8.0; a <= 8.0; a += 0.5)
        {
            for (var b = -5.0; b <= 5.0; b += 0.5)
            {
                Assert.True(Slow(rows, [a, b], mean, precision) <= best + 1e-9);
            }
        }
    }, iter: 50);

    [Fact]
    public void Separated_rows_have_a_mode_and_no_rows_leave_the_prior()
    {
        var separated = new HazardRows(2, [1, -1, 1, 1], [0, 0], [10, 10], [0, 10]);
        var fit = HazardLogit.Fit(separated, [0, 0], [0.25, 1], CancellationToken.None);
        Assert.True(double.IsFinite(fit.Coefficients[1]) && fit.Coefficients[1] > 1.0 && fit.Gradient < 1e-6);
        var nothing = HazardLogit.Fit(new HazardRows(2, [], [], [], []), [0.7, -0.1], [0.25, 4], CancellationToken.None);
        Assert.Equal([0.7, -0.1], nothing.Coefficients);
        Assert.Equal(0.5, nothing.StandardError(1), 1e-12);
    }

    [Fact]
    public void With_flat_priors_one_rate_is_its_share()
    {
        var fit = HazardLogit.Fit(new HazardRows(1, [1], [0], [40], [10]), [0], [1e-9], CancellationToken.None);
        Assert.Equal(Math.Log(10.0 / 30.0), fit.Coefficients[0], 1e-6);
        Assert.Equal(Math.Sqrt(1.0 / (40 * 0.25 * 0.75)), fit.StandardError(0), 1e-6);
    }

    /// <summary>The log posterior written out trial by trial.</summary>
    private static double Slow(HazardRows rows, double[] beta, double[] mean, double[] precision)
    {
        var sum = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            var p = 1.0 / (1.0 + Math.Exp(-(rows.Offsets[row] + (rows.Covariates[2 * row] * beta[0]) + (rows.Covariates[(2 * row) + 1] * beta[1]))));
            sum += (rows.Events[row] * Math.Log(p)) + ((rows.Trials[row] - rows.Events[row]) * Math.Log(1.0 - p));
        }

        return sum - (precision[0] * Math.Pow(beta[0] - mean[0], 2) / 2) - (precision[1] * Math.Pow(beta[1] - mean[1], 2) / 2);
    }
}
