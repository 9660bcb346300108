using System.Runtime.InteropServices;
using System.Text;

namespace Graph.Ingest.Normalization;

/// <summary>Normalises ids and free text.</summary>
/// <remarks>Methods return what is wrong, or null when the value is good.</remarks>
internal static class IdText
{
    /// <summary>The longest id, in Unicode characters.</summary>
    public const int MaxLength = 256;

    /// <summary>What is wrong with a text that holds U+FFFE.</summary>
    public const string Noncharacter = "the text contains the noncharacter U+FFFE, a byte order mark read the wrong way round; expected undamaged text";

    private const string Damaged = "the text contains the replacement character U+FFFD: bytes were lost on the way; expected undamaged text";

    /// <summary>An id: trimmed, NFKC, case kept, no control characters, at most <see cref="MaxLength"/> characters.</summary>
    /// <param name="text">Trimmed UTF-8.</param>
    /// <param name="id">The id; empty when nothing is left of it.</param>
    /// <param name="maxLength">Unicode characters allowed.</param>
    public static string? ParseId(ReadOnlySpan<byte> text, out string id, int maxLength = MaxLength)
    {
        if (text.Length <= maxLength && IsPrintableAscii(text))
        {
            id = Encoding.Latin1.GetString(text);
            return null;
        }

        var decoded = Encoding.UTF8.GetString(text);
        if (HasNoncharacter(decoded))
        {
            id = "";
            return Noncharacter;
        }

        id = TextTrim.Trim(decoded.Normalize(NormalizationForm.FormKC));
        return Check(id, allowLineBreaks: false)
            ?? (CountRunes(id) > maxLength ? $"the id is longer than {maxLength} characters" : null);
    }

    /// <summary>Free text such as a name or a title: trimmed, NFC; line breaks and tabs may stand inside.</summary>
    /// <param name="text">Trimmed UTF-8.</param>
    /// <param name="value">The text.</param>
    public static string? ParseText(ReadOnlySpan<byte> text, out string value)
    {
        if (IsPrintableAscii(text))
        {
            value = Encoding.ASCII.GetString(text);
            return null;
        }

        var decoded = Encoding.UTF8.GetString(text);
        if (HasNoncharacter(decoded))
        {
            value = "";
            return Noncharacter;
        }

        value = TextTrim.Trim(decoded.Normalize(NormalizationForm.FormC));
        return Check(value, allowLineBreaks: true);
    }

    /// <summary>Whether a text holds U+FFFE, which no text may hold and normalization refuses with an exception.</summary>
    public static bool HasNoncharacter(string text) => text.Contains('\uFFFE', StringComparison.Ordinal);

    private static string? Check(string text, bool allowLineBreaks)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) && !(allowLineBreaks && character is '\t' or '\r' or '\n'))
            {
                return $"the text contains the control character U+{(int)character:X4}; expected printable characters only";
            }

            if (character == '\uFFFD')
            {
                return Damaged;
            }
        }

        return null;
    }

    private static int CountRunes(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    // Eight bytes at a time: a byte below 0x20 or above 0x7E sets its high bit in one of the terms.
    private static bool IsPrintableAscii(ReadOnlySpan<byte> text)
    {
        if (text.Length < 8 || text.Length > 64)
        {
            return !text.ContainsAnyExceptInRange((byte)0x20, (byte)0x7E);
        }

        unchecked
        {
            var odd = Odd(MemoryMarshal.Read<ulong>(text[^8..]));
            for (; text.Length > 8; text = text[8..])
            {
                odd |= Odd(MemoryMarshal.Read<ulong>(text));
            }

            return (odd & 0x8080808080808080) == 0;
        }
    }

    private static ulong Odd(ulong word) => unchecked((word - 0x2020202020202020) | (word + 0x0101010101010101) | word);
}
