using System.Globalization;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Days and instants as properties hold them, see <see cref="PropertyKind"/>.</summary>
internal static class GraphTime
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>A day as yyyymmdd.</summary>
    public static int Of(DateOnly day) => day.Year * 10_000 + day.Month * 100 + day.Day;

    /// <summary>The day of yyyymmdd.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public static DateOnly Day(long day) => new((int)(day / 10_000), (int)(day / 100 % 100), (int)(day % 100));

    /// <summary>An instant (UTC) as text.</summary>
    public static string Of(DateTime instant) => instant.ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>The instant (UTC) of a text.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static DateTime Instant(string text) =>
        DateTime.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
