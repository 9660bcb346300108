using Graph.Ingest.Csv;
using Graph.Model.Stores;

namespace Graph.Ingest;

/// <summary>The files that earlier loads took in.</summary>
internal sealed class LoadedBefore
{
    private readonly ILookup<string, (LoadedFile File, int Load)> byName;

    /// <param name="ledger">The store's ledger.</param>
    public LoadedBefore(IReadOnlyList<LoadEntry> ledger)
    {
        // The first load of a file has the counts that are told again; refused files are tried again.
        byName = ledger.SelectMany(l => l.Files.Where(f => f.Refused is null).Select(f => (File: f, l.Load)))
            .ToLookup(f => f.File.File, StringComparer.Ordinal);
    }

    /// <summary>Whether a file of this name was ever loaded.</summary>
    public bool HasName(string name) => byName.Contains(name);

    /// <summary>The file as it was loaded, or null: it has to be read.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sha256">Its hash, null where the name is new.</param>
    /// <param name="ratesSha256">The rates of now.</param>
    public IngestedFile? Find(DataFile file, string? sha256, string ratesSha256)
    {
        foreach (var (loaded, load) in byName[file.Name])
        {
            if (loaded.Sha256 == sha256 && (loaded.RatesSha256.Length == 0 || loaded.RatesSha256 == ratesSha256))
            {
                return new IngestedFile(loaded, load, true);
            }
        }

        return null;
    }
}
