using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Numbers the files of all loads in the order of the ledger: what <see cref="RowOrigin.File"/> means in records that
/// come out of the store.</summary>
internal sealed class FileNumbers
{
    private readonly Dictionary<(int Load, int File), int> numbers = [];
    private readonly Dictionary<(int Load, string Name), int> files = [];

    /// <summary>Adds the next file of the ledger.</summary>
    public void Add(int load, int file, string name)
    {
        numbers.Add((load, file), numbers.Count);
        files.TryAdd((load, name), file);
    }

    /// <summary>The index of a file in its load, or −1.</summary>
    public int FileOf(int load, string name) => files.GetValueOrDefault((load, name), -1);

    /// <summary>Where a row stands whose first columns are load, file, line.</summary>
    public RowOrigin Origin(DuckDbRows rows, int row) =>
        new(numbers[(rows.Column<int>(0)[row], rows.Column<int>(1)[row])], rows.Column<long>(2)[row]);
}
