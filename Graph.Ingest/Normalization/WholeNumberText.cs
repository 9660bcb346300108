namespace Graph.Ingest.Normalization;

/// <summary>Reads whole numbers ≥ 0: impressions, clicks.</summary>
internal static class WholeNumberText
{
    /// <summary>Parses digits.</summary>
    /// <param name="text">Trimmed UTF-8, not empty.</param>
    /// <param name="value">The number.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        foreach (var character in text)
        {
            var digit = unchecked((uint)(character - '0'));
            if (digit > 9)
            {
                return "expected a whole number of 0 or more, digits only";
            }

            // Below this no digit can make it overflow.
            if (value >= long.MaxValue / 10 && value > (long.MaxValue - digit) / 10)
            {
                return "the number does not fit into 64 bits; expected at most 9223372036854775807";
            }

            value = unchecked(value * 10 + digit);
        }

        return null;
    }
}
