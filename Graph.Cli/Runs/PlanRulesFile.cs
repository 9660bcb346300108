using Graph.Analysis.Knowledge.Tiers;
using Graph.Analysis.Targets.Rules;
using Graph.Ingest.Csv;

namespace Graph.Cli.Runs;

/// <summary>Reads the rules file of a planner.</summary>
internal static class PlanRulesFile
{
    private const string RuleWords = "limit, budget, team, forbid, force, exclude or evidence";

    /// <summary>The rules of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="CommandException">There is no such file, or a row is no rule: all the wrong rows are counted, the first is told.</exception>
    public static (PlanRules Rules, RulesSource Source) Read(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw CommandException.Usage($"--rules: there is no file {path}. Check the path.");
        }

        var table = Table(path, cancellation);
        if (table.Unknown.Count > 0)
        {
            throw CommandException.Usage(
                $"--rules: {path}, line 1: found column '{table.Unknown[0]}', expected only {string.Join(", ", RuleRow.Columns)}. Correct the header.");
        }

        return (Rules(path, table), new RulesSource(Path.GetFileName(path), CsvFile.Sha256(path, cancellation), table.Rows.Count));
    }

    private static CsvTable Table(string path, CancellationToken cancellation)
    {
        try
        {
            return CsvTable.Read(path, RuleRow.Columns[..1], RuleRow.Columns[1..], cancellation);
        }
        catch (CsvTableException broken)
        {
            throw CommandException.Usage($"--rules: {path}, {broken.Message}.");
        }
    }

    private static PlanRules Rules(string path, CsvTable table)
    {
        var rules = new Collected();
        var wrong = new List<string>();
        foreach (var row in table.Rows)
        {
            try
            {
                rules.Add(new RuleRow(row));
            }
            catch (RuleRowException broken)
            {
                wrong.Add(broken.Message);
            }
        }

        return wrong.Count switch
        {
            0 => rules.Rules(),
            1 => throw CommandException.Usage($"--rules: {path}, {wrong[0]}."),
            _ => throw CommandException.Usage($"--rules: {path}, {wrong[0]}; {wrong.Count - 1} more of its rows are wrong."),
        };
    }

    /// <summary>Rules by kind, in file order.</summary>
    private sealed class Collected
    {
        private readonly List<CountLimit> counts = [];
        private readonly List<CostLimit> costs = [];
        private readonly List<TeamAssignment> teams = [];
        private readonly List<ForcedAction> forced = [];
        private readonly List<ActionPattern> forbidden = [];
        private readonly List<ForbiddenPair> pairs = [];
        private readonly List<EvidenceRule> evidence = [];

        public PlanRules Rules() => new()
        {
            Counts = counts,
            Costs = costs,
            Teams = teams,
            Forced = forced,
            Forbidden = forbidden,
            Pairs = pairs,
            Evidence = evidence,
        };

        public void Add(RuleRow row)
        {
            switch (row["rule"].ToLowerInvariant())
            {
                case "limit":
                    counts.Add(new CountLimit(row.Pattern(), row.Count()));
                    break;
                case "budget":
                    costs.Add(new CostLimit(row.Pattern(), row.Cost()));
                    break;
                case "team":
                    teams.Add(new TeamAssignment(row.Pattern(withTeam: false), row.Required("team", "the team that carries these actions out")));
                    break;
                case "forbid":
                    forbidden.Add(Named(row, row.Pattern(), "action", "something that tells which actions are forbidden; an empty row would forbid them all"));
                    break;
                case "force":
                    row.Required("target_id", "the target of the action that the plan must hold");
                    forced.Add(new ForcedAction(row.Pattern(), row.Given("value") is null ? null : row.Cost()));
                    break;
                case "exclude":
                    pairs.Add(new ForbiddenPair(
                        Named(row, row.Pattern(), "action", "something that tells which actions these are"),
                        Named(row, row.Other(), "other_action", "something that tells which actions they do not go with")));
                    break;
                case "evidence":
                    evidence.Add(new EvidenceRule(row.Required("action", "the action that needs evidence"), TierOf(row)));
                    break;
                default:
                    throw row.Wrong("rule", RuleWords);
            }

            row.RequireNothingElse();
        }

        private static ActionPattern Named(RuleRow row, ActionPattern pattern, string column, string expected) =>
            pattern == new ActionPattern() ? throw row.Wrong(column, expected) : pattern;

        private static Tier TierOf(RuleRow row) =>
            Enum.GetValues<Tier>().Where(tier => string.Equals(row["value"], tier.ToString(), StringComparison.OrdinalIgnoreCase)).Cast<Tier?>().FirstOrDefault()
            ?? throw row.Wrong("value", "a tier: K0, K1, K2 or K3");
    }
}
