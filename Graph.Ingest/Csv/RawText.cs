using System.Text;

namespace Graph.Ingest.Csv;

/// <summary>Texts of rejected records, cut to a bearable length.</summary>
internal static class RawText
{
    /// <summary>Bytes that are looked at: enough for <see cref="MaxCharacters"/> of any kind.</summary>
    public const int MaxBytes = 4 * MaxCharacters;

    private const int MaxCharacters = 4096;
    private const int MaxShown = 60;

    /// <summary>The raw text of a record, at most 4,096 characters.</summary>
    public static string Of(ReadOnlySpan<byte> record) => Cut(Encoding.UTF8.GetString(record[..Math.Min(record.Length, MaxBytes)]), MaxCharacters);

    /// <summary>A field's text as a reason shows it.</summary>
    public static string Shown(ReadOnlySpan<byte> field)
    {
        var text = Encoding.UTF8.GetString(field[..Math.Min(field.Length, 4 * MaxShown)]);
        var cut = Cut(text, MaxShown);
        return field.Length > 4 * MaxShown || cut.Length < text.Length ? $"'{cut}…'" : $"'{cut}'";
    }

    // Never between the halves of a surrogate pair.
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
