using System.CommandLine;
using System.Globalization;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain audit</c>: a network's own view, with the code and the figures of a run.</summary>
internal static class AuditCommand
{
    public const string Examples = """
        adchain audit data --network net-0001 --out audit-47
        adchain audit data --network net-0001 --out audit-48 --before audit-47 --lang zh
        """;

    private const int ShownFixes = 10;

    /// <summary>What an audit needs to know, resolved.</summary>
    private sealed record Options(
        string Data, string Network, string Out, string? Before, CutOptions Cut, KnowledgeSettings Knowledge, string Language, double MaxRejectShare, bool Json);

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, string Out, string Report, AuditDocument Audit);

    public static Command Create(CliEnvironment environment)
    {
        var data = CommandOptions.Data();
        var network = CommandOptions.Required("--network", "ID", "The network or reseller to audit.");
        var output = CommandOptions.Required("--out", "DIR", "Folder for the audit.");
        var before = CommandOptions.Text("--before", "DIR", "An earlier audit of the same network: shows what changed since.");
        var (asOf, knownAt, window) = (CommandOptions.AsOf(), CommandOptions.KnownAt(), CommandOptions.Window());
        var (language, maxRejectShare, json, choices) = (CommandOptions.Language(), CommandOptions.MaxRejectShare(), CommandOptions.Json(), new KnowledgeChoices());
        var command = new Command("audit", "Shows a network what a run says about it: what makes its exposure, deadlines, fixes, and a declaration to sign. Its own records are enough.")
        {
            data, network, output, before, asOf, knownAt, window, language, maxRejectShare, json,
        };
        choices.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            new Options(
                environment.Resolve(parsed.GetRequiredValue(data)),
                parsed.GetRequiredValue(network),
                environment.Resolve(parsed.GetRequiredValue(output)),
                parsed.GetValue(before) is { } earlier ? environment.Resolve(earlier) : null,
                OptionValues.Cut(parsed, asOf, knownAt, window),
                choices.Resolve(parsed, environment, threads: 0),
                OptionValues.Language(parsed.GetValue(language), environment),
                OptionValues.MaxRejectShare(parsed.GetValue(maxRejectShare)),
                parsed.GetValue(json)),
            environment,
            cancellation)));
        return command;
    }

    private static int Execute(Options options, CliEnvironment environment, CancellationToken cancellation)
    {
        var data = InputFolder.List(options.Data);
        var before = options.Before is { } earlier ? AuditFolder.Read(earlier) : null;
        using var folder = AuditFolder.Open(options.Out);
        using var progress = new ProgressLine(environment);
        var (audit, complaint) = Audit(options, data, before, folder, environment, progress, cancellation);
        folder.Publish(audit, options.Language);
        progress.Dispose();
        var exitCode = complaint is null ? ExitCodes.Done : ExitCodes.Input;
        Say(options, audit, exitCode, environment);
        return complaint is null ? exitCode : throw CommandException.Input(complaint);
    }

    private static (AuditDocument Audit, string? Complaint) Audit(
        Options options, DataFolder data, AuditDocument? before, AuditFolder folder, CliEnvironment environment, ProgressLine progress, CancellationToken cancellation)
    {
        var clock = new StageClock(environment.Clock);
        progress.Stage($"reading {data.Files.Count} files");
        using var store = RecordStores.Open(StoreUri.OfFile(folder.StoreFile), readOnly: false, folder.SpillPath);
        var inputs = RunInputs.Of(IngestPipeline.Run(data, store, environment.Clock, progress.Report, cancellation));
        var cut = MoneyAnalysis.Cut(store, options.Cut) ?? throw CommandException.Input(InputFolder.NoPlacement);
        progress.Stage($"auditing {options.Network}");
        var audit = new AuditAnalysis(store, options.Knowledge, clock, cancellation).Run(cut, options.Network, inputs);
        return (before is null ? audit : audit with { Change = AuditDifference.Between(before, audit) }, inputs.Complaint(options.MaxRejectShare));
    }

    private static void Say(Options options, AuditDocument audit, int exitCode, CliEnvironment environment)
    {
        var page = Path.Combine(options.Out, AuditFolder.PageName);
        if (options.Json)
        {
            environment.Out.Write(RunJson.Text(new Document(exitCode, options.Out, page, audit)));
            return;
        }

        TableOutput.Write(environment, $"Audit of {audit.NetworkId}", ["figure", "value"], Figures(audit, page));
        environment.Out.Write("\n");
        TableOutput.Write(
            environment, "Fixes, most exposure first", ["#rank", "kind", "id", "#removes", "#together", "#clean money beside"],
            audit.Fixes.Take(ShownFixes).Select(fix => (string[])[Number(fix.Rank), fix.Kind, fix.Id, fix.Removed.ToString(), FigureText.Share(fix.CumulativeShare), fix.Clean.ToString()]));
    }

    private static IEnumerable<IReadOnlyList<string>> Figures(AuditDocument audit, string page)
    {
        yield return ["as of", audit.AsOf];
        yield return ["reached pirate sites", $"{audit.Exposure.Amount} ({audit.Exposure.Low} to {audit.Exposure.High})"];
        yield return ["share of payouts", FigureText.Share(audit.Exposure.Share)];
        yield return ["tier, decision", $"{audit.Case.Tier}, {audit.Case.Decision}"];
        yield return ["signals that fired", Signals(audit, "fired")];
        yield return ["signals not assessable", Signals(audit, "not_assessable")];
        yield return ["notices to answer", Number(audit.Deadlines.Count(deadline => deadline.State is "running" or "overdue"))];
        foreach (var later in audit.Outlook)
        {
            yield return [$"if all of it stops, on {later.AsOf}", $"{later.Tier}, {later.Decision}"];
        }

        yield return ["declaration that fits the records", audit.Declaration.Statement];
        if (audit.Change is { } change)
        {
            yield return [$"since {change.AsOf}", $"{(change.Amount.Units > 0 ? "+" : "")}{change.Amount}, tier {change.TierBefore} -> {audit.Case.Tier}, {Number(change.SitesGone.Count)} sites gone, {Number(change.SitesNew.Count)} new"];
        }

        yield return ["report", page];
    }

    private static string Signals(AuditDocument audit, string state) =>
        string.Join(' ', audit.Case.Signals.Where(signal => signal.State == state).Select(signal => signal.Signal)) is { Length: > 0 } ids ? ids : "none";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
