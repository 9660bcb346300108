using System.CommandLine;
using System.Globalization;
using Graph.Model.Records;

namespace Graph.Cli.Commands;

/// <summary>Turns option texts into values: option, else environment variable, else default. Complains in one sentence.</summary>
internal static class OptionValues
{
    private const int MaxWindowWeeks = 520;
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    /// <summary>The as-of date, or null where not given.</summary>
    public static DateOnly? AsOf(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw CommandException.Usage($"--as-of: found '{text}', expected a day as yyyy-MM-dd, such as 2026-11-22.");

    /// <summary>The load time to cut at, in UTC, or null where not given.</summary>
    public static DateTime? KnownAt(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string[] local = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss"];
        if (DateTime.TryParseExact(text, local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            return new DateTimeOffset(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), ChinaOffset).UtcDateTime;
        }

        string[] withOffset = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(text, withOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.UtcDateTime
            : throw CommandException.Usage($"--known-at: found '{text}', expected a time such as 2026-11-22T18:00:00+08:00.");
    }

    /// <summary>The window in weeks.</summary>
    public static int WindowWeeks(string? text)
    {
        if (text is null)
        {
            return AsOfCut.DefaultWindowWeeks;
        }

        var digits = text.EndsWith('w') || text.EndsWith('W') ? text[..^1] : "";
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) && weeks is >= 1 and <= MaxWindowWeeks
            ? weeks
            : throw CommandException.Usage($"--window: found '{text}', expected whole weeks from 1w to {MaxWindowWeeks}w, such as 12w.");
    }

    /// <summary>The budget of the ranking.</summary>
    public static decimal? Budget(string? text) => text is null ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var budget) ? budget
        : throw CommandException.Usage($"--budget: found '{text}', expected a number of at least 0, such as 10.");

    /// <summary>Limits in numbers, as action → at most so many, by action.</summary>
    public static IReadOnlyDictionary<string, int> Limits(IReadOnlyList<string> texts)
    {
        var limits = new SortedDictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('=');
            var action = at < 0 ? "" : text[..at].Trim();
            if (action.Length == 0 || !int.TryParse(text[(at + 1)..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var most))
            {
                throw CommandException.Usage($"--limit: found '{text}', expected an action and the most of it as a whole number, such as freeze=5.");
            }

            if (!limits.TryAdd(action, most))
            {
                throw CommandException.Usage($"--limit: found {action} twice, expected every action once.");
            }
        }

        return limits;
    }

    /// <summary>One of the words of an enumeration, in any case.</summary>
    public static T Word<T>(string option, string? text, T defaultValue) where T : struct, Enum
    {
        var words = Enum.GetNames<T>();
        return text is null ? defaultValue
            : Array.FindIndex(words, word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) is var at and >= 0 ? Enum.GetValues<T>()[at]
            : throw CommandException.Usage($"{option}: found '{text}', expected {string.Join(" or ", words.Select(word => word.ToLowerInvariant()))}.");
    }

    /// <summary>A length of time above 0 with its unit.</summary>
    public static TimeSpan Duration(string option, string text)
    {
        const int MostHours = 24;
        var secondsPerUnit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return secondsPerUnit > 0 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0 && (long)number * secondsPerUnit <= MostHours * 3600L
            ? TimeSpan.FromSeconds(number * secondsPerUnit)
            : throw CommandException.Usage($"{option}: found '{text}', expected whole seconds, minutes or hours up to {MostHours}h, such as 60s, 5m or 1h.");
    }

    /// <summary>A share of 0..1.</summary>
    public static double MaxRejectShare(string? text)
    {
        if (text is null)
        {
            return 0.05;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw CommandException.Usage($"--max-reject-share: found '{text}', expected a share from 0 to 1, such as 0.05.");
    }

    /// <summary>A whole number within limits.</summary>
    public static long Whole(string option, string? text, long defaultValue, long min, long max)
    {
        if (text is null)
        {
            return defaultValue;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw CommandException.Usage(string.Create(CultureInfo.InvariantCulture,
                $"{option}: found '{text}', expected a whole number from {min} to {max}."));
    }

    /// <summary>The number of threads, or 0: one per core.</summary>
    public static int Threads(string? text) => text is null ? 0 : (int)Whole("--threads", text, 1, 1, 1024);

    /// <summary>The language of the page.</summary>
    public static string Language(string? text, CliEnvironment environment)
    {
        var given = text ?? NonEmpty(environment.Variable("ADCHAIN_LANG")) ?? "en";
        return given is "en" or "zh"
            ? given
            : throw CommandException.Usage($"--lang: found '{given}', expected en or zh (option --lang or variable ADCHAIN_LANG).");
    }

    /// <summary>The store URI with a full path, from the option, the environment, or a default.</summary>
    public static string Store(string? text, CliEnvironment environment, string? defaultFile)
    {
        var given = text ?? NonEmpty(environment.Variable("ADCHAIN_STORE"));
        if (given is null)
        {
            return defaultFile is null
                ? throw CommandException.Usage("no store is named: give --store duckdb:PATH or set ADCHAIN_STORE.")
                : StoreUri.OfFile(defaultFile);
        }

        return StoreUri.Resolve(given, environment);
    }

    /// <summary>The cut that the options ask for.</summary>
    public static CutOptions Cut(ParseResult parsed, Option<string?> asOf, Option<string?> knownAt, Option<string?> window) =>
        new(AsOf(parsed.GetValue(asOf)), KnownAt(parsed.GetValue(knownAt)), WindowWeeks(parsed.GetValue(window)));

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>What the user says about the cut.</summary>
/// <param name="AsOf">The as-of date, or null: the newest accrual date.</param>
/// <param name="KnownAt">Load time to cut at (UTC), or null.</param>
/// <param name="WindowWeeks">Length of the window.</param>
internal sealed record CutOptions(DateOnly? AsOf, DateTime? KnownAt, int WindowWeeks);
