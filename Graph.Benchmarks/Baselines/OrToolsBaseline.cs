using Google.OrTools.Graph;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Baselines;

/// <summary>OR-Tools' maximum flow (push-relabel, one thread). Its arcs are added outside the clock; each solving builds its own rows.</summary>
internal sealed class OrToolsBaseline : IDisposable
{
    private readonly MaxFlow solver = new();

    public OrToolsBaseline(EdgeList edges)
    {
        for (var edge = 0L; edge < edges.Count; edge++)
        {
            solver.AddArcWithCapacity(edges.Sources[edge], edges.Targets[edge], edges.IntegerWeights![edge]);
        }
    }

    /// <summary>The version of the package.</summary>
    public static string Version => Google.OrTools.Init.OrToolsVersion.VersionString();

    /// <summary>Solves once; the value.</summary>
    public long Solve(int source, int sink) => solver.Solve(source, sink) == MaxFlow.Status.OPTIMAL
        ? solver.OptimalFlow()
        : throw new InvalidOperationException("OR-Tools finds no optimal flow.");

    public void Dispose() => solver.Dispose();
}
