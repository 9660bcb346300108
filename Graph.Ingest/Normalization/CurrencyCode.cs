using System.Text;

namespace Graph.Ingest.Normalization;

/// <summary>Currency codes: 3 to 10 ASCII letters or digits, beginning with a letter, in any case; kept in upper case.</summary>
/// <remarks>Longer codes than ISO 4217's three letters are allowed because settlements in tokens exist; without a rate such a row
/// is rejected anyway.</remarks>
internal static class CurrencyCode
{
    /// <summary>The base currency.</summary>
    public const string Base = "CNY";

    /// <summary>Parses a code.</summary>
    /// <param name="text">Trimmed UTF-8, not empty.</param>
    /// <param name="code">Upper-case code.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(ReadOnlySpan<byte> text, out string code)
    {
        code = "";
        if (text.Length is < 3 or > 10 || !char.IsAsciiLetter((char)text[0]))
        {
            return Expected;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)character))
            {
                return Expected;
            }
        }

        code = Encoding.ASCII.GetString(text).ToUpperInvariant();
        return null;
    }

    private const string Expected = "expected a currency code such as CNY or USD, or nothing for CNY";
}
