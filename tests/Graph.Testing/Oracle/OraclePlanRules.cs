using System.Globalization;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>What a tiny world's <c>plan/</c> folder says a plan may and must do, said plainly: the parts that the tiny worlds use.</summary>
public sealed class OraclePlanRules
{
    private readonly Dictionary<string, int> limits = [];
    private readonly List<(string[] One, string[] Other)> excluded = [];
    private readonly Dictionary<string, string> tiers = [];
    private readonly List<(string[] Pattern, decimal? Cost)> forced = [];

    /// <summary>What all actions may cost together.</summary>
    public decimal Budget { get; private set; } = 10m;

    /// <summary>Whether there is anything beside the budget.</summary>
    public bool Any => limits.Count + excluded.Count + forced.Count > 0;

    /// <summary>Reads <c>plan/options.txt</c>, the rules file that it names, and the tiers of <c>expected/scores.csv</c>.</summary>
    public static OraclePlanRules Load(string world)
    {
        var rules = new OraclePlanRules();
        var words = Options(world);
        for (var i = 0; i < words.Count; i += 2)
        {
            rules.Take(world, words[i], words[i + 1]);
        }

        foreach (var cells in File.ReadAllLines(Path.Combine(world, "expected", "scores.csv")).Skip(1).Select(line => line.Split(',')))
        {
            rules.tiers[cells[0]] = cells[2];
        }

        return rules;
    }

    /// <summary>The words of <c>plan/options.txt</c>; none where there is no such file.</summary>
    public static IReadOnlyList<string> Options(string world) =>
        Path.Combine(world, "plan", "options.txt") is var path && File.Exists(path)
            ? File.ReadAllText(path).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];

    /// <summary>The actions that come first.</summary>
    public IReadOnlyList<OracleCandidate> Forced(IEnumerable<OracleCandidate> candidates) =>
        candidates.Where(c => forced.Any(rule => Agrees(rule.Pattern, c))).ToList();

    /// <summary>What an action takes of the budget.</summary>
    public decimal Cost(OracleCandidate c) => forced.Where(rule => Agrees(rule.Pattern, c)).Select(rule => rule.Cost).FirstOrDefault() ?? c.Cost;

    /// <summary>Whether some actions, no two on one target, may be taken together.</summary>
    public bool IsPlan(IReadOnlyCollection<OracleCandidate> chosen) =>
        chosen.Sum(Cost) <= Budget
        && chosen.All(c => !NeedsK2(c) || Tier(c) is "K2" or "K3")
        && limits.All(limit => chosen.Count(c => c.Action == limit.Key) <= limit.Value)
        && !excluded.Any(pair => chosen.Any(a => Agrees(pair.One, a) && chosen.Any(b => a != b && Agrees(pair.Other, b))));

    private static bool NeedsK2(OracleCandidate c) => c.Action is "freeze" or "transfer" && c.Kind is TargetKind.Network or TargetKind.Reseller;

    private string Tier(OracleCandidate c) => tiers[c.Id];

    private void Take(string world, string option, string value)
    {
        switch (option)
        {
            case "--budget":
                Budget = decimal.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--limit":
                limits.Add(value.Split('=')[0], int.Parse(value.Split('=')[1], CultureInfo.InvariantCulture));
                break;
            case "--rules":
                TakeFile(Path.Combine(world, value));
                break;
            default:
                throw new InvalidDataException($"{world}: no option {option}");
        }
    }

    private void TakeFile(string path)
    {
        var lines = File.ReadAllLines(path).Select(line => line.Split(',')).ToList();
        foreach (var row in lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(p => p.First, p => p.Second)))
        {
            string[] one = [row["target_kind"], row["target_id"], row["action"]];
            switch (row["rule"])
            {
                case "force":
                    forced.Add((one, row["value"].Length == 0 ? null : decimal.Parse(row["value"], CultureInfo.InvariantCulture)));
                    break;
                case "exclude":
                    excluded.Add((one, [row["other_kind"], row["other_id"], row["other_action"]]));
                    break;
                default:
                    throw new InvalidDataException($"{path}: no rule {row["rule"]}");
            }
        }
    }

    private static bool Agrees(string[] pattern, OracleCandidate c) =>
        pattern.Zip((string[])[c.Kind.ToString().ToLowerInvariant(), c.Id, c.Action]).All(part => part.First.Length == 0 || part.First == part.Second);
}
