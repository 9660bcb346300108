using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;

namespace Graph.Analysis.Knowledge;

/// <summary>What a signal gives the classifier: its measures, whether it fired or was explained, and how strong it is.</summary>
internal static class SignalFeatures
{
    public static IEnumerable<FeatureDefinition> Definitions(SignalDefinition signal)
    {
        var (family, prefix) = (signal.Id.ToString(), signal.Id.ToString().ToLowerInvariant());
        var title = signal.Text.Title;
        return
        [
            .. signal.Measures,
            new($"{prefix}_fired", family, Monotone.Increasing, false, new Bilingual($"{title.En}: fired", $"{title.Zh}：已触发")),
            new($"{prefix}_explained", family, Monotone.Free, false, new Bilingual($"{title.En}: an innocent explanation holds", $"{title.Zh}：无辜解释成立")),
            new($"{prefix}_weight", family, Monotone.Increasing, false, new Bilingual($"{title.En}: strength of the evidence", $"{title.Zh}：证据强度")),
        ];
    }

    public static IEnumerable<double> Values(SignalDefinition signal, SignalFinding finding)
    {
        if (finding.State == SignalState.NotAssessable)
        {
            return Enumerable.Repeat(double.NaN, signal.Measures.Count + 3);
        }

        return finding.Measures.Count == signal.Measures.Count
            ? [.. finding.Measures.Select(Finite), Bit(finding.State == SignalState.Fired), Bit(finding.State == SignalState.Explained), finding.Weight]
            : throw new ArgumentException($"{signal.Id} gave {finding.Measures.Count} measures where it names {signal.Measures.Count}.");
    }

    private static double Bit(bool value) => value ? 1.0 : 0.0;

    /// <summary>A figure without bound has no place on a scale: it is missing.</summary>
    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}
