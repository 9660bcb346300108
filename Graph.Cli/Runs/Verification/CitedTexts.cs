using Graph.Cli.Reports;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Runs.Verification;

/// <summary>Where the canonical texts of cited rows come from: the input files, or the store of the run.</summary>
internal static class CitedTexts
{
    /// <summary>From the files of a folder.</summary>
    public static Func<EvidenceRow, IReadOnlyList<string>> From(DataFolder folder, IReadOnlyList<EvidenceRow> rows, CancellationToken cancellation)
    {
        var texts = CitedRows.Read(folder, rows.Select(r => (r.File, r.Line)), CitedRows.Rates(folder, cancellation), cancellation);
        return row => texts.TryGetValue((row.File, row.Line), out var text) ? [text] : [];
    }

    /// <summary>From a store, in every version that it keeps of a file and line.</summary>
    public static Func<EvidenceRow, IReadOnlyList<string>> From(IRecordStore store, IReadOnlyList<EvidenceRow> rows, CancellationToken cancellation)
    {
        var numbers = store.Ledger().SelectMany(l => l.Files).Select((file, number) => (file.File, Number: number))
            .ToLookup(f => f.File, f => f.Number, StringComparer.Ordinal);
        var places = rows.Distinct().SelectMany(row => numbers[row.File].Select(number => (Row: row, Origin: new RowOrigin(number, row.Line)))).ToArray();
        var kept = store.CanonicalRows([.. places.Select(p => p.Origin)], cancellation);
        var texts = places.Zip(kept).Where(p => p.Second is not null).ToLookup(p => p.First.Row, p => p.Second!);
        return row => [.. texts[row].Distinct(StringComparer.Ordinal)];
    }
}
