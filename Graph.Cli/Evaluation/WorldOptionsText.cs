using System.CommandLine;
using Graph.Analysis.Simulation;
using Graph.Cli.Commands;

namespace Graph.Cli.Evaluation;

/// <summary>The options by which <c>evaluate</c> and <c>train</c> describe their worlds.</summary>
internal sealed class WorldOptionsText
{
    /// <summary>Seeds of evaluation begin above all seeds of training.</summary>
    public const long FirstEvaluationSeed = 1_000_001;

    private readonly Option<string?> worlds = CommandOptions.Text("--worlds", "N", "How many simulated worlds, instead of DATA.");
    private readonly Option<string?> seed;
    private readonly Option<string?> networks = CommandOptions.Text("--networks", "N", "Networks a world. Default: 300.");
    private readonly Option<string?> placements = CommandOptions.Text("--placements", "N", "Placements a world. Default: 300000.");
    private readonly Option<string?> weeks = CommandOptions.Text("--weeks", "N", "Weeks a world. Default: 40.");
    private readonly Option<string?> dates;
    private readonly Option<string?> adversary = CommandOptions.Text(
        "--adversary", "KIND", $"How knowing networks evade: {Words}, or all in turn. Default: all.");

    public WorldOptionsText(long firstSeed, int defaultDates)
    {
        (FirstSeed, DefaultDates) = (firstSeed, defaultDates);
        seed = CommandOptions.Text("--seed", "N", FormattableString.Invariant($"Seed of the first world; the next worlds take the next seeds. Default: {firstSeed}."));
        dates = CommandOptions.Text("--dates", "N", FormattableString.Invariant($"As-of dates a world, four weeks apart, the last on its last day. Default: {defaultDates}."));
    }

    /// <summary>The seed of the first world where none is given.</summary>
    public long FirstSeed { get; }

    private int DefaultDates { get; }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new[] { worlds, seed, networks, placements, weeks, dates, adversary })
        {
            command.Add(option);
        }
    }

    /// <summary>The seed.</summary>
    public long Seed(ParseResult parsed) => OptionValues.Whole("--seed", parsed.GetValue(seed), FirstSeed, 0, long.MaxValue / 2);

    /// <summary>The worlds, or null where none are asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sizes">Sizes in turn, as multiples of the stated one in halves: 2 is the stated size.</param>
    public WorldPlan? Plan(ParseResult parsed, IReadOnlyList<int> sizes)
    {
        var count = (int)OptionValues.Whole("--worlds", parsed.GetValue(worlds), 0, 1, 100_000);
        if (count == 0)
        {
            return null;
        }

        var networkCount = OptionValues.Whole("--networks", parsed.GetValue(networks), 300, 8, 100_000);
        var placementCount = OptionValues.Whole("--placements", parsed.GetValue(placements), 300_000, 100, 1_000_000_000);
        return new WorldPlan
        {
            Worlds = count,
            Seed = Seed(parsed),
            Networks = [.. sizes.Select(halves => (int)Math.Max(8, networkCount * halves / 2))],
            Placements = [.. sizes.Select(halves => Math.Max(100, placementCount * halves / 2))],
            Weeks = (int)OptionValues.Whole("--weeks", parsed.GetValue(weeks), 40, 14, 520),
            Adversaries = AdversariesOf(parsed.GetValue(adversary)),
            Dates = (int)OptionValues.Whole("--dates", parsed.GetValue(dates), DefaultDates, 1, 26),
        };
    }

    private static string Words => string.Join(", ", AdversaryWords.All.Select(AdversaryWords.Of));

    private static IReadOnlyList<WorldAdversary> AdversariesOf(string? text) =>
        text is null || text.Equals("all", StringComparison.OrdinalIgnoreCase) ? AdversaryWords.All
        : AdversaryWords.Find(text) is { } one ? [one]
        : throw CommandException.Usage($"--adversary: found '{text}', expected all or one of {Words}.");
}
