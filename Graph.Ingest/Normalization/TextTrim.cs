using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Graph.Ingest.Normalization;

/// <summary>Takes white space and invisible spaces off both ends of a text.</summary>
internal static class TextTrim
{
    /// <summary>Trims UTF-8 bytes. Bytes that are not UTF-8 stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.Length == 0 || (IsVisibleAscii(text[0]) && IsVisibleAscii(text[^1])) ? text : TrimEnds(text);

    private static ReadOnlySpan<byte> TrimEnds(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done && IsSpace(rune))
        {
            text = text[length..];
        }

        while (Rune.DecodeLastFromUtf8(text, out var rune, out var length) == OperationStatus.Done && IsSpace(rune))
        {
            text = text[..^length];
        }

        return text;
    }

    /// <summary>Trims a string.</summary>
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsVisibleAscii(byte value) => value is > 0x20 and < 0x7F;

    private static bool IsSpace(Rune rune) => rune.IsBmp && IsSpace((char)rune.Value);

    // Zero-width space, word joiner and byte-order mark are what copying from web pages and spreadsheets leaves behind.
    private static bool IsSpace(char value) => char.IsWhiteSpace(value) || value is '\u200B' or '\u2060' or '\uFEFF';
}
