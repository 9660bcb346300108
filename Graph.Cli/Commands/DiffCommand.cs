using System.CommandLine;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;

namespace Graph.Cli.Commands;

/// <summary><c>adchain diff</c>: what changed between two run folders.</summary>
internal static class DiffCommand
{
    public const string Examples = """
        adchain diff week46 week47
        adchain diff week46 week47 --json > changes.json
        """;

    private const int ShownScores = 30;

    public static Command Create(CliEnvironment environment)
    {
        var before = new Argument<string>("RUN") { Description = "The earlier run folder." };
        var after = new Argument<string>("RUN2") { Description = "The later run folder." };
        var json = CommandOptions.Json();
        var command = new Command("diff", "Shows what changed between two run folders: headline, scores, tiers, targets.") { before, after, json };
        command.SetAction((parsed, _) => Task.FromResult(Execute(
            environment.Resolve(parsed.GetRequiredValue(before)), environment.Resolve(parsed.GetRequiredValue(after)), parsed.GetValue(json), environment)));
        return command;
    }

    private static int Execute(string before, string after, bool json, CliEnvironment environment)
    {
        var changes = RunDifference.Between(RunContents.Read(before), RunContents.Read(after));
        if (json)
        {
            environment.Out.Write(RunJson.Text(changes));
            return ExitCodes.Done;
        }

        TableOutput.Write(environment, "Headline", ["figure", "#before", "#after"], changes.Headline.Select(c => (string[])[c.Figure, c.Before, c.After]));
        environment.Out.Write("\n");
        TableOutput.Write(
            environment,
            "Networks and resellers, largest change first",
            ["network", "what", "#amount before", "#amount after", "#change", "#share before", "#share after", "tier", "decision", "#probability before", "#probability after"],
            changes.Scores.Take(ShownScores).Select(Row));
        if (changes.Scores.Count > ShownScores)
        {
            environment.Error.WriteLine($"adchain: {changes.Scores.Count - ShownScores} more networks changed; --json has all of them.");
        }

        environment.Out.Write("\n");
        TableOutput.Write(
            environment, "Targets", ["target", "action", "what", "#rank before", "#rank after"],
            changes.Targets.Select(t => (string[])[t.TargetId, t.Action, t.What, Rank(t.RankBefore), Rank(t.RankAfter)]));
        return ExitCodes.Done;
    }

    private static string[] Row(ScoreChange c) =>
    [
        c.NetworkId, c.What, c.AmountBefore?.ToString() ?? "", c.AmountAfter?.ToString() ?? "", c.Change.ToString(), Share(c.ShareBefore), Share(c.ShareAfter),
        Word(c.TierBefore, c.TierAfter), Word(c.DecisionBefore, c.DecisionAfter),
        Share(c.ProbabilityBefore), Share(c.ProbabilityAfter),
    ];

    private static string Word(string? before, string? after) => before == after || before is null ? after ?? "" : after is null ? before : $"{before} -> {after}";

    private static string Share(double? share) => share is { } s ? FigureText.Share(s) : "";

    private static string Rank(int? rank) => rank?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
