using Graph.Ingest.Stores.Neo4j.Transport;

namespace Graph.Ingest.Tests.Stores.Neo4j.Findings;

/// <summary>Passes statements on, and counts those that changed data.</summary>
internal sealed class CountingRunner(IQueryRunner runner) : IQueryRunner
{
    /// <summary>How many statements changed data or schema.</summary>
    public int Changes { get; private set; }

    /// <summary>Called before every statement that may change data.</summary>
    public Action<string>? BeforeWrite { get; set; }

    public string Place => runner.Place;

    public string ServerVersion => runner.ServerVersion;

    public IQueryRows Read(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation) => runner.Read(statement, parameters, cancellation);

    public WriteResult Write(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation)
    {
        BeforeWrite?.Invoke(statement);
        var result = runner.Write(statement, parameters, cancellation);
        Changes += result.Counters.ContainsUpdates || result.Counters.ConstraintsAdded > 0 || result.Counters.IndexesAdded > 0 ? 1 : 0;
        return result;
    }

    public void Dispose() => runner.Dispose();
}
