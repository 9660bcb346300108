using Graph.Ingest.Csv;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Reads kept rows by their places and writes each as its canonical text.</summary>
/// <remarks>Places have no index: rows that are cited are few, and one pass over the types of their files finds them.</remarks>
internal sealed class GraphCanonicalRows
{
    /// <summary>How many places one statement asks for.</summary>
    private const int AskedAtOnce = 50_000;

    private readonly CutQuery query;
    private readonly LoadedFiles files;
    private readonly NameTable names = new();
    private readonly Dictionary<RowOrigin, string> texts = [];

    /// <param name="runner">The server.</param>
    /// <param name="files">The files of done loads.</param>
    /// <param name="cancellation">Cancels.</param>
    public GraphCanonicalRows(IQueryRunner runner, LoadedFiles files, CancellationToken cancellation)
    {
        this.files = files;
        query = new CutQuery(runner, new VisibleRows(null, files, new HashSet<RecordType>()), cancellation);
    }

    /// <summary>The texts in the order of the places; null where no such row is kept.</summary>
    public IReadOnlyList<string?> Read(IReadOnlyList<RowOrigin> places)
    {
        var asked = places.Distinct().Where(p => p.File >= 0 && p.File < files.Count && p.Line >= 0).ToArray();
        if (asked.Length > 0)
        {
            var types = Types([.. asked.Select(p => (long)p.File).Distinct()]);
            foreach (var part in asked.GroupBy(p => types[p.File]).SelectMany(g => g.Chunk(AskedAtOnce).Select(rows => (Type: g.Key, Rows: rows))))
            {
                Read(part.Type, part.Rows);
            }
        }

        return [.. places.Select(p => texts.GetValueOrDefault(p))];
    }

    /// <summary>The types of files.</summary>
    private Dictionary<int, RecordType> Types(long[] numbers)
    {
        var types = new Dictionary<int, RecordType>();
        query.Each(
            "MATCH (f:File) WHERE f.number IN $numbers RETURN f.number, f.type",
            rows => types.Add((int)rows.Whole(0), RecordTypes.All.Single(t => t.FileWord() == rows.Text(1))),
            parameters => parameters.Wholes("numbers", numbers));
        return types;
    }

    private void Read(RecordType type, RowOrigin[] places) => ElementRow.Each(
        query,
        type,
        $"""
        MATCH {VisibleRows.Pattern(type, "r")} WHERE r.file IN $files AND r.file * $lines + r.line IN $places
        RETURN {ElementRow.Columns(type, "r")}
        """,
        row => texts[row.Origin] = Text(type, row),
        parameters => parameters.Wholes("files", places.Select(p => (long)p.File).Distinct()).Whole("lines", Origin.Of(1, 0))
            .Wholes("places", places.Select(p => Origin.Of(p.File, p.Line))));

    private string Text(RecordType type, ElementRow row) => type switch
    {
        RecordType.Placements => CanonicalRow.Of(GraphRecords.Placement(row, names)),
        RecordType.Settlements => CanonicalRow.Of(GraphRecords.Settlement(row, names)),
        RecordType.SettlementLines => CanonicalRow.Of(GraphRecords.Line(row)),
        RecordType.Parties => CanonicalRow.Of(GraphRecords.Party(row, names)),
        RecordType.Lists => CanonicalRow.Of(GraphRecords.ListEntry(row)),
        RecordType.Notices => CanonicalRow.Of(GraphRecords.Notice(row, names)),
        RecordType.Declarations => CanonicalRow.Of(GraphRecords.Declaration(row, names)),
        RecordType.Verdicts => CanonicalRow.Of(GraphRecords.Verdict(row, names)),
        RecordType.Works => CanonicalRow.Of(GraphRecords.Work(row)),
        RecordType.Rates => CanonicalRow.Of(GraphRecords.Rate(row)),
        RecordType.Actions => CanonicalRow.Of(GraphRecords.Action(row)),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown record type."),
    };
}
