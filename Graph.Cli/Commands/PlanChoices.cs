using System.CommandLine;
using System.Globalization;
using Graph.Analysis.Targets;
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

    private readonly Option<bool> noExchanges = new("--no-exchanges") { Description = "Leave the plan as the greedy rule found it, without exchanges of actions." };

    /// <summary>The settings where nothing is said.</summary>
    /// <param name="budget">The budget.</param>
    public static PlanSettings Default(decimal budget) => new() { Targets = new TargetOptions { Budget = budget } };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[budget, rules, limits, eligibility, collateralPrice, objective, exact, timeLimit, slack, noExchanges])
        {
            command.Add(option);
        }
    }

    /// <summary>What the user said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">Where relative paths begin.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="CommandException">A value is not as expected, or the rules file is none.</exception>
    public PlanSettings Resolve(ParseResult parsed, CliEnvironment environment, CancellationToken cancellation)
    {
        var counts = OptionValues.Limits(parsed.GetValue(limits) ?? []);
        var file = parsed.GetValue(rules) is { } path ? PlanRulesFile.Read(environment.Resolve(path), cancellation) : (Rules: PlanRules.None, Source: (RulesSource?)null);
        return new PlanSettings
        {
            Targets = new TargetOptions
            {
                Budget = OptionValues.Budget(parsed.GetValue(budget)) ?? RunCommand.DefaultBudget,
                Objective = OptionValues.Word("--objective", parsed.GetValue(objective), PlanObjective.Coverage),
                Rules = WithLimits(file.Rules, counts),
                Eligibility = OptionValues.Word("--eligibility", parsed.GetValue(eligibility), PlanEligibility.Tier),
                CollateralPrice = CollateralPrice(parsed.GetValue(collateralPrice)),
                Exchanges = !parsed.GetValue(noExchanges),
                ExactTimeLimit = TimeLimit(parsed.GetValue(exact), parsed.GetValue(timeLimit)),
                Slack = Slack(parsed.GetValue(slack)),
            },
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

    private static double Slack(string? text) => text is null ? new TargetOptions().Slack
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && double.IsFinite(share) ? share
        : throw CommandException.Usage($"--slack: found '{text}', expected a share of at least 0, such as 0.25.");

    private static TimeSpan? TimeLimit(bool isExact, string? text) =>
        isExact ? text is null ? DefaultTimeLimit : OptionValues.Duration("--time-limit", text)
        : text is null ? null
        : throw CommandException.Usage("--time-limit: expected beside --exact only. Give --exact too, or leave it out.");
}
