using System.CommandLine;
using Graph.Cli.Reports;
using Graph.Cli.Terminal;
using Graph.Ingest.Stores;
using Graph.Model.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain store init</c> and <c>check</c>: the constraints and indexes of a store.</summary>
internal static class StoreSchema
{
    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, bool Sound, IReadOnlyList<StoreSchemaItem> Items);

    public static Command Init(CliEnvironment environment) => Create(
        "init", "Makes an empty Neo4j database a store, with its constraints and indexes; in a store makes what is missing.", StoreSchemas.Make, environment);

    public static Command Check(CliEnvironment environment) => Create(
        "check", "Says which constraints and indexes of a store are missing, failed or other than they should be; changes nothing.", StoreSchemas.Check, environment);

    private static Command Create(
        string name, string description, Func<string, CancellationToken, IReadOnlyList<StoreSchemaItem>> look, CliEnvironment environment)
    {
        var (store, json) = (StoreCommand.Store(), CommandOptions.Json());
        var command = new Command(name, description) { store, json };
        command.SetAction((parsed, cancellation) =>
        {
            var uri = StoreCommand.Uri(parsed.GetValue(store), environment);
            return Task.FromResult(Write(look(uri, cancellation), parsed.GetValue(json), environment));
        });
        return command;
    }

    private static int Write(IReadOnlyList<StoreSchemaItem> items, bool json, CliEnvironment environment)
    {
        var broken = items.Where(item => item.Difference is not null).ToList();
        var exitCode = broken.Count == 0 ? ExitCodes.Done : ExitCodes.Store;
        if (json)
        {
            environment.Out.Write(RunJson.Text(new Document(exitCode, broken.Count == 0, items)));
        }
        else
        {
            TableOutput.Write(environment, "Schema", ["name", "what", "state"], items.Select(item => (string[])[item.Name, item.Description, item.Difference ?? "in use"]));
        }

        return broken.Count == 0
            ? exitCode
            : throw new StoreException($"{broken.Count} of {items.Count} constraints and indexes differ from what the store needs: {string.Join(", ", broken.Select(item => item.Name))}. Run `adchain store init`.");
    }
}
