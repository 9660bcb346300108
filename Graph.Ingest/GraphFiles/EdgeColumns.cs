using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Ingest.GraphFiles;

/// <summary>Puts the edges of all blocks into the columns that a graph is built from.</summary>
internal static unsafe class EdgeColumns
{
    /// <summary>Edges whose ends are ids present.</summary>
    public static EdgeList OfNumbers(IReadOnlyList<EdgeBlock> blocks, NumberPresence presence, WorkTeam team, CancellationToken cancellation) =>
        Of(blocks, presence.Count, (ends, sources, targets, _) => Ranked(ends, sources, targets, presence), team, cancellation);

    /// <summary>Edges whose ends are 1 … nodes.</summary>
    public static EdgeList OfDimacs(IReadOnlyList<EdgeBlock> blocks, int nodes, WorkTeam team, CancellationToken cancellation) =>
        Of(blocks, nodes, (ends, sources, targets, _) => Shifted(ends, sources, targets), team, cancellation);

    /// <summary>Edges whose ends are numbers of tables.</summary>
    public static EdgeList OfTables(
        IReadOnlyList<EdgeBlock> blocks, int nodes, IReadOnlyDictionary<NameTable, int[]> nodeOf, WorkTeam team, CancellationToken cancellation) =>
        Of(blocks, nodes, (ends, sources, targets, table) => Looked(ends, sources, targets, nodeOf[table!]), team, cancellation);

    private delegate void Numbering(NativeColumn<ulong> ends, int* sources, int* targets, NameTable? table);

    private static EdgeList Of(IReadOnlyList<EdgeBlock> blocks, int nodes, Numbering number, WorkTeam team, CancellationToken cancellation)
    {
        var starts = new long[blocks.Count + 1];
        for (var block = 0; block < blocks.Count; block++)
        {
            starts[block + 1] = starts[block] + blocks[block].Ends.Length;
        }

        var sources = new NativeColumn<int>(starts[^1], cleared: false);
        var targets = new NativeColumn<int>(starts[^1], cleared: false);
        var isWeighted = blocks.Count > 0 && blocks[0].Weights is not null;
        var isFloating = blocks.Any(block => block.Floating);
        var weights = isWeighted ? new NativeColumn<long>(starts[^1], cleared: false) : null;
        team.Run(blocks.Count, (index, _) =>
        {
            using var block = blocks[index];
            number(block.Ends, sources.Pointer + starts[index], targets.Pointer + starts[index], block.Table);
            if (weights is not null)
            {
                CopyWeights(block, weights.Pointer + starts[index], isFloating);
            }
        }, cancellation);
        return isFloating
            ? new EdgeList(nodes, sources, targets) { DoubleWeights = AsDoubles(weights!) }
            : new EdgeList(nodes, sources, targets) { IntegerWeights = weights };
    }

    private static NativeColumn<double> AsDoubles(NativeColumn<long> bits)
    {
        using (bits)
        {
            var doubles = new NativeColumn<double>(bits.Length, cleared: false);
            Buffer.MemoryCopy(bits.Pointer, doubles.Pointer, doubles.Bytes, bits.Bytes);
            return doubles;
        }
    }

    private static void CopyWeights(EdgeBlock block, long* into, bool floating)
    {
        var from = block.Weights!.Pointer;
        for (var edge = 0L; edge < block.Weights.Length; edge++)
        {
            into[edge] = floating && !block.Floating ? BitConverter.DoubleToInt64Bits(from[edge]) : from[edge];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Ranked(NativeColumn<ulong> ends, int* sources, int* targets, NumberPresence presence)
    {
        unchecked
        {
            for (var edge = 0L; edge < ends.Length; edge++)
            {
                sources[edge] = presence.NodeOf((uint)(ends.Pointer[edge] >> 32));
                targets[edge] = presence.NodeOf((uint)ends.Pointer[edge]);
            }
        }
    }

    private static void Shifted(NativeColumn<ulong> ends, int* sources, int* targets)
    {
        for (var edge = 0L; edge < ends.Length; edge++)
        {
            sources[edge] = (int)(ends.Pointer[edge] >> 32) - 1;
            targets[edge] = (int)(ends.Pointer[edge] & uint.MaxValue) - 1;
        }
    }

    private static void Looked(NativeColumn<ulong> ends, int* sources, int* targets, int[] nodeOf)
    {
        for (var edge = 0L; edge < ends.Length; edge++)
        {
            sources[edge] = nodeOf[(int)(ends.Pointer[edge] >> 32)];
            targets[edge] = nodeOf[(int)(ends.Pointer[edge] & uint.MaxValue)];
        }
    }
}
