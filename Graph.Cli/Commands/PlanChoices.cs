using System.CommandLine;
using System.Globalization;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Robust;
using Graph.Analysis.Targets.Rules;
using Graph.Cli.Runs;

namespace Graph.Cli.Commands;

/// <summary>The options about the plan that several verbs share, and what they resolve to.</summary>
internal sealed class PlanChoices
{
    private static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromSeconds(60);

    private readonly Option<string?> budget = CommandOptions.Budget();

    private readonly Option<string?> rules = CommandOptions.Text(
        "--rules", "FILE", "A CSV file of rules for the plan: limits, budgets, teams, actions it must or must not hold, pairs that do not go together, evidence. Default: none.");

    private readonly Option<string[]> limits = new("--limit")
    {
        HelpName = "ACTION=N",
        Description = "At most so many actions of this name; may be given several times, such as --limit freeze=5 --limit interview=10.",
    };

    private readonly Option<string?> eligibility = CommandOptions.Text(
        "--eligibility", "tier|any", "Whether an action needs its target's tier (a freeze or transfer of a network or reseller: K2), or none does. Default: tier.");

    private readonly Option<string?> collateralPrice = CommandOptions.Text(
        "--collateral-price", "N", "What a unit of honest sites' money that an action cuts off adds to its cost. Default: 0.");

    private readonly Option<string?> objective = CommandOptions.Text(
        "--objective", "coverage|flow", "Cut money where it flowed, or what an adversary could still push over its links. Default: coverage.");

    private readonly Option<bool> exact = new("--exact") { Description = "Look for the proven optimum, and say whether it was found." };

    private readonly Option<string?> timeLimit = CommandOptions.Text(
        "--time-limit", "TIME", "How long --exact may look, such as 90s, 5m or 1h; the plan may depend on it. Default: 60s.");

    private readonly Option<string?> slack = CommandOptions.Text(
        "--slack", "SHARE", "How much more than in the window a link can carry when money is rerouted. Default: 0.25.");

    private readonly Option<bool> robust = new("--robust")
    {
        Description = "Plan for the mean of worlds that lists and records leave possible, and say how stable the plan is in them.",
    };

    private readonly Option<string?> worlds = CommandOptions.Text("--worlds", "N", "How many worlds --robust draws, 2 to 10000. Default: 64.");

    private readonly Option<string?> mobility = CommandOptions.Text(
        "--mobility", "none|measured|SHARE",
        "How much of honest sites' money that is cut off counts as moving elsewhere by itself: nothing, what the window before tells, or a share. Default: none.");

    private readonly Option<bool> noExchanges = new("--no-exchanges") { Description = "Leave the plan as the greedy rule found it, without exchanges of actions." };

    /// <summary>The settings where nothing is said.</summary>
    /// <param name="budget">The budget.</param>
    public static PlanSettings Default(decimal budget) => new() { Targets = new TargetOptions { Budget = budget, Frontier = true } };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[budget, rules, limits, eligibility, collateralPrice, mobility, objective, exact, timeLimit, slack, robust, worlds, noExchanges])
        {
            command.Add(option);
        }
    }

    /// <summary>What the user said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">Where relative paths begin.</param>
    /// <param name="seed">Seed of what is drawn by chance.</param>
    /// <param name="threads">Threads to use at most; 0: one per core.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="CommandException">A value is not as expected, or the rules file is none.</exception>
    public PlanSettings Resolve(ParseResult parsed, CliEnvironment environment, long seed, int threads, CancellationToken cancellation)
    {
        var counts = OptionValues.Limits(parsed.GetValue(limits) ?? []);
        var file = parsed.GetValue(rules) is { } path ? PlanRulesFile.Read(environment.Resolve(path), cancellation) : (Rules: PlanRules.None, Source: (RulesSource?)null);
        var wanted = OptionValues.Word("--objective", parsed.GetValue(objective), PlanObjective.Coverage);
        var (isMeasured, share) = MobilityOf(parsed.GetValue(mobility));
        return new PlanSettings
        {
            Targets = new TargetOptions
            {
                Budget = OptionValues.Budget(parsed.GetValue(budget)) ?? RunCommand.DefaultBudget,
                Objective = wanted,
                Rules = WithLimits(file.Rules, counts),
                Eligibility = OptionValues.Word("--eligibility", parsed.GetValue(eligibility), PlanEligibility.Tier),
                CollateralPrice = CollateralPrice(parsed.GetValue(collateralPrice)),
                Exchanges = !parsed.GetValue(noExchanges),
                ExactTimeLimit = TimeLimit(parsed.GetValue(exact), parsed.GetValue(timeLimit)),
                Slack = Slack(parsed.GetValue(slack)),
                Mobility = share,
                Robust = Doubts(parsed.GetValue(robust), parsed.GetValue(worlds), wanted, seed, threads),
                Frontier = true,
            },
            UsesMeasuredMobility = isMeasured,
            Rules = file.Source,
            Limits = counts,
        };
    }

    /// <summary>The rules of the file, and those of the command line after them.</summary>
    private static PlanRules WithLimits(PlanRules rules, IReadOnlyDictionary<string, int> counts)
    {
        try
        {
            _ = new ActionEvidence(rules.Evidence);
        }
        catch (PlanRuleException broken)
        {
            throw CommandException.Usage($"--rules: {broken.Message}");
        }

        return counts.Count == 0 ? rules
            : rules with { Counts = [.. rules.Counts, .. counts.Select(count => new CountLimit(new ActionPattern(Action: count.Key), count.Value))] };
    }

    private static decimal CollateralPrice(string? text) => text is null ? 0m
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) ? price
        : throw CommandException.Usage($"--collateral-price: found '{text}', expected a number of at least 0, such as 0.001.");

    private static (bool IsMeasured, double? Share) MobilityOf(string? text) =>
        text is null || string.Equals(text, "none", StringComparison.OrdinalIgnoreCase) ? (false, null)
        : string.Equals(text, "measured", StringComparison.OrdinalIgnoreCase) ? (true, null)
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share <= 1.0 ? (false, share)
        : throw CommandException.Usage($"--mobility: found '{text}', expected none, measured, or a share from 0 to 1, such as 0.4.");

    private static RobustOptions? Doubts(bool isRobust, string? count, PlanObjective objective, long seed, int threads)
    {
        if (!isRobust)
        {
            return count is null ? null : throw CommandException.Usage("--worlds: expected beside --robust only. Give --robust too, or leave it out.");
        }

        return objective == PlanObjective.Coverage
            ? new RobustOptions { Worlds = (int)OptionValues.Whole("--worlds", count, 64, 2, 10_000), Seed = (ulong)seed, Threads = threads }
            : throw CommandException.Usage("--robust: found beside --objective flow, which has no means over worlds. Leave one of the two out.");
    }

    private static double Slack(string? text) => text is null ? new TargetOptions().Slack
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && double.IsFinite(share) ? share
        : throw CommandException.Usage($"--slack: found '{text}', expected a share of at least 0, such as 0.25.");

    private static TimeSpan? TimeLimit(bool isExact, string? text) =>
        isExact ? text is null ? DefaultTimeLimit : OptionValues.Duration("--time-limit", text)
        : text is null ? null
        : throw CommandException.Usage("--time-limit: expected beside --exact only. Give --exact too, or leave it out.");
}
