using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>What is written of a finding, in both languages: the same in evidence.jsonl, on the page and in an audit.</summary>
internal static class SignalSentences
{
    private static readonly Bilingual NothingFound = new("Assessed: nothing was found.", "已评估：未发现异常。");

    private static readonly Bilingual Needs = new("Not assessable: needs {files}.", "无法评估：需要 {files}。");

    private static readonly Bilingual NoReason = new(
        "Not assessable for this party: the records on it do not allow the test.", "对该主体无法评估：现有记录不足以进行检验。");

    /// <summary>The sentence of a finding: what it says where it fired or is explained, that nothing was found, or why it could not be assessed.</summary>
    public static Bilingual Of(SignalDefinition signal, SignalFinding finding) => finding.State switch
    {
        SignalState.Fired or SignalState.Explained => TextFill.Of(signal.Text.Fired, finding.Facts),
        SignalState.Quiet => NothingFound,
        SignalState.NotAssessable => NotAssessable(signal, finding),
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.State, "Unknown state of a signal."),
    };

    /// <summary>What the test of an innocent explanation found.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="finding">The finding that the test belongs to; its facts serve where the test has none of that name.</param>
    /// <param name="test">The test.</param>
    /// <exception cref="InvalidOperationException">The signal has no sentence for the test: a defect of the signal.</exception>
    public static Bilingual Of(SignalDefinition signal, SignalFinding finding, InnocentTest test)
    {
        var texts = test.Holds ? signal.Text.Explanations : signal.Text.Refutations;
        return texts.TryGetValue(test.Code, out var text)
            ? TextFill.Of(text, test.Facts, finding.Facts)
            : throw new InvalidOperationException($"Signal {signal.Id} has no sentence for the explanation '{test.Code}' (holds: {test.Holds}).");
    }

    /// <summary>The names of files by which record types come in: <c>notices.csv</c>.</summary>
    public static IEnumerable<string> FileNames(IEnumerable<RecordType> types) => types.Select(type => type.FileWord() + ".csv");

    private static Bilingual NotAssessable(SignalDefinition signal, SignalFinding finding)
    {
        if (finding.Missing.Count > 0)
        {
            var files = FileNames(finding.Missing).ToArray();
            return new Bilingual(
                TextFill.Of(Needs.En, Files(string.Join(", ", files))), TextFill.Of(Needs.Zh, Files(string.Join("、", files))));
        }

        return finding.Reason is { } reason && signal.Text.Reasons.TryGetValue(reason, out var text)
            ? TextFill.Of(text, finding.Facts)
            : NoReason;
    }

    private static Dictionary<string, string> Files(string files) => new(StringComparer.Ordinal) { ["files"] = files };
}
