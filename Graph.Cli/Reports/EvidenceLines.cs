using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>Turns findings that fired into lines of evidence.jsonl.</summary>
internal static class EvidenceLines
{
    /// <summary>The lines, in any order: the writer sorts them.</summary>
    /// <param name="parties">The parties, by index.</param>
    /// <param name="files">File names by <see cref="RowOrigin.File"/>.</param>
    /// <param name="knowledge">What was found.</param>
    /// <param name="canonicalRows">Gives the canonical text of each row, null where it is not kept.</param>
    /// <exception cref="InvalidOperationException">A finding cites a row that the store does not keep: a defect.</exception>
    public static IReadOnlyList<EvidenceLine> Of(
        IReadOnlyList<PartyInfo> parties, IReadOnlyList<string> files, KnowledgeResult knowledge,
        Func<IReadOnlyList<RowOrigin>, IReadOnlyList<string?>> canonicalRows)
    {
        var fired = knowledge.Signals
            .SelectMany(signal => signal.Findings.Where(finding => finding.State == SignalState.Fired)
                .Select(finding => (signal.Definition, Finding: finding, Rows: InOrder(finding.Rows, files))))
            .ToList();

        // One question for all rows: a store answers many at once.
        RowOrigin[] cited = [.. fired.SelectMany(line => line.Rows).Distinct()];
        var texts = canonicalRows(cited);
        var byRow = cited.Zip(texts).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. fired.Select(line => Line(parties[line.Finding.Party].Id, line.Definition, line.Finding, line.Rows, files, byRow))];
    }

    private static EvidenceLine Line(
        string id, SignalDefinition signal, SignalFinding finding, RowOrigin[] rows, IReadOnlyList<string> files, Dictionary<RowOrigin, string?> texts)
    {
        var sentence = SignalSentences.Of(signal, finding);
        return new EvidenceLine(
            id, signal.Id.ToString(), double.IsFinite(finding.Statistic) ? finding.Statistic : null, signal.Rule, finding.Weight, new Money(finding.Amount),
            finding.Since, [.. rows.Select(row => new EvidenceRow(files[row.File], row.Line))], finding.RowsInAll,
            EvidenceJsonl.RowsSha256(rows.Select(row => texts[row]
                ?? throw new InvalidOperationException($"{signal.Id} of {id} cites {files[row.File]}, line {row.Line}, which the store does not keep."))),
            [.. finding.Innocent.Select(test => Explanation(signal, finding, test))], sentence.En, sentence.Zh)
        {
            Origins = rows,
        };
    }

    private static EvidenceExplanation Explanation(SignalDefinition signal, SignalFinding finding, InnocentTest test)
    {
        var sentence = SignalSentences.Of(signal, finding, test);
        return new EvidenceExplanation(test.Code, test.Holds, sentence.En, sentence.Zh);
    }

    private static RowOrigin[] InOrder(IEnumerable<RowOrigin> rows, IReadOnlyList<string> files) =>
        [.. rows.OrderBy(row => files[row.File], StringComparer.Ordinal).ThenBy(row => row.Line)];
}
