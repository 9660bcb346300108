using System.Globalization;
using Graph.Analysis.Evaluation;
using Graph.Analysis.Evaluation.Metrics;

namespace Graph.Cli.Evaluation;

/// <summary>How figures of a scorecard are written: three decimals, enough to compare and no more than they bear.</summary>
internal static class ScorecardText
{
    /// <summary>Said where the cases do not define a figure.</summary>
    public const string Undefined = "–";

    /// <summary>What every heading says of the records.</summary>
    public static string Source(ScorecardSetting setting) => setting.Simulated ? "simulated worlds" : "labelled records";

    /// <summary>A figure.</summary>
    public static string Number(double value) => double.IsNaN(value) ? Undefined : Rounded(value);

    /// <summary>A figure with its interval.</summary>
    public static string Number(Estimate estimate) =>
        !estimate.IsDefined ? Undefined
        : double.IsNaN(estimate.Low) ? Rounded(estimate.Value)
        : $"{Rounded(estimate.Value)} ({Rounded(estimate.Low)} to {Rounded(estimate.High)})";

    /// <summary>A count.</summary>
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Rounded(double value) =>
        value.ToString("0.000", CultureInfo.InvariantCulture) is var text && text == "-0.000" ? "0.000" : text;
}
