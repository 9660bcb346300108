using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using Graph.Ingest.GraphFiles;

namespace Graph.Cli.Kernels;

/// <summary>Writes one value per node, in the order of nodes, as <c>id,value</c> rows or as members of a JSON object.</summary>
internal sealed class ValueRows
{
    private const int BufferLength = 1 << 16;
    private const int NumberLength = 32;
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");
    private readonly TextWriter output;
    private readonly NodeNames names;
    private readonly char[] buffer;
    private readonly char[] name;
    private readonly bool isJson;
    private int used;

    private ValueRows(TextWriter output, NodeNames names, bool isJson)
    {
        (this.output, this.names, this.isJson) = (output, names, isJson);
        name = new char[names.MaxLength];

        // An id may grow sixfold where JSON escapes it, and a row may hold two.
        buffer = new char[Math.Max(BufferLength, (12 * names.MaxLength) + (2 * NumberLength))];
    }

    /// <summary>Writes all rows.</summary>
    public static void Write(TextWriter output, NodeNames names, KernelAnswer answer, bool isJson, CancellationToken cancellation)
    {
        var rows = new ValueRows(output, names, isJson);
        for (var node = 0; node < names.Count; node++)
        {
            if ((node & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            rows.Row(node, answer);
        }

        rows.Flush();
    }

    private void Row(int node, KernelAnswer answer)
    {
        if (buffer.Length - used < (12 * names.MaxLength) + (2 * NumberLength))
        {
            Flush();
        }

        if (isJson)
        {
            Append(node == 0 ? "\n    " : ",\n    ");
        }

        Id(node);
        Append(isJson ? ": " : ",");
        if (answer.Nodes is { } nodes)
        {
            Related(nodes[node]);
        }
        else if (answer.Wholes is { } wholes)
        {
            _ = wholes[node].TryFormat(buffer.AsSpan(used), out var written, default, CultureInfo.InvariantCulture);
            used += written;
        }
        else
        {
            Number(answer.Numbers![node]);
        }

        if (!isJson)
        {
            buffer[used++] = '\n';
        }
    }

    /// <summary>A node as a value; none is empty.</summary>
    private void Related(int node)
    {
        if (node >= 0)
        {
            Id(node);
        }
        else if (isJson)
        {
            Append("null");
        }
    }

    /// <summary>JSON has no infinity: it is a text there.</summary>
    private void Number(double number)
    {
        var quote = isJson && !double.IsFinite(number) ? "\"" : "";
        Append(quote);
        _ = number.TryFormat(buffer.AsSpan(used), out var written, "R", CultureInfo.InvariantCulture);
        used += written;
        Append(quote);
    }

    private void Id(int node)
    {
        var text = name.AsSpan(0, names.Write(node, name));
        if (isJson)
        {
            buffer[used++] = '"';
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text, buffer.AsSpan(used), out _, out var written);
            used += written;
            buffer[used++] = '"';
        }
        else if (text.ContainsAny(NeedsQuotes) || text[0] == ' ' || text[^1] == ' ')
        {
            Quoted(text);
        }
        else
        {
            Append(text);
        }
    }

    private void Quoted(ReadOnlySpan<char> text)
    {
        buffer[used++] = '"';
        foreach (var c in text)
        {
            if (c == '"')
            {
                buffer[used++] = '"';
            }

            buffer[used++] = c;
        }

        buffer[used++] = '"';
    }

    private void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(buffer.AsSpan(used));
        used += text.Length;
    }

    private void Flush()
    {
        output.Write(buffer, 0, used);
        used = 0;
    }
}
