namespace Graph.Ingest.Stores.Readings;

/// <summary>Days and instants as the store keeps them.</summary>
internal static class StoreTime
{
    private const int EpochDayNumber = 719_162; // 1970-01-01
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>A day as the engine's DATE: days since 1970-01-01.</summary>
    public static int Date(DateOnly day) => day.DayNumber - EpochDayNumber;

    /// <summary>The day of a DATE.</summary>
    public static DateOnly Day(int date) => DateOnly.FromDayNumber(date + EpochDayNumber);

    /// <summary>The first instant (UTC) after a UTC+8 day.</summary>
    public static DateTime EndOf(DateOnly day) =>
        day == DateOnly.MaxValue ? DateTime.MaxValue : day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - Offset;

    /// <summary>The UTC+8 day of an instant (UTC), as a DATE.</summary>
    public static int DateOf(DateTime instant)
    {
        var local = instant.Ticks > DateTime.MaxValue.Ticks - Offset.Ticks ? DateTime.MaxValue : instant + Offset;
        return Date(DateOnly.FromDateTime(local));
    }
}
