namespace Graph.Ingest.Normalization;

/// <summary>Reads the <c>*_at</c> columns: a date, or <c>yyyy-MM-dd</c> with an ISO 8601 time.</summary>
/// <remarks>Without an offset the time is UTC+8; without a time it is 00:00 UTC+8. Digits below the microsecond are cut.</remarks>
internal static class TimestampText
{
    private const string Expected =
        "expected a date such as 2026-03-31, or 2026-03-31T14:05:00 with an optional offset such as Z or +08:00";

    private static readonly TimeSpan DefaultOffset = TimeSpan.FromHours(8);

    /// <summary>Parses a point in time.</summary>
    /// <param name="text">Trimmed UTF-8.</param>
    /// <param name="utc">The time in UTC.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(ReadOnlySpan<byte> text, out DateTime utc)
    {
        utc = default;
        var time = TimeSpan.Zero;
        var offset = DefaultOffset;
        var dated = text;
        if (text.Length > 10)
        {
            if (text[4] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' '))
            {
                return Expected;
            }

            dated = text[..10];
            if (!TryTime(text[11..], out time, out var rest) || !TryOffset(rest, ref offset))
            {
                return Expected;
            }
        }

        if (DateText.Parse(dated, out var day) is { } problem)
        {
            return problem == DateText.Expected ? Expected : problem;
        }

        var ticks = day.ToDateTime(TimeOnly.MinValue).Ticks + time.Ticks - offset.Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return "the time lies outside the years 1 to 9999; " + Expected;
        }

        utc = new DateTime(ticks, DateTimeKind.Utc);
        return null;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out TimeSpan time, out ReadOnlySpan<byte> rest)
    {
        time = default;
        rest = default;
        if (text.Length < 5 || text[2] != ':' || !DateText.TryDigits(text[..2], out var hour) || !DateText.TryDigits(text.Slice(3, 2), out var minute))
        {
            return false;
        }

        var second = 0;
        var microseconds = 0;
        rest = text[5..];
        if (rest.Length > 0 && rest[0] == ':')
        {
            if (rest.Length < 3 || !DateText.TryDigits(rest.Slice(1, 2), out second))
            {
                return false;
            }

            rest = rest[3..];
            if (rest.Length > 0 && rest[0] is (byte)'.' or (byte)',' && !TryFraction(ref rest, out microseconds))
            {
                return false;
            }
        }

        time = new TimeSpan(0, hour, minute, second, 0, microseconds);
        return hour < 24 && minute < 60 && second < 60;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, out int microseconds)
    {
        text = text[1..];
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? text.Length : length;
        if (!DateText.TryDigits(text[..length], out microseconds))
        {
            return false;
        }

        text = text[length..];
        for (; length < 6; length++)
        {
            microseconds *= 10;
        }

        for (; length > 6; length--)
        {
            microseconds /= 10;
        }

        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, ref TimeSpan offset)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z')
        {
            offset = TimeSpan.Zero;
            return true;
        }

        var minute = 0;
        var shaped = text[0] is (byte)'+' or (byte)'-' && text.Length switch
        {
            3 => true,
            5 => DateText.TryDigits(text[3..], out minute),
            6 => text[3] == ':' && DateText.TryDigits(text[4..], out minute),
            _ => false,
        };
        if (!shaped || !DateText.TryDigits(text.Slice(1, 2), out var hour) || hour > 14 || minute > 59)
        {
            return false;
        }

        offset = new TimeSpan(hour, minute, 0);
        offset = text[0] == '-' ? -offset : offset;
        return true;
    }
}
