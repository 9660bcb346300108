namespace Graph.Ingest.Normalization;

/// <summary>Reads days: <c>yyyy-MM-dd</c>, <c>yyyy/M/d</c>, <c>yyyyMMdd</c>.</summary>
internal static class DateText
{
    /// <summary>What a date column expects.</summary>
    public const string Expected = "expected a date such as 2026-03-31, 2026/3/31 or 20260331";

    /// <summary>The longest text of a day, in bytes.</summary>
    public const int MaxLength = 10;

    /// <summary>Parses a day.</summary>
    /// <param name="text">Trimmed UTF-8.</param>
    /// <param name="day">The day.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text.Length == 10 && TryIso(text, out day))
        {
            return null;
        }

        if (!TrySplit(text, out var year, out var month, out var dayOfMonth))
        {
            return Expected;
        }

        if (year < 1 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month))
        {
            return "the calendar has no such day; " + Expected;
        }

        day = new DateOnly(year, month, dayOfMonth);
        return null;
    }

    /// <summary>Reads an all-digits number of at most 9 digits.</summary>
    public static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 9)
        {
            return false;
        }

        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = value * 10 + (digit - '0');
        }

        return true;
    }

    // yyyy-MM-dd, as nearly all dates are.
    private static bool TryIso(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        unchecked
        {
            uint Digit(ReadOnlySpan<byte> source, int index) => (uint)(source[index] - '0');
            var (a, b, c, d) = (Digit(text, 0), Digit(text, 1), Digit(text, 2), Digit(text, 3));
            var (e, f, g, h) = (Digit(text, 5), Digit(text, 6), Digit(text, 8), Digit(text, 9));
            var digits = a <= 9 && b <= 9 && c <= 9 && d <= 9 && e <= 9 && f <= 9 && g <= 9 && h <= 9;
            var (year, month, number) = ((int)(a * 1000 + b * 100 + c * 10 + d), (int)(e * 10 + f), (int)(g * 10 + h));
            if (!digits || text[4] != '-' || text[7] != '-' || year == 0 || month is 0 or > 12 || number == 0 || number > DateTime.DaysInMonth(year, month))
            {
                return false;
            }

            day = new DateOnly(year, month, number);
            return true;
        }
    }

    private static bool TrySplit(ReadOnlySpan<byte> text, out int year, out int month, out int day)
    {
        year = month = day = 0;
        if (text.Length == 10 && text[4] == '-' && text[7] == '-')
        {
            return TryDigits(text[..4], out year) && TryDigits(text.Slice(5, 2), out month) && TryDigits(text[8..], out day);
        }

        if (text.Length == 8 && text[4] != '/')
        {
            return TryDigits(text[..4], out year) && TryDigits(text.Slice(4, 2), out month) && TryDigits(text[6..], out day);
        }

        return text.Length is >= 8 and <= 10 && text[4] == '/' && TrySlashes(text, out year, out month, out day);
    }

    private static bool TrySlashes(ReadOnlySpan<byte> text, out int year, out int month, out int day)
    {
        month = day = 0;
        var rest = text[5..];
        var slash = rest.IndexOf((byte)'/');
        return TryDigits(text[..4], out year)
            && slash is 1 or 2 && TryDigits(rest[..slash], out month)
            && rest.Length - slash - 1 is 1 or 2 && TryDigits(rest[(slash + 1)..], out day);
    }
}
