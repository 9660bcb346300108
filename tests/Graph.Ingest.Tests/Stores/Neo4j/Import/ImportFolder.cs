using System.IO.Compression;
using System.Text;

namespace Graph.Ingest.Tests.Stores.Neo4j.Import;

/// <summary>Import files read back with the rules of the importer: nothing is no value, <c>""</c> is the empty text, quotes are doubled inside.</summary>
internal sealed class ImportFolder(string path)
{
    /// <summary>A file with its header.</summary>
    public sealed record Table(string Name, string[] Header, List<string?[]> Rows)
    {
        /// <summary>The values of the column whose name begins so.</summary>
        public IEnumerable<string?> Column(string start) => Rows.Select(row => row[Array.FindIndex(Header, name => name.StartsWith(start, StringComparison.Ordinal))]);

        /// <summary>The group of the column that holds identities: <c>Party</c> of <c>key:ID(Party)</c>; null without one.</summary>
        public string? Group(string kind) => Array.Find(Header, name => name.Contains($":{kind}(", StringComparison.Ordinal))?.Split('(')[1].TrimEnd(')');

        /// <summary>The values of the column of a kind: ID, START_ID, END_ID.</summary>
        public IEnumerable<string?> References(string kind) =>
            Rows.Select(row => row[Array.FindIndex(Header, name => name.Contains($":{kind}(", StringComparison.Ordinal))]);
    }

    /// <summary>All tables by name.</summary>
    public IReadOnlyDictionary<string, Table> Tables { get; } = Directory.GetFiles(path, "*-header.csv").Order(StringComparer.Ordinal)
        .Select(header => Path.GetFileName(header)[..^"-header.csv".Length]).ToDictionary(name => name, name => Read(path, name), StringComparer.Ordinal);

    /// <summary>The fields of all rows of a text.</summary>
    public static List<string?[]> Parse(string text)
    {
        var rows = new List<string?[]>();
        var (row, at) = (new List<string?>(), 0);
        while (at < text.Length)
        {
            row.Add(Field(text, ref at));
            if (text[at++] == '\n')
            {
                rows.Add([.. row]);
                row.Clear();
            }
        }

        return row.Count == 0 ? rows : throw new InvalidDataException("The last row has no end.");
    }

    private static string? Field(string text, ref int at)
    {
        var start = at;
        if (text[at] != '"')
        {
            while (text[at] is not (',' or '\n'))
            {
                at++;
            }

            return at == start ? null : text[start..at];
        }

        var value = new StringBuilder();
        for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
        {
            at += text[at] == '"' ? 1 : 0;
            value.Append(text[at]);
        }

        at++;
        return value.ToString();
    }

    private static Table Read(string folder, string name)
    {
        var plain = Path.Combine(folder, name + ".csv");
        var text = File.Exists(plain) ? File.ReadAllText(plain) : Unzipped(plain + ".gz");
        return new Table(name, File.ReadAllText(Path.Combine(folder, name + "-header.csv")).TrimEnd('\n').Split(','), Parse(text));
    }

    private static string Unzipped(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), new UTF8Encoding(false));
        return reader.ReadToEnd();
    }
}
