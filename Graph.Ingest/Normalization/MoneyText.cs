using System.Buffers;

namespace Graph.Ingest.Normalization;

/// <summary>Reads exact amounts: decimal text with at most 4 fraction digits, in units of 1/10000.</summary>
internal static class MoneyText
{
    private const string Expected = "; expected an amount such as 1234.5";
    private static readonly SearchValues<byte> GroupedDigits = SearchValues.Create("0123456789,"u8);
    private static readonly SearchValues<byte> Exponential = SearchValues.Create("0123456789.,+-eE"u8);

    private const ulong MaxWhole = long.MaxValue / 10_000;

    /// <summary>Parses an amount of either sign.</summary>
    /// <param name="text">Trimmed UTF-8, not empty.</param>
    /// <param name="quoted">Whether the field stood in quotes: only there may thousands separators stand.</param>
    /// <param name="units">The amount in 1/10000.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(ReadOnlySpan<byte> text, bool quoted, out long units)
    {
        if (TryPlain(text, out units))
        {
            return null;
        }

        var negative = text[0] == '-';
        var rest = negative ? text[1..] : text;
        var point = rest.IndexOf((byte)'.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? default : rest[(point + 1)..];

        if (!IsNumber(rest, whole, fraction, point))
        {
            return Problem(text);
        }

        if (fraction.Length > 4)
        {
            return "the amount has more than 4 fraction digits" + Expected;
        }

        var value = 0UL;
        var separators = whole.Contains((byte)',');
        if (separators && GroupProblem(whole, quoted) is { } problem)
        {
            return problem;
        }

        foreach (var digit in whole)
        {
            if (digit == ',')
            {
                continue;
            }

            value = value * 10 + (uint)(digit - '0');
            if (value > MaxWhole)
            {
                return TooLarge;
            }
        }

        return Compose(value, fraction, negative, out units);
    }

    // Nearly all amounts: digits, then perhaps a point and up to four digits.
    private static bool TryPlain(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        if (text.Length > 14)
        {
            return false;
        }

        // Fourteen characters cannot overflow.
        unchecked
        {
            var value = 0L;
            var i = 0;
            for (; i < text.Length && (uint)(text[i] - '0') <= 9; i++)
            {
                value = value * 10 + (text[i] - '0');
            }

            var fraction = text.Length - i - 1;
            if (fraction is 0 or > 4 || (fraction > 0 && text[i] != '.'))
            {
                return false;
            }

            for (i++; i < text.Length; i++)
            {
                if ((uint)(text[i] - '0') > 9)
                {
                    return false;
                }

                value = value * 10 + (text[i] - '0');
            }

            units = value * (fraction switch { 4 => 1, 3 => 10, 2 => 100, 1 => 1_000, _ => 10_000 });
            return true;
        }
    }

    private const string TooLarge = "the amount does not fit into 64 bits of 1/10000; expected at most 922337203685477.5807";

    private static string? Compose(ulong whole, ReadOnlySpan<byte> fraction, bool negative, out long units)
    {
        var part = 0UL;
        for (var i = 0; i < 4; i++)
        {
            part = part * 10 + (i < fraction.Length ? (uint)(fraction[i] - '0') : 0u);
        }

        var magnitude = whole * 10_000 + part;
        if (magnitude > long.MaxValue)
        {
            units = 0;
            return TooLarge;
        }

        units = negative ? -(long)magnitude : (long)magnitude;
        return null;
    }

    private static bool IsNumber(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int point) =>
        rest.Length > 0
        && (point < 0 || fraction.Length > 0)
        && !whole.ContainsAnyExcept(GroupedDigits)
        && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static string? GroupProblem(ReadOnlySpan<byte> whole, bool quoted)
    {
        if (!quoted)
        {
            return "a comma stands in the amount outside quotes: thousands separators are allowed inside quotes only, and the decimal sign is a point" + Expected;
        }

        var first = whole.IndexOf((byte)',');
        var grouped = first is >= 1 and <= 3 && whole[0] != '0' && (whole.Length - first) % 4 == 0;
        for (var i = first; grouped && i < whole.Length; i++)
        {
            grouped = (whole[i] == ',') == ((i - first) % 4 == 0);
        }

        return grouped ? null : "the commas do not part groups of three digits: the decimal sign is a point, not a comma" + Expected;
    }

    private static string Problem(ReadOnlySpan<byte> text)
    {
        if (text.Length == 1 && text[0] == '-')
        {
            return "a dash is not an amount" + Expected;
        }

        if (text[0] == '+')
        {
            return "a plus sign is not allowed" + Expected;
        }

        if (text[0] == '(')
        {
            return "parentheses are not allowed, negative amounts carry a minus sign" + Expected;
        }

        if (text.ContainsAny((byte)'e', (byte)'E') && text.ContainsAnyInRange((byte)'0', (byte)'9') && !text.ContainsAnyExcept(Exponential))
        {
            return "an exponent is not allowed: the digits were lost in a spreadsheet" + Expected;
        }

        if (text.IndexOf((byte)',') > text.IndexOf((byte)'.') && text.Contains((byte)'.'))
        {
            return "a decimal comma is not allowed: export with a decimal point" + Expected;
        }

        return "not an amount: no currency signs, letters or spaces, decimal point only" + Expected;
    }
}
