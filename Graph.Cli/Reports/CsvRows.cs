using System.Text;

namespace Graph.Cli.Reports;

/// <summary>Reads back the CSV files of a run folder (RFC 4180, as <see cref="CsvWriter"/> writes them).</summary>
internal static class CsvRows
{
    /// <summary>The rows below the header, which must be as expected. Streams.</summary>
    /// <exception cref="CommandException">The file is not one that this program writes.</exception>
    public static IEnumerable<string[]> Read(string path, string header)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: false));
        var columns = header.Split(',').Length;
        var found = reader.ReadLine();
        if (found != header)
        {
            throw CommandException.Usage($"{path}, line 1: found '{found}', expected '{header}'. Make the folder again with `adchain run`.");
        }

        var row = 1;
        while (ReadRow(reader) is { } fields)
        {
            row++;
            yield return fields.Length == columns
                ? fields
                : throw CommandException.Usage($"{path}, row {row}: found {fields.Length} fields, expected {columns}. Make the folder again with `adchain run`.");
        }
    }

    private static string[]? ReadRow(StreamReader reader)
    {
        if (reader.Peek() < 0)
        {
            return null;
        }

        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        while (reader.Read() is var code && code >= 0)
        {
            var c = (char)code;
            if (quoted)
            {
                quoted = ReadQuoted(reader, field, c);
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == '\n')
            {
                break;
            }
            else if (c == ',')
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return [.. fields];
    }

    private static bool ReadQuoted(StreamReader reader, StringBuilder field, char c)
    {
        if (c != '"')
        {
            field.Append(c);
            return true;
        }

        if (reader.Peek() != '"')
        {
            return false;
        }

        field.Append((char)reader.Read());
        return true;
    }
}
