using CsCheck;
using Graph.Analysis.Targets.Rules;
using Graph.Model.Records;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Rules;

/// <summary>Plans in the making against the rules said plainly, over every set of the candidates of a small world.</summary>
public sealed class PlanUseTests
{
    private static readonly RuleWorld World = new();

    private static readonly Gen<ActionPattern> Patterns = Gen.Select(
        OneOf<TargetKind?>(null, null, TargetKind.Account, TargetKind.Network, TargetKind.Relationship),
        OneOf<string?>(null, null, null, "alpha", "acct-1", "beta>rho", "nobody"),
        OneOf<string?>(null, null, "freeze", "FREEZE", "interview", "letter"),
        OneOf<string?>(null, null, null, "east", "west"),
        OneOf<string?>(null, null, null, "one", "Two"),
        (kind, id, action, region, team) => new ActionPattern(kind, id, action, region, team));

    private static readonly Gen<PlanRules> Rules = Gen.Select(
        Gen.Select(Patterns, Gen.Int[0, 3], (of, most) => new CountLimit(of, most)).List[0, 2],
        Gen.Select(Patterns, Gen.Int[0, 16], (of, halves) => new CostLimit(of, halves / 2m)).List[0, 2],
        Gen.Select(Patterns, OneOf("one", "two"), (of, team) => new TeamAssignment(of, team)).List[0, 3],
        Gen.Select(Patterns, Patterns, (first, second) => new ForbiddenPair(first, second)).List[0, 2],
        (counts, costs, teams, pairs) => new PlanRules { Counts = counts, Costs = costs, Teams = teams, Pairs = pairs });

    [Fact]
    public void What_fits_is_what_the_rules_allow() => Gen.Select(Rules, Gen.Int[0, 12]).Sample(
        (rules, budget) =>
        {
            var use = World.Limits(rules, budget).Start();
            for (var set = 0; set < 1 << RuleWorld.Candidates.Length; set++)
            {
                if (IsPlan(set, rules, budget))
                {
                    Compare(use, set, rules, budget);
                }
            }
        },
        iter: 40, threads: 1);

    [Fact]
    public void Pairs_are_the_exclusions_one_by_one() => Rules.Sample(
        rules =>
        {
            var expected = new List<(int, int)>();
            for (var a = 0; a < RuleWorld.Candidates.Length; a++)
            {
                for (var b = a + 1; b < RuleWorld.Candidates.Length; b++)
                {
                    if (TargetOf(a) != TargetOf(b) && rules.Pairs.Any(pair => Clash(pair, a, b, rules)))
                    {
                        expected.Add((a, b));
                    }
                }
            }

            Assert.Equal(expected, World.Limits(rules).Pairs);
        },
        iter: 100, threads: 1);

    [Fact]
    public void Adding_twice_and_removing_what_is_not_there_is_a_defect()
    {
        var use = World.Limits(PlanRules.None).Start();
        use.Add(0);
        Assert.Throws<InvalidOperationException>(() => use.Add(0));
        Assert.Throws<InvalidOperationException>(() => use.Remove(1));
    }

    /// <summary>From the empty plan to the set, every candidate beside it, and back.</summary>
    private static void Compare(PlanUse use, int set, PlanRules rules, decimal budget)
    {
        var members = Enumerable.Range(0, RuleWorld.Candidates.Length).Where(c => (set >> c & 1) == 1).ToArray();
        foreach (var c in members)
        {
            Assert.True(use.Fits(c));
            use.Add(c);
        }

        Assert.Equal(budget - members.Sum(c => RuleWorld.Candidates[c].Cost), use.Left);
        for (var c = 0; c < RuleWorld.Candidates.Length; c++)
        {
            Assert.Equal(members.Contains(c), use.Holds(c));
            Assert.Equal(!members.Contains(c) && IsPlan(set | 1 << c, rules, budget), use.Fits(c));
        }

        foreach (var c in members)
        {
            use.Remove(c);
        }

        Assert.Equal(budget, use.Left);
    }

    private static bool IsPlan(int set, PlanRules rules, decimal budget)
    {
        var members = Enumerable.Range(0, RuleWorld.Candidates.Length).Where(c => (set >> c & 1) == 1).ToArray();
        return members.Sum(c => RuleWorld.Candidates[c].Cost) <= budget
            && members.Select(TargetOf).Distinct().Count() == members.Length
            && rules.Counts.All(limit => members.Count(c => Agrees(limit.Of, c, rules)) <= limit.Most)
            && rules.Costs.All(limit => members.Where(c => Agrees(limit.Of, c, rules)).Sum(c => RuleWorld.Candidates[c].Cost) <= limit.Most)
            && rules.Pairs.All(pair => members.All(a => members.All(b => a == b || !Clash(pair, a, b, rules))));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string TargetOf(int c) => $"{RuleWorld.Candidates[c].Kind} {RuleWorld.Candidates[c].Id}";

    private static bool Clash(ForbiddenPair pair, int a, int b, PlanRules rules) =>
        Agrees(pair.First, a, rules) && Agrees(pair.Second, b, rules) || Agrees(pair.First, b, rules) && Agrees(pair.Second, a, rules);

    private static bool Agrees(ActionPattern pattern, int c, PlanRules rules)
    {
        var team = rules.Teams.FirstOrDefault(assignment => AgreesButTeam(assignment.Of, c))?.Team;
        return AgreesButTeam(pattern, c) && (pattern.Team is null || pattern.Team.Equals(team, StringComparison.OrdinalIgnoreCase));
    }

    private static bool AgreesButTeam(ActionPattern pattern, int c)
    {
        var told = RuleWorld.Candidates[c];
        return (pattern.Kind is null || pattern.Kind == told.Kind)
            && (pattern.TargetId is null || pattern.TargetId == told.Id)
            && (pattern.Action is null || pattern.Action.Equals(told.Action, StringComparison.OrdinalIgnoreCase))
            && (pattern.Region is null || pattern.Region.Equals(told.Region, StringComparison.OrdinalIgnoreCase));
    }
}
