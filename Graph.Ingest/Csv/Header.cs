using Graph.Ingest.Normalization;

namespace Graph.Ingest.Csv;

/// <summary>A file's header against the columns of its record type.</summary>
/// <param name="FieldCount">How many fields every record must have.</param>
/// <param name="FieldOf">Per contract column the index of its field, or −1.</param>
/// <param name="Unknown">Names that the contract does not know, in file order; a column without a name is called by its number.</param>
/// <param name="Refused">Why the file is refused, or null.</param>
internal sealed record Header(int FieldCount, int[] FieldOf, IReadOnlyList<string> Unknown, string? Refused)
{
    private const int MaxNamesShown = 20;

    /// <summary>How many fields of a record are contract columns.</summary>
    public static int Score(string[] fields, ColumnSet columns) =>
        fields.Count(field => Array.IndexOf(columns.Names, Fold(field)) >= 0);

    /// <summary>Matches a header.</summary>
    public static Header Match(string[] fields, long line, ColumnSet columns)
    {
        var fieldOf = new int[columns.Names.Length];
        Array.Fill(fieldOf, -1);
        var unknown = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Length; i++)
        {
            var name = Fold(fields[i]);
            if (name.Contains('\0', StringComparison.Ordinal))
            {
                return Refuse($"line {line}: the header contains NUL characters: this is binary data, or UTF-16 without a byte-order mark; expected text; save the file as UTF-8");
            }

            if (name.Length > 0 && !seen.Add(name))
            {
                return Refuse($"line {line}: the column '{Shown(name)}' stands twice in the header; expected every name once; remove one of them");
            }

            var column = Array.IndexOf(columns.Names, name);
            if (column >= 0)
            {
                fieldOf[column] = i;
            }
            else
            {
                unknown.Add(name.Length > 0 ? TextTrim.Trim(fields[i]) : $"(column {i + 1})");
            }
        }

        var missing = columns.Names.Take(columns.RequiredCount).Where((_, column) => fieldOf[column] < 0).ToArray();
        return missing.Length == 0
            ? new Header(fields.Length, fieldOf, unknown, null)
            : Refuse($"line {line}: the header lacks {string.Join(", ", missing)}; found {Found(fields)}; expected the column names in the file's first line, parted by comma, semicolon or tab");
    }

    private static Header Refuse(string reason) => new(0, [], [], reason);

    private static string Fold(string field) => TextTrim.Trim(field).ToLowerInvariant();

    private static string Found(string[] fields) =>
        string.Join(", ", fields.Take(MaxNamesShown).Select(field => $"'{Shown(TextTrim.Trim(field))}'")) + (fields.Length > MaxNamesShown ? ", …" : "");

    private static string Shown(string name)
    {
        var clean = new string([.. name.Take(40).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        return name.Length > 40 ? clean + "…" : clean;
    }
}
