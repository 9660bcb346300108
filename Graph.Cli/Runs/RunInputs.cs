using System.Globalization;
using Graph.Cli.Reports;
using Graph.Ingest;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Runs;

/// <summary>The input files of a run with what their rows came to.</summary>
/// <param name="Files">The files, by name, then load.</param>
/// <param name="Unmatched">Files that match no record type.</param>
internal sealed record RunInputs(IReadOnlyList<(int Load, LoadedFile File)> Files, IReadOnlyList<string> Unmatched)
{
    /// <summary>The files of a load that just ran.</summary>
    public static RunInputs Of(IngestResult ingest) => new([.. ingest.Files.Select(f => (f.Load, f.File))], ingest.Unmatched);

    /// <summary>All files that a store has read by a time.</summary>
    public static RunInputs Of(IRecordStore store, DateTime? knownAt) => new(
        [
            .. store.Ledger()
                .Where(l => knownAt is not { } cut || l.LoadedAt <= cut)
                .SelectMany(l => l.Files.Select(f => (l.Load, File: f)))
                .OrderBy(f => f.File.File, StringComparer.Ordinal)
                .ThenBy(f => f.Load),
        ],
        []);

    /// <summary>Sums over the files.</summary>
    public RowCounts Counts => Files.Aggregate(default(RowCounts), (sum, f) => sum + f.File.Counts);

    /// <summary>The rejected rows, by file and line.</summary>
    public IEnumerable<RejectedRow> Rejects(IRecordStore store) =>
        Files.Where(f => f.Load > 0 && f.File.Counts.Rejected > 0).SelectMany(f => store.Rejects(f.Load, f.File.File));

    /// <summary>The files as run.json lists them.</summary>
    public IReadOnlyList<InputDocument> Documents() =>
    [
        .. Files.Select(f => f.File).Select(f => new InputDocument(
            f.File, f.Sha256, f.Type.FileWord(), f.Encoding, f.Counts.Read, f.Counts.Accepted, f.Counts.Duplicate, f.Counts.Restated,
            f.Counts.Rejected, f.UnknownColumns, f.Refused)),
    ];

    /// <summary>What is wrong with the input as a whole, or null: refused files, or too many rejected rows.</summary>
    public string? Complaint(double maxRejectShare)
    {
        var refused = Files.Where(f => f.File.Refused is not null).ToArray();
        if (refused.Length > 0)
        {
            return string.Join(". ", refused.Select(f => $"{f.File.File} was refused: {f.File.Refused}")) + ". The other files were used.";
        }

        var counts = Counts;
        return counts.Read > 0 && counts.Rejected > maxRejectShare * counts.Read
            ? string.Create(CultureInfo.InvariantCulture,
                $"{counts.Rejected} of {counts.Read} rows were rejected, more than the allowed share of {FigureText.Share(maxRejectShare)}. See rejects.csv; correct the files, or raise --max-reject-share.")
            : null;
    }
}
