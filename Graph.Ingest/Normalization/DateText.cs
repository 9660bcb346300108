namespace Graph.Ingest.Normalization;

/// <summary>Reads days: <c>yyyy-MM-dd</c>, <c>yyyy/M/d</c>, <c>yyyyMMdd</c>.</summary>
internal static class DateText
{
    /// <summary>What a date column expects.</summary>
    public const string Expected = "expected a date such as 2026-03-31, 2026/3/31 or 20260331";

    /// <summary>Parses a day.</summary>
    /// <param name="text">Trimmed UTF-8.</param>
    /// <param name="day">The day.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
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
