using Graph.Ingest.Stores;
using Graph.Model.Stores;

namespace Graph.Cli.Runs;

/// <summary>What giving a run back to its store came to.</summary>
/// <param name="Run">The run's id there.</param>
/// <param name="IsNew">False: the store had it already, and nothing was changed.</param>
internal sealed record WrittenBack(string Run, bool IsNew);

/// <summary>Gives runs back to the store that they were made from.</summary>
internal static class WriteBack
{
    /// <summary>Writes a run.</summary>
    /// <exception cref="StoreException">The store cannot be reached, or lacks what the run speaks of.</exception>
    public static WrittenBack To(string storeUri, PublishedRun run, CancellationToken cancellation)
    {
        using var store = FindingsStores.Open(storeUri, cancellation);
        return new WrittenBack(run.MakeId(), store.Write(run, cancellation));
    }
}
