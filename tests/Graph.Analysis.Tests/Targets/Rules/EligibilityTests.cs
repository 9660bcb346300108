using Graph.Analysis.Knowledge.Tiers;
using Graph.Analysis.Targets.Rules;
using Graph.Model.Records;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Rules;

/// <summary>What tiers and prohibitions leave to choose from.</summary>
public sealed class EligibilityTests
{
    private static readonly RuleWorld World = new();

    private static readonly Dictionary<string, Tier> Tiers = new() { ["alpha"] = Tier.K2, ["beta"] = Tier.K1, ["rho"] = Tier.K0 };

    [Fact]
    public void A_freeze_needs_K2_on_networks_and_nothing_on_accounts()
    {
        var eligible = World.Eligibility(PlanRules.None, Tiers);
        Assert.Same(World.All, eligible.Wide);
        Assert.Equal(RuleWorld.Names(World.All).Except(["beta Freeze"]), RuleWorld.Names(eligible.Allowed));
        Assert.Equal(1, eligible.BarredActions);
        Assert.Empty(eligible.Unmatched);
    }

    [Fact]
    public void Without_tiers_nothing_is_barred()
    {
        var eligible = World.Eligibility(PlanRules.None);
        Assert.Same(World.All, eligible.Allowed);
        Assert.Equal(0, eligible.BarredActions);
    }

    [Fact]
    public void A_judged_party_without_a_tier_stands_at_K0() =>
        Assert.Equal(2, World.Eligibility(PlanRules.None, new Dictionary<string, Tier>()).BarredActions);

    [Fact]
    public void Rules_take_the_place_of_defaults_and_a_relationship_goes_by_its_payer()
    {
        var rules = new PlanRules { Evidence = [new("ask", Tier.K2), new("FREEZE", Tier.K1), new("cut", Tier.K1)] };
        Assert.Equal(RuleWorld.Names(World.All).Except(["beta>rho ask", "rho cut"]), RuleWorld.Names(World.Eligibility(rules, Tiers).Allowed));
    }

    [Fact]
    public void A_target_of_which_nothing_is_left_is_no_target()
    {
        var eligible = World.Eligibility(new PlanRules { Forbidden = [new(TargetKind.Network, Action: "interview"), new(TargetId: "acct-1")] }, Tiers);
        Assert.Equal(["acct-2 freeze", "acct-2 letter", "alpha Freeze", "beta>rho ask", "rho cut"], RuleWorld.Names(eligible.Allowed));
        Assert.Equal(["acct-2", "alpha", "beta>rho", "rho"], eligible.Allowed.Targets.Select(target => target.Id));
        Assert.Equal(["acct-2", "alpha", "beta", "beta>rho", "rho"], eligible.Wide.Targets.Select(target => target.Id));
        Assert.All(eligible.Allowed.Targets, target => Assert.Contains(target, World.All.Targets));
        Assert.Equal(1, eligible.BarredActions);
    }

    [Fact]
    public void A_forced_action_is_not_barred()
    {
        var rules = new PlanRules { Forced = [new(new(TargetId: "beta", Action: "freeze"), 0m)] };
        var eligible = World.Eligibility(rules, Tiers);
        Assert.Same(World.All, eligible.Allowed);
        Assert.Equal([RuleWorld.Of("beta", "Freeze")], World.Limits(eligible.Allowed, rules).Forced);
    }

    [Fact]
    public void An_action_both_forced_and_forbidden_is_told()
    {
        var rules = new PlanRules { Forced = [new(new(TargetId: "rho"), null)], Forbidden = [new(Region: "east")] };
        Assert.Contains("cut of reseller rho is forbidden", Assert.Throws<PlanRuleException>(() => World.Eligibility(rules)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tiers_for_one_action_are_told()
    {
        var rules = new PlanRules { Evidence = [new("ask", Tier.K2), new("Ask", Tier.K3)] };
        Assert.Contains("K2 and K3", Assert.Throws<PlanRuleException>(() => World.Eligibility(rules)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_speak_of_nothing_are_told()
    {
        var rules = new PlanRules { Forbidden = [new(TargetId: "gamma")], Evidence = [new("seize", Tier.K3)], Teams = [new(new(Region: "north"), "one")] };
        Assert.Equal(["forbid: no action agrees with target gamma", "evidence: no action is called seize"], World.Eligibility(rules).Unmatched);
    }

    [Theory]
    [InlineData("Transfer", Tier.K2)]
    [InlineData("freeze", Tier.K2)]
    [InlineData("cut", Tier.K0)]
    [InlineData("freezer", Tier.K0)]
    public void Defaults_of_evidence(string action, Tier least) => Assert.Equal(least, new ActionEvidence([]).Of(action));

    [Fact]
    public void Tiers_are_needed_only_where_they_can_bar()
    {
        Assert.True(new ActionEvidence([]).IsNeededFor(World.Flow.Records.Actions));
        Assert.False(new ActionEvidence([new("freeze", Tier.K0)]).IsNeededFor(World.Flow.Records.Actions));
        Assert.False(new ActionEvidence([]).IsNeededFor([.. World.Flow.Records.Actions.Where(row => row.TargetKind == TargetKind.Account)]));
        Assert.False(new ActionEvidence([]).IsNeededFor([]));
        Assert.True(new ActionEvidence([new("cut", Tier.K1)]).IsNeededFor([]));
    }
}
