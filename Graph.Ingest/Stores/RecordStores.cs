using Graph.Model.Stores;

namespace Graph.Ingest.Stores;

/// <summary>Opens record stores by URI.</summary>
public static class RecordStores
{
    /// <summary>Opens or creates the store of a URI: <c>duckdb:PATH</c>.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="readOnly">Open without the right to load; the store must exist.</param>
    /// <param name="scratchFolder">Where the store may spill to.</param>
    /// <exception cref="StoreException">Not reachable, locked, damaged, made by a newer version, or the URI names a kind of store that this program lacks.</exception>
    public static IRecordStore Open(string uri, bool readOnly, string scratchFolder) => throw new NotImplementedException();
}
