using Graph.Model.Graphs;

namespace Graph.Benchmarks.Data;

/// <summary>Columns of a known length, written edge by edge.</summary>
internal sealed class FlowEdges : IDisposable
{
    private readonly NativeColumn<int> sources;
    private readonly NativeColumn<int> targets;
    private readonly NativeColumn<long> capacities;
    private long count;

    public FlowEdges(long length)
    {
        sources = new NativeColumn<int>(length, cleared: false);
        targets = new NativeColumn<int>(length, cleared: false);
        capacities = new NativeColumn<long>(length, cleared: false);
    }

    public void Add(int source, int target, long capacity)
    {
        (sources[count], targets[count], capacities[count]) = (source, target, capacity);
        count++;
    }

    /// <summary>The finished list; every announced edge must have been written.</summary>
    public EdgeList Over(int nodes) => count == sources.Length
        ? new EdgeList(nodes, sources.Share(), targets.Share()) { IntegerWeights = capacities.Share() }
        : throw new InvalidOperationException(FormattableString.Invariant($"{count} edges were written, {sources.Length} announced."));

    /// <summary>Gives the columns up; a finished list keeps them.</summary>
    public void Dispose()
    {
        sources.Dispose();
        targets.Dispose();
        capacities.Dispose();
    }
}
