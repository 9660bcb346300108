using System.CommandLine;

namespace Graph.Cli.Commands;

/// <summary><c>adchain store</c>: what a Neo4j store needs and keeps beside the records.</summary>
internal static class StoreCommand
{
    public const string Examples = """
        adchain store init --store http://localhost:7474/neo4j
        adchain store runs --store http://localhost:7474/neo4j
        adchain store query still-pays --param account=acc-7 --param until=2026-11-22 --store http://localhost:7474/neo4j
        adchain store queries --out queries
        """;

    /// <summary>The parts, each with its examples.</summary>
    public static IReadOnlyDictionary<string, string> PartExamples { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["init"] = "adchain store init --store http://localhost:7474/neo4j",
        ["check"] = "adchain store check --store https://graph.example:7473/neo4j --json",
        ["runs"] = StoreRuns.ListExamples,
        ["compare"] = StoreRuns.CompareExamples,
        ["remove"] = StoreRuns.RemoveExamples,
        ["queries"] = StoreQueries.ListExamples,
        ["query"] = StoreQueries.AskExamples,
    };

    public static Command Create(CliEnvironment environment) => new(
        "store", "Prepares and checks a Neo4j store, shows, compares and removes the runs written back to it, and asks it the saved queries.")
    {
        StoreSchema.Init(environment),
        StoreSchema.Check(environment),
        StoreRuns.List(environment),
        StoreRuns.Compare(environment),
        StoreRuns.Remove(environment),
        StoreQueries.List(environment),
        StoreQueries.Ask(environment),
    };

    /// <summary>The option that names the store.</summary>
    public static Option<string?> Store() =>
        CommandOptions.Text("--store", "URI", "The Neo4j store: http://HOST:7474/DATABASE or https://…. Default: ADCHAIN_STORE.");

    /// <summary>The store's URI.</summary>
    /// <exception cref="CommandException">None is named, or an embedded one, which has no such parts.</exception>
    public static string Uri(string? given, CliEnvironment environment)
    {
        var text = given ?? environment.Variable("ADCHAIN_STORE");
        if (string.IsNullOrEmpty(text))
        {
            throw CommandException.Usage("no store is named: give --store http://HOST:7474/DATABASE or set ADCHAIN_STORE.");
        }

        var uri = StoreUri.Resolve(text, environment);
        return StoreUri.FileOf(uri) is null
            ? uri
            : throw CommandException.Usage("--store: an embedded store keeps records only; `adchain store` is for Neo4j, such as http://localhost:7474/neo4j. Try `adchain status`.");
    }
}
