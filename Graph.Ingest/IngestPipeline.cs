using Graph.Ingest.Csv;
using Graph.Model.Stores;

namespace Graph.Ingest;

/// <summary>How far a load is.</summary>
/// <param name="File">The file being read, or empty while the store compares and commits.</param>
/// <param name="FileIndex">0-based.</param>
/// <param name="Files">How many files the load has.</param>
/// <param name="Rows">Rows read so far, all files.</param>
/// <param name="BytesDone">Bytes read so far, all files.</param>
/// <param name="BytesTotal">Bytes of all files.</param>
public readonly record struct IngestProgress(string File, int FileIndex, int Files, long Rows, long BytesDone, long BytesTotal);

/// <summary>What became of one file of the folder.</summary>
/// <param name="File">As the ledger has it (counts of its first load for a file that was loaded before).</param>
/// <param name="Load">The load that read it, or 0 for a refused file.</param>
/// <param name="AlreadyLoaded">Whether an earlier load had read the same file, so that nothing was done.</param>
public sealed record IngestedFile(LoadedFile File, int Load, bool AlreadyLoaded);

/// <summary>What a load came to.</summary>
/// <param name="Files">Every file with a type, by name, ordinally; refused ones too.</param>
/// <param name="Unmatched">Files that match no type.</param>
/// <param name="Load">The ledger line, or null when there was nothing new.</param>
public sealed record IngestResult(IReadOnlyList<IngestedFile> Files, IReadOnlyList<string> Unmatched, LoadEntry? Load);

/// <summary>Reads a data folder into a store, whole or not at all.</summary>
public static class IngestPipeline
{
    /// <summary>Runs one load: rates first, then all files; a file that cannot be read is refused whole, the others go on.</summary>
    /// <remarks>A file that an earlier load read under the same name and hash (and rates, where it used any) is left alone. Where
    /// every new file is refused nothing is written; refused files are read again next time.</remarks>
    /// <param name="folder">The data folder.</param>
    /// <param name="store">Where the records are kept.</param>
    /// <param name="clock">Gives the time of the load.</param>
    /// <param name="progress">Told now and then, or null.</param>
    /// <param name="cancellation">Cancels; the store is then as before.</param>
    /// <exception cref="StoreException">The store cannot take the load; it is as before.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the store is as before.</exception>
    public static IngestResult Run(DataFolder folder, IRecordStore store, TimeProvider clock, Action<IngestProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clock);
        return new IngestRun(folder, store, clock, progress, cancellation).Run();
    }
}
