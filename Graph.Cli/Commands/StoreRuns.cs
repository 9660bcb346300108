using System.CommandLine;
using System.Globalization;
using Graph.Cli.Reports;
using Graph.Cli.Terminal;
using Graph.Ingest.Stores;
using Graph.Model.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain store runs</c>, <c>compare</c> and <c>remove</c>: the runs written back to a store.</summary>
internal static class StoreRuns
{
    public const string ListExamples = """
        adchain store runs --store http://localhost:7474/neo4j
        adchain store runs --store http://localhost:7474/neo4j --json
        """;

    public const string CompareExamples = "adchain store compare 2026-11-15-0123456789ab 2026-11-22-ba9876543210 --store http://localhost:7474/neo4j";

    public const string RemoveExamples = "adchain store remove 2026-11-15-0123456789ab --store http://localhost:7474/neo4j";

    /// <summary>A document of <c>--json</c>.</summary>
    private sealed record ListDocument(IReadOnlyList<RunEntry> Runs);

    /// <summary>A document of <c>--json</c>.</summary>
    private sealed record RemoveDocument(string Removed, string? ShowsScores, string? ShowsTargets);

    public static Command List(CliEnvironment environment)
    {
        var (store, json) = (StoreCommand.Store(), CommandOptions.Json());
        var command = new Command("runs", "Lists the runs written back to a store, and which of them parties show.") { store, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(
            List(StoreCommand.Uri(parsed.GetValue(store), environment), parsed.GetValue(json), environment, cancellation)));
        return command;
    }

    public static Command Compare(CliEnvironment environment)
    {
        var before = new Argument<string>("RUN") { Description = "The id of the one run." };
        var after = new Argument<string>("RUN2") { Description = "The id of the other." };
        var (store, json) = (StoreCommand.Store(), CommandOptions.Json());
        var command = new Command("compare", "Shows what changed between two runs written back to a store: scores, targets, findings.") { before, after, store, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Compare(
            StoreCommand.Uri(parsed.GetValue(store), environment), parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), parsed.GetValue(json), environment,
            cancellation)));
        return command;
    }

    public static Command Remove(CliEnvironment environment)
    {
        var run = new Argument<string>("RUN") { Description = "The run's id." };
        var (store, json) = (StoreCommand.Store(), CommandOptions.Json());
        var command = new Command("remove", "Removes a run written back to a store; parties then show the newest that is left. Records and notes of analysts stay.")
        {
            run, store, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Remove(
            StoreCommand.Uri(parsed.GetValue(store), environment), parsed.GetRequiredValue(run), parsed.GetValue(json), environment, cancellation)));
        return command;
    }

    private static int List(string uri, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        using var store = FindingsStores.Open(uri, cancellation);
        var runs = store.Runs();
        if (json)
        {
            environment.Out.Write(RunJson.Text(new ListDocument(runs)));
            return ExitCodes.Done;
        }

        TableOutput.Write(
            environment, "Runs", ["#number", "run", "as of", "#weeks", "program", "#scores", "#findings", "#targets", "shown"],
            runs.Select(run => (string[])
            [
                Number(run.Number), run.Id, FigureText.Day(run.AsOf), Number(run.WindowWeeks), run.Program, Number(run.Scores), Number(run.Findings), Number(run.Targets),
                string.Join(", ", Shown(run)),
            ]));
        return ExitCodes.Done;
    }

    private static IEnumerable<string> Shown(RunEntry run)
    {
        if (run.ShowsScores)
        {
            yield return "scores";
        }

        if (run.ShowsTargets)
        {
            yield return "targets";
        }
    }

    private static int Compare(string uri, string before, string after, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        using var store = FindingsStores.Open(uri, cancellation);
        var changes = store.Compare(before, after, cancellation);
        if (json)
        {
            environment.Out.Write(RunJson.Text(changes));
            return ExitCodes.Done;
        }

        TableOutput.Write(
            environment, "Networks and resellers",
            ["party", "tier", "decision", "#probability before", "#probability after", "#exposure before", "#exposure after"], changes.Scores.Select(Row));
        environment.Out.Write("\n");
        TableOutput.Write(
            environment, "Targets", ["kind", "target", "action", "#rank before", "#rank after", "#gain before", "#gain after"],
            changes.Targets.Select(t => (string[])
            [
                t.Kind, t.Id, t.Action, Number(t.Before?.Rank), Number(t.After?.Rank), t.Before?.Gain.ToString() ?? "", t.After?.Gain.ToString() ?? "",
            ]));
        environment.Out.Write("\n");
        TableOutput.Write(
            environment, "Findings", ["party", "signal", "#before", "#after"],
            changes.Findings.Select(f => (string[])[f.Party, f.Signal, Number(f.Before), Number(f.After)]));
        return ExitCodes.Done;
    }

    private static string[] Row(ScoreMove move) =>
    [
        move.Party, Change(move.Before?.Tier, move.After?.Tier), Change(move.Before?.Decision, move.After?.Decision), Share(move.Before?.Probability),
        Share(move.After?.Probability), move.Before?.Exposure.ToString() ?? "", move.After?.Exposure.ToString() ?? "",
    ];

    private static int Remove(string uri, string run, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        using var store = FindingsStores.Open(uri, cancellation);
        store.Remove(run, cancellation);
        var left = store.Runs();
        var document = new RemoveDocument(run, left.FirstOrDefault(r => r.ShowsScores)?.Id, left.FirstOrDefault(r => r.ShowsTargets)?.Id);
        if (json)
        {
            environment.Out.Write(RunJson.Text(document));
            return ExitCodes.Done;
        }

        TableOutput.Write(
            environment, "Removed", ["what", "run"],
            [["removed", run], ["parties show scores of", document.ShowsScores ?? "none"], ["parties show targets of", document.ShowsTargets ?? "none"]]);
        return ExitCodes.Done;
    }

    private static string Change(string? before, string? after) => before == after || before is null ? after ?? "" : after is null ? before : $"{before} -> {after}";

    private static string Share(double? share) => share is { } known ? FigureText.Share(known) : "";

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
