using System.Text;

namespace Graph.Ingest.Tests.Csv;

/// <summary>The splitter's rules again, character by character, slow and obvious: RFC 4180, strict, and after a broken record on
/// to the next physical line.</summary>
internal static class SlowRecords
{
    /// <summary>Records as "line: fields" texts; a broken one as "line: !".</summary>
    public static List<string> Split(string text, char delimiter)
    {
        var records = new List<string>();
        var line = 1;
        var at = 0;
        while (at < text.Length)
        {
            var lineEnd = at;
            while (lineEnd < text.Length && text[lineEnd] is not ('\r' or '\n'))
            {
                lineEnd++;
            }

            var physical = text[at..lineEnd];
            var end = lineEnd;
            if (physical.Any(c => c != ' ' && !(c == '\t' && delimiter != '\t')))
            {
                var fields = Record(text, at, delimiter, out var recordEnd);
                records.Add(Show(line, fields));
                end = fields is null ? lineEnd : recordEnd;
            }

            line += Breaks(text[at..end]) + 1;
            at = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }

        return records;
    }

    public static string Show(long line, IReadOnlyList<string>? fields) =>
        fields is null ? $"{line}: !" : $"{line}: {string.Join("", fields.Select(field => $"[{field}]"))}";

    private static List<string>? Record(string text, int at, char delimiter, out int end)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var state = 's'; // s start of a field, p plain, q in quotes, c after a closing quote
        for (end = at; ; end++)
        {
            var c = end < text.Length ? text[end] : '\n';
            var breaks = c is '\r' or '\n';
            if (state == 'q')
            {
                if (end >= text.Length)
                {
                    return null;
                }

                if (c == '"') { state = 'c'; } else { field.Append(c); }
            }
            else if (state == 'c' && c == '"')
            {
                field.Append(c);
                state = 'q';
            }
            else if (breaks || c == delimiter)
            {
                fields.Add(field.ToString());
                field.Clear();
                state = 's';
                if (breaks)
                {
                    return fields;
                }
            }
            else if (c == '"' && state == 's')
            {
                state = 'q';
            }
            else if (c == '"' || state == 'c')
            {
                return null;
            }
            else
            {
                field.Append(c);
                state = 'p';
            }
        }
    }

    private static int Breaks(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            count += text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')) ? 1 : 0;
        }

        return count;
    }
}
