using Graph.Ingest.Csv;
using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Reads kept rows by their places and writes each as its canonical text.</summary>
internal sealed class CanonicalReading(DuckDbLink link, CancellationToken cancellation)
{
    private const string Asked = "asked_origins";

    private readonly Dictionary<long, string> texts = [];

    /// <summary>The texts in the order of the places; null where no such row is kept.</summary>
    public IReadOnlyList<string?> Read(IReadOnlyList<RowOrigin> places)
    {
        link.Execute("BEGIN TRANSACTION", cancellation);
        var origins = places.Select(p => Origin.Of(p.File, p.Line)).ToArray();
        Fill(origins);
        foreach (var type in Types())
        {
            Read(type);
        }

        return [.. origins.Select(o => texts.GetValueOrDefault(o))];
    }

    private void Fill(long[] origins)
    {
        link.Execute($"CREATE TEMP TABLE {Asked} (origin BIGINT)", cancellation);
        foreach (var part in origins.Distinct().Chunk(100_000))
        {
            link.Execute($"INSERT INTO {Asked} SELECT unnest(string_split('{string.Join(',', part)}', ','))::BIGINT", cancellation);
        }
    }

    /// <summary>The types of the files that are asked about.</summary>
    private List<RecordType> Types()
    {
        var types = new List<RecordType>();
        using var rows = link.Query(
            $"SELECT DISTINCT type FROM files WHERE number IN (SELECT DISTINCT {Origin.FileOf("origin")} FROM {Asked})", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var word = rows.Text(0, i);
                types.Add(RecordTypes.All.Single(t => t.FileWord() == word));
            }
        }

        return types;
    }

    private void Read(RecordType type)
    {
        switch (type)
        {
            case RecordType.Placements: Each<Placement>(type); break;
            case RecordType.Settlements: Each<Settlement>(type); break;
            case RecordType.SettlementLines: Each<SettlementLine>(type); break;
            case RecordType.Parties: Each<Party>(type); break;
            case RecordType.Lists: Each<ListEntry>(type); break;
            case RecordType.Notices: Each<Notice>(type); break;
            case RecordType.Declarations: Each<Declaration>(type); break;
            case RecordType.Verdicts: Each<Verdict>(type); break;
            case RecordType.Works: Each<Work>(type); break;
            case RecordType.Rates: Each<Rate>(type); break;
            case RecordType.Actions: Each<TargetAction>(type); break;
            default: throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown record type.");
        }
    }

    private void Each<TRecord>(RecordType type) where TRecord : struct, IRecord
    {
        // The rows first: few of many millions, so that names are looked up for them alone.
        var table = $"{RecordTable.Of(type).Name}_asked";
        link.Execute($"CREATE TEMP TABLE {table} AS SELECT * FROM {RecordTable.Of(type).Name} WHERE origin IN (SELECT origin FROM {Asked})", cancellation);
        foreach (var record in new RecordReading(link, cancellation).Read<TRecord>(table))
        {
            texts[Origin.Of(record.Origin.File, record.Origin.Line)] = CanonicalRow.Of(record);
        }
    }
}
