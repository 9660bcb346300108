using Graph.Model.Graphs;

namespace Graph.Benchmarks.Data;

/// <summary>A maximum-flow problem: edges with whole-number capacities, and the two ends.</summary>
/// <param name="Name">What it is, with its size.</param>
/// <param name="Edges">Directed edges, capacities in <see cref="EdgeList.IntegerWeights"/>; parallel edges occur.</param>
/// <param name="Source">Where the flow begins.</param>
/// <param name="Sink">Where it ends.</param>
internal sealed record FlowInstance(string Name, EdgeList Edges, int Source, int Sink) : IDisposable
{
    public void Dispose() => Edges.Dispose();
}
