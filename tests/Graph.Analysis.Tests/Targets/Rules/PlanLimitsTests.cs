using Graph.Analysis.Targets.Rules;
using Graph.Model.Records;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Rules;

/// <summary>How rules over names become limits over numbers, and what is said where they cannot be followed.</summary>
public sealed class PlanLimitsTests
{
    private static readonly RuleWorld World = new();

    [Fact]
    public void The_world_is_as_told() =>
        Assert.Equal(RuleWorld.Candidates.Select(told => $"{told.Id} {told.Action}"), RuleWorld.Names(World.All));

    [Fact]
    public void Forced_actions_come_in_candidate_order_with_what_they_still_cost()
    {
        var limits = World.Limits(new PlanRules
        {
            Forced = [new(new(TargetId: "beta", Action: "freeze"), 0m), new(new(TargetId: "acct-1", Action: "letter"), null), new(new(TargetId: "rho"), null)],
        });
        Assert.Equal([RuleWorld.Of("acct-1", "letter"), RuleWorld.Of("beta", "Freeze"), RuleWorld.Of("rho", "cut")], limits.Forced);
        Assert.Equal([1m, 0m, 1m], limits.Forced.Select(c => limits.Price[c]));
        Assert.Equal(3m, limits.Price[RuleWorld.Of("acct-1", "freeze")]);
    }

    [Fact]
    public void The_first_assignment_gives_the_team()
    {
        var limits = World.Limits(new PlanRules
        {
            Teams = [new(new(Region: "east"), "one"), new(new(), "two")],
            Counts = [new(new(Team: "one"), 1)],
            Costs = [new(new(Team: "TWO"), 2m)],
        });
        Assert.Equal([RuleWorld.Of("alpha", "Freeze"), RuleWorld.Of("alpha", "interview"), RuleWorld.Of("rho", "cut")], limits.Groups[0].Members);
        Assert.Equal((1, decimal.MaxValue), (limits.Groups[0].MostCount, limits.Groups[0].MostCost));
        Assert.Equal([0, 1, 2, 3, 6, 7, 8], limits.Groups[1].Members);
        Assert.Equal((int.MaxValue, 2m), (limits.Groups[1].MostCount, limits.Groups[1].MostCost));
        Assert.Empty(limits.Unmatched);
    }

    [Fact]
    public void Rules_that_speak_of_nothing_are_told()
    {
        var limits = World.Limits(new PlanRules
        {
            Teams = [new(new(Region: "north"), "one")],
            Counts = [new(new(Action: "freez"), 5)],
            Costs = [new(new(TargetKind.Relationship, Action: "freeze"), 2.5m)],
            Pairs = [new(new(TargetId: "alpha"), new(TargetId: "gamma", Team: "one"))],
        });
        Assert.Equal(
            [
                "team one: no action agrees with region north",
                "limit of 5: no action agrees with action freez",
                "budget of 2.5: no action agrees with target kind relationship, action freeze",
                "exclude: no action agrees with target gamma, team one",
            ],
            limits.Unmatched);
        Assert.Empty(limits.Groups);
        Assert.Empty(limits.Exclusions);
    }

    [Fact]
    public void A_pattern_without_parts_means_every_action()
    {
        var limits = World.Limits(new PlanRules { Counts = [new(new(), 2)] });
        Assert.Equal(RuleWorld.Candidates.Length, limits.Groups.Single().Members.Length);
    }

    public static TheoryData<string, PlanRules> Unfollowable => new()
    {
        { "there is no target for target gamma in the money", Force(new ActionPattern(TargetId: "gamma")) },
        { "there is no target for target kind reseller, target alpha in", Force(new ActionPattern(TargetKind.Reseller, "alpha")) },
        { "target alpha, action letter is not open to this plan", Force(new ActionPattern(TargetId: "alpha", Action: "letter")) },
        { "target alpha means 2 actions (Freeze of network alpha, interview of network alpha)", Force(new ActionPattern(TargetId: "alpha")) },
        { "means 4 actions (freeze of account acct-1, freeze of account acct-2, Freeze of network alpha and 1 more)", Force(new ActionPattern(Action: "freeze")) },
        { "cut of reseller rho is forced twice", Force(new ActionPattern(TargetId: "rho"), new ActionPattern(TargetId: "rho", Action: "cut")) },
        { "are two actions on one target", Force(new ActionPattern(TargetId: "alpha", Action: "freeze"), new ActionPattern(TargetId: "alpha", Action: "interview")) },
        { "the forced actions take 11, the budget is 10", Force(new ActionPattern(TargetId: "alpha", Action: "freeze"), new ActionPattern(TargetId: "beta", Action: "freeze"), new ActionPattern(TargetId: "acct-1", Action: "freeze")) },
        { "go beyond the limit of 1", Force(new ActionPattern(TargetId: "alpha", Action: "freeze"), new ActionPattern(TargetId: "beta", Action: "freeze")) with { Counts = [new(new(TargetKind.Network), 1)] } },
        { "go beyond the budget of 3.5", Force(new ActionPattern(TargetId: "alpha", Action: "freeze")) with { Costs = [new(new(Region: "East"), 3.5m)] } },
        {
            "interview of network alpha and ask of relationship beta>rho do not go together",
            Force(new ActionPattern(TargetId: "alpha", Action: "interview"), new ActionPattern(TargetId: "beta>rho")) with { Pairs = [new(new(TargetKind.Relationship), new(Action: "interview"))] }
        },
        { "limit: -1 for action freeze is below 0", new PlanRules { Counts = [new(new(Action: "freeze"), -1)] } },
        { "budget: -0.5 for any action is below 0", new PlanRules { Costs = [new(new(), -0.5m)] } },
        { "force: -2 for target rho is below 0", new PlanRules { Forced = [new(new(TargetId: "rho"), -2m)] } },
    };

    [Theory]
    [MemberData(nameof(Unfollowable), DisableDiscoveryEnumeration = true)]
    public void Rules_that_cannot_be_followed_say_why(string reason, PlanRules rules)
    {
        var broken = Assert.Throws<PlanRuleException>(() => World.Limits(rules, budget: 10m));
        Assert.Contains(reason, broken.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forced_actions_of_nothing_left_to_pay_fit_a_budget_of_nothing()
    {
        var limits = World.Limits(new PlanRules { Forced = [new(new(TargetId: "beta", Action: "freeze"), 0m)] }, budget: 0m);
        var use = limits.Start();
        Assert.True(use.Fits(limits.Forced[0]));
        use.Add(limits.Forced[0]);
        Assert.All(Enumerable.Range(0, RuleWorld.Candidates.Length), c => Assert.False(use.Fits(c)));
    }

    private static PlanRules Force(params ActionPattern[] patterns) => new() { Forced = [.. patterns.Select(pattern => new ForcedAction(pattern, null))] };
}
