using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>The rows that a finding cites: documents first, then the rows with most money.</summary>
internal static class CitedEvidence
{
    /// <summary>Documents never take more room than this, so that a finding always shows money too.</summary>
    private const int MostDocuments = SignalFinding.MaxRows / 2;

    /// <summary>Chooses at most <see cref="SignalFinding.MaxRows"/> rows.</summary>
    /// <param name="documents">Rows of notices and lists; may repeat.</param>
    /// <param name="money">Rows with their amount in units; may repeat.</param>
    /// <returns>The chosen rows by file and line, and how many there are in all.</returns>
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
