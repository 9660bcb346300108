using Graph.Model;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Data;

/// <summary>The Kronecker graph of the Graph500 benchmark: few nodes with very many edges, and half of the nodes with none.</summary>
/// <remarks>
/// Each edge falls into a quarter of the matrix with A = .57, B = C = .19, D = .05, then into a quarter of that, once a level; then
/// the nodes are renumbered at random, so that a number says nothing about a degree. Repeated edges and self loops stay in the list.
/// Weights are 1 … 255, all equally likely. Source: Graph500 specification, after Leskovec et al., 2010.
/// </remarks>
internal static class KroneckerGraph
{
    /// <summary>Edges per node in the specification.</summary>
    public const int EdgeFactor = 16;

    private const ulong Seed = 0x6B726F6E;
    private const ulong WeightSeed = Seed + 1;
    private const ulong OrderSeed = Seed + 2;

    // Borders of the quarters A | B | C | D on the scale of 32 random bits.
    private const uint EndOfA = (uint)(0.57 * 4_294_967_296);
    private const uint EndOfB = (uint)(0.76 * 4_294_967_296);
    private const uint EndOfC = (uint)(0.95 * 4_294_967_296);

    /// <summary>2^scale nodes and 16 · 2^scale edges, or another number of edges.</summary>
    public static EdgeList Make(int scale, bool weighted = false, long? edges = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 30);
        var number = Renumbering(1 << scale);
        return EdgeFill.Run(1 << scale, edges ?? (long)EdgeFactor << scale, weighted, edge =>
        {
            var (row, column) = Place(scale, SeededRandom.Stream(Seed, (ulong)scale, (ulong)edge));
            return (number[row], number[column], weighted ? Weight(edge) : 1);
        });
    }

    /// <summary>The weight 1 … 255 of an edge number.</summary>
    public static long Weight(long edge) => SeededRandom.Stream(WeightSeed, 0, (ulong)edge).Between(1, 255);

    private static (int Row, int Column) Place(int scale, SeededRandom random)
    {
        var (row, column, bits) = (0, 0, 0UL);
        for (var level = 0; level < scale; level++)
        {
            // One draw serves two levels.
            bits = level % 2 == 0 ? random.NextBits() : bits >> 32;
            var draw = (uint)(bits & uint.MaxValue);
            row = (row << 1) | (draw >= EndOfB ? 1 : 0);
            column = (column << 1) | (draw >= EndOfC || (draw >= EndOfA && draw < EndOfB) ? 1 : 0);
        }

        return (row, column);
    }

    private static int[] Renumbering(int nodes)
    {
        var number = new int[nodes];
        var random = SeededRandom.Stream(OrderSeed, (ulong)nodes, 0);
        for (var node = 0; node < nodes; node++)
        {
            var other = (int)random.Below(node + 1);
            number[node] = number[other];
            number[other] = node;
        }

        return number;
    }
}
