using System.Globalization;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>Days of the records' calendar: instants are kept in UTC, days are those of UTC+8.</summary>
internal static class LocalDay
{
    private const int HoursAhead = 8;

    /// <summary>The day on which an instant falls.</summary>
    public static DateOnly Of(DateTime utc) => DateOnly.FromDateTime(utc.AddHours(HoursAhead));

    /// <summary>The day as sentences show it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day as sentences show it, or a dash.</summary>
    public static string Text(DateOnly? day) => day is { } known ? Text(known) : "—";
}
