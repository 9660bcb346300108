using System.Buffers.Text;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Data;

/// <summary>Writes edges as text, a line each: as an edge list, or as a DIMACS maximum-flow problem.</summary>
internal static class TextGraphFile
{
    /// <summary>Source, target and, where there are any, whole-number weight, with a separator between.</summary>
    public static void WriteEdges(EdgeList edges, string path, char separator = ' ')
    {
        using var lines = new LineWriter(path, separator);
        for (var edge = 0L; edge < edges.Count; edge++)
        {
            lines.Number(edges.Sources[edge]);
            lines.Number(edges.Targets[edge]);
            if (edges.IntegerWeights is { } weights)
            {
                lines.Number(weights[edge]);
            }

            lines.End();
        }
    }

    /// <summary>DIMACS: nodes count from 1, capacities are the whole-number weights.</summary>
    public static void WriteFlow(EdgeList edges, int source, int sink, string path)
    {
        using var lines = new LineWriter(path, ' ');
        lines.Text($"p max {edges.NodeCount} {edges.Count}");
        lines.Text($"n {source + 1} s");
        lines.Text($"n {sink + 1} t");
        for (var edge = 0L; edge < edges.Count; edge++)
        {
            lines.Letter((byte)'a');
            lines.Number(edges.Sources[edge] + 1);
            lines.Number(edges.Targets[edge] + 1);
            lines.Number(edges.IntegerWeights is { } weights ? weights[edge] : 1);
            lines.End();
        }
    }

    private sealed class LineWriter(string path, char separator) : IDisposable
    {
        private const int LongestLine = 128;
        private readonly FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        private readonly byte[] buffer = new byte[1 << 20];
        private int filled;
        private bool started;

        public void Letter(byte letter)
        {
            buffer[filled++] = letter;
            started = true;
        }

        public void Number(long value)
        {
            if (started)
            {
                buffer[filled++] = (byte)separator;
            }

            Utf8Formatter.TryFormat(value, buffer.AsSpan(filled), out var digits);
            filled += digits;
            started = true;
        }

        public void Text(FormattableString line)
        {
            filled += System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant(line), buffer.AsSpan(filled));
            End();
        }

        public void End()
        {
            buffer[filled++] = (byte)'\n';
            started = false;
            if (filled > buffer.Length - LongestLine)
            {
                Flush();
            }
        }

        public void Dispose()
        {
            Flush();
            stream.Dispose();
        }

        private void Flush()
        {
            stream.Write(buffer.AsSpan(0, filled));
            filled = 0;
        }
    }
}
