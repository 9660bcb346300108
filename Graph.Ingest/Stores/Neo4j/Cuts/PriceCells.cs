using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Sums of priced placements of the window.</summary>
internal static class PriceCells
{
    private const int DaysOfWeek = 7;

    /// <summary>By network, format, geography and week.</summary>
    public static List<PriceRow> Read(CutQuery query, GraphNames names, AsOfCut cut)
    {
        // Weeks are found by day, after the rows were summed: a look into a list for each sum instead of for each row.
        var cells = new List<PriceRow>();
        query.Each(
            $"""
            MATCH (n)-[r:PLACED]->() WHERE r.day >= $windowFrom AND r.gross > 0 AND r.impressions > 0 AND {query.Visible.Seen(RecordType.Placements, "r")}
            WITH n, r.format AS format, r.geo AS geo, r.day AS day, sum(r.gross) AS gross, sum(r.impressions) AS impressions, count(*) AS rows
            WITH n, format, geo, size([week IN $weeks WHERE week <= day]) - 1 AS week, sum(gross) AS gross, sum(impressions) AS impressions, sum(rows) AS rows
            RETURN n.no, format, geo, week, gross, impressions, rows
            """,
            rows => cells.Add(new PriceRow((int)rows.Whole(0), names.Word(rows.OptionalText(1)), names.Word(rows.OptionalText(2)), (int)rows.Whole(3),
                rows.Whole(4), rows.Whole(5), rows.Whole(6))),
            parameters => parameters.Whole("windowFrom", GraphTime.Of(cut.WindowFrom)).Wholes("weeks", Enumerable.Range(0, cut.WindowWeeks)
                .Select(week => (long)GraphTime.Of(cut.WindowFrom.AddDays(week * DaysOfWeek)))));
        return cells;
    }
}
