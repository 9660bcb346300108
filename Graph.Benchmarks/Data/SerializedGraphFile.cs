using System.Runtime.InteropServices;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Data;

/// <summary>Writes a graph as the little-endian file that native graph benchmarks load: .sg without weights, .wsg with 32-bit ones.</summary>
/// <remarks>One byte: directed or not; int64 arcs; int64 nodes; int64 start of each row and the end of the last; then per arc an int32
/// neighbour, in .wsg followed by its int32 weight. Of a directed graph the starts and arcs by target follow.</remarks>
internal static class SerializedGraphFile
{
    /// <summary>Writes a file, with weights where the graph has whole-number ones.</summary>
    /// <exception cref="OverflowException">A weight does not fit 32 bits.</exception>
    public static void Write(CsrGraph graph, string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        using var writer = new BinaryWriter(stream);
        writer.Write(graph.IsDirected);
        writer.Write(graph.Out.ArcCount);
        writer.Write((long)graph.NodeCount);
        Rows(writer, graph.Out);
        if (graph.IsDirected)
        {
            Rows(writer, graph.In);
        }
    }

    private static void Rows(BinaryWriter writer, Adjacency rows)
    {
        const int PerPart = 1 << 20;
        Parts(rows.Offsets.Length, (from, count) => writer.Write(MemoryMarshal.AsBytes(rows.Offsets.Slice(from, count))));
        if (rows.IntegerWeights is not { } weights)
        {
            Parts(rows.ArcCount, (from, count) => writer.Write(MemoryMarshal.AsBytes(rows.Targets.Slice(from, count))));
            return;
        }

        var pairs = new int[2 * PerPart];
        Parts(rows.ArcCount, (from, count) =>
        {
            var targets = rows.Targets.Slice(from, count);
            var amounts = weights.Slice(from, count);
            for (var at = 0; at < count; at++)
            {
                (pairs[2 * at], pairs[(2 * at) + 1]) = (targets[at], checked((int)amounts[at]));
            }

            writer.Write(MemoryMarshal.AsBytes(pairs.AsSpan(0, 2 * count)));
        });

        static void Parts(long length, Action<long, int> part)
        {
            for (var from = 0L; from < length; from += PerPart)
            {
                part(from, (int)Math.Min(PerPart, length - from));
            }
        }
    }
}
