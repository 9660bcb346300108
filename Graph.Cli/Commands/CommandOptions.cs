using System.CommandLine;

namespace Graph.Cli.Commands;

/// <summary>The options that several verbs share. Values stay text here: they are resolved in <see cref="OptionValues"/>, so
/// that every complaint is one of ours and no culture has a say.</summary>
internal static class CommandOptions
{
    public static Argument<string> Data() => new("DATA") { Description = "Folder of CSV files (placements*.csv, lists*.csv, …; .gz too)." };

    public static Option<string> Out() => Required("--out", "OUT", "Folder for the results (a run folder).");

    public static Option<string?> Store(string defaultText) =>
        Text("--store", "URI", $"Where the records are kept: duckdb:PATH, or a Neo4j database such as http://localhost:7474/neo4j. Default: ADCHAIN_STORE, else {defaultText}.");

    public static Option<string?> AsOf() =>
        Text("--as-of", "DATE", "See nothing dated after this day (yyyy-MM-dd). Default: the newest accrual date of the placements.");

    public static Option<string?> KnownAt() =>
        Text("--known-at", "TIME", "See only what had been loaded by then (ISO 8601; UTC+8 without offset). Default: now.");

    public static Option<string?> Window() => Text("--window", "WEEKS", "Length of the window of the money graph. Default: 12w.");

    public static Option<string?> Budget() => Text("--budget", "N", "What all chosen actions may cost together. Default: 10.");

    public static Option<string?> Seed() => Text("--seed", "N", "Seed of everything that is drawn by chance. Default: 1.");

    public static Option<string?> Language() => Text("--lang", "en|zh", "Language that the page opens in. Default: ADCHAIN_LANG, else en.");

    public static Option<string?> MaxRejectShare() =>
        Text("--max-reject-share", "SHARE", "Share of rejected rows above which the exit code is 3 (0..1). Default: 0.05.");

    public static Option<string?> Threads() => Text("--threads", "N", "Threads to use at most; results do not depend on it. Default: all cores.");

    public static Option<bool> Json() => new("--json") { Description = "Write one JSON document to standard output; messages stay on standard error." };

    public static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    public static Option<string> Required(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Required = true };
}
