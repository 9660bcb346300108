using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>The rows that a finding cites: documents first, then the placements that weigh most.</summary>
internal static class CitedRows
{
    /// <summary>Chooses rows.</summary>
    /// <param name="view">The view.</param>
    /// <param name="documents">Rows of notices, lists, declarations, verdicts; may repeat.</param>
    /// <param name="placements">Indices into the placements; may repeat.</param>
    /// <returns>At most <see cref="SignalFinding.MaxRows"/> rows by file and line, and how many there are in all.</returns>
    public static (IReadOnlyList<RowOrigin> Rows, int InAll) Choose(
        KnowledgeView view, IEnumerable<RowOrigin> documents, IEnumerable<int> placements)
    {
        var papers = documents.Distinct().OrderBy(row => row.File).ThenBy(row => row.Line).ToList();
        var money = placements.Distinct().Select(row => view.Records.Placements[row])
            .OrderByDescending(row => row.Gross).ThenBy(row => row.Origin.File).ThenBy(row => row.Origin.Line).ToList();

        // Half of the room is kept for placements: a finding shows what it was told and what it earned.
        var kept = papers.Take(Math.Max(SignalFinding.MaxRows / 2, SignalFinding.MaxRows - money.Count)).ToList();
        var chosen = kept.Concat(money.Take(SignalFinding.MaxRows - kept.Count).Select(row => row.Origin));
        return ([.. chosen.OrderBy(row => row.File).ThenBy(row => row.Line)], papers.Count + money.Count);
    }
}
