using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>The newest accrual date.</summary>
internal static class NewestDay
{
    /// <summary>The newest accrual date among the newest versions of placements in the files that may be seen, whatever their dates; null without any.</summary>
    public static DateOnly? OfPlacements(IQueryRunner runner, LoadedFiles files, CancellationToken cancellation)
    {
        DateOnly? newest = null;
        var query = new CutQuery(runner, new VisibleRows(null, files, CutQuery.Restated(runner, cancellation)), cancellation);
        query.Each(
            $"MATCH {VisibleRows.Pattern(RecordType.Placements, "r")} WHERE {query.Visible.Seen(RecordType.Placements, "r")} RETURN max(r.day)",
            rows => newest = rows.OptionalWhole(0) is { } day ? GraphTime.Day(day) : null);
        return newest;
    }
}
