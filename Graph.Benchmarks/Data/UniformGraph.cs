using Graph.Model;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Data;

/// <summary>A random graph without structure: both ends of every edge are any nodes, all equally likely (Erdős–Rényi). Weights 1 … 255.</summary>
internal static class UniformGraph
{
    private const ulong Seed = 0x756E6966;

    /// <summary>2^scale nodes and 16 · 2^scale edges.</summary>
    public static EdgeList Make(int scale, bool weighted = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 30);
        var nodes = 1 << scale;
        return EdgeFill.Run(nodes, (long)KroneckerGraph.EdgeFactor << scale, weighted, edge =>
        {
            var random = SeededRandom.Stream(Seed, (ulong)scale, (ulong)edge);
            return ((int)random.Below(nodes), (int)random.Below(nodes), weighted ? KroneckerGraph.Weight(edge) : 1);
        });
    }
}
