using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Graph.Cli.Reports;

/// <summary>Writes and reads evidence.jsonl: one JSON document per line, LF, each carrying the hash of the line before.</summary>
internal static class EvidenceJsonl
{
    /// <summary>What the first line carries as the hash of the line before.</summary>
    public static string NoLine { get; } = new('0', 64);

    /// <summary>Writes the lines by network id, signal text, first row, all ordinally, and chains them.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="lines">In any order; their <see cref="EvidenceLine.Prev"/> is of no account.</param>
    /// <param name="written">Told of every line in order, with its hash; null: nobody wants to know.</param>
    public static EvidenceSummary Write(Stream stream, IEnumerable<EvidenceLine> lines, Action<EvidenceLine, string>? written = null)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, last) = (0L, NoLine);
        foreach (var line in Ordered(lines))
        {
            var bytes = Encoding.UTF8.GetBytes(RunJson.OneLine(line with { Prev = last }) + "\n");
            stream.Write(bytes);
            whole.AppendData(bytes);
            last = Sha256(bytes.AsSpan(0, bytes.Length - 1));
            written?.Invoke(line, last);
            count++;
        }

        return new EvidenceSummary(count, Convert.ToHexStringLower(whole.GetHashAndReset()), last);
    }

    /// <summary>The lines of a file, without checking their chain.</summary>
    /// <exception cref="CommandException">A line is not one of evidence.jsonl.</exception>
    public static IReadOnlyList<EvidenceLine> Read(string path)
    {
        var lines = new List<EvidenceLine>();
        foreach (var text in File.ReadLines(path))
        {
            lines.Add(Parse(Encoding.UTF8.GetBytes(text), out var problem)
                ?? throw CommandException.Usage($"{path}, line {lines.Count + 1}: {problem} Make the folder again with `adchain run`."));
        }

        return lines;
    }

    /// <summary>A line of the file, or null.</summary>
    /// <param name="line">UTF-8 without line end.</param>
    /// <param name="problem">Why it is none.</param>
    public static EvidenceLine? Parse(ReadOnlySpan<byte> line, out string problem)
    {
        problem = "this is not a line of evidence.jsonl.";
        try
        {
            var read = RunJson.FromLine<EvidenceLine>(line);
            return read is { NetworkId: not null, Signal: not null, Rows: not null, RowsSha256: not null, Prev: not null } ? read : null;
        }
        catch (Exception broken) when (broken is JsonException or CommandException)
        {
            problem = $"this is not a line of evidence.jsonl: {broken.Message}";
            return null;
        }
    }

    /// <summary>The hash of cited rows: SHA-256 over their canonical texts in cited order, joined with line feeds, UTF-8.</summary>
    public static string RowsSha256(IEnumerable<string> canonicalRows) => Sha256(Encoding.UTF8.GetBytes(string.Join('\n', canonicalRows)));

    /// <summary>Lower-case hex SHA-256.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static IEnumerable<EvidenceLine> Ordered(IEnumerable<EvidenceLine> lines) => lines
        .OrderBy(l => l.NetworkId, StringComparer.Ordinal)
        .ThenBy(l => l.Signal, StringComparer.Ordinal)
        .ThenBy(l => l.Rows.Count > 0 ? l.Rows[0].File : "", StringComparer.Ordinal)
        .ThenBy(l => l.Rows.Count > 0 ? l.Rows[0].Line : 0);
}
