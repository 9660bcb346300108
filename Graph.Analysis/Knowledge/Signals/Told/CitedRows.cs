using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>The rows that a finding cites: documents first, then the rows with most money.</summary>
internal static class CitedRows
{
    /// <summary>Half of the room is kept for money: a finding shows what it was told and what it earned.</summary>
    private const int MostDocuments = SignalFinding.MaxRows / 2;

    /// <summary>Chooses among placements.</summary>
    /// <param name="view">The view.</param>
    /// <param name="documents">Rows of notices, lists, declarations, verdicts; may repeat.</param>
    /// <param name="placements">Indices into the placements; may repeat.</param>
    /// <returns>At most <see cref="SignalFinding.MaxRows"/> rows by file and line, and how many there are in all.</returns>
    public static (IReadOnlyList<RowOrigin> Rows, int InAll) Choose(
        KnowledgeView view, IEnumerable<RowOrigin> documents, IEnumerable<int> placements) =>
        Choose(documents, placements.Select(row => (view.Records.Placements[row].Origin, view.Records.Placements[row].Gross)));

    /// <summary>Chooses among rows of any kind.</summary>
    /// <param name="documents">Rows of notices, lists, declarations, verdicts; may repeat.</param>
    /// <param name="money">Rows with their amount in units; may repeat.</param>
    /// <returns>At most <see cref="SignalFinding.MaxRows"/> rows by file and line, and how many there are in all.</returns>
    public static (IReadOnlyList<RowOrigin> Rows, int InAll) Choose(
        IEnumerable<RowOrigin> documents, IEnumerable<(RowOrigin Row, long Amount)> money)
    {
        var papers = documents.Distinct().OrderBy(row => row.File).ThenBy(row => row.Line).ToList();
        var rows = money.Distinct().OrderByDescending(row => Math.Abs(row.Amount)).ThenBy(row => row.Row.File).ThenBy(row => row.Row.Line)
            .Select(row => row.Row).ToList();
        var kept = papers.Take(Math.Max(MostDocuments, SignalFinding.MaxRows - rows.Count)).ToList();
        var chosen = kept.Concat(rows.Take(SignalFinding.MaxRows - kept.Count));
        return ([.. chosen.OrderBy(row => row.File).ThenBy(row => row.Line)], papers.Count + rows.Count);
    }
}
