using Graph.Analysis.Knowledge.Tiers;
using Graph.Model.Records;

namespace Graph.Analysis.Targets.Rules;

/// <summary>Which tier a judged party must have reached before an action is taken against it.</summary>
/// <remarks>By default <c>freeze</c> and <c>transfer</c>, in any case of letters, need K2 (was told and went on), all others nothing. A rule takes the place of
/// the default of its action.</remarks>
public sealed class ActionEvidence
{
    private static readonly (string Action, Tier Least)[] Defaults = [("freeze", Tier.K2), ("transfer", Tier.K2)];

    private readonly Dictionary<string, Tier> least = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The defaults with the rules of a planner in their place.</summary>
    /// <param name="rules">The rules.</param>
    /// <exception cref="PlanRuleException">Two rules name different tiers for one action.</exception>
    public ActionEvidence(IReadOnlyList<EvidenceRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules)
        {
            if (!least.TryAdd(rule.Action, rule.Least) && least[rule.Action] != rule.Least)
            {
                throw new PlanRuleException(
                    $"evidence: action {rule.Action} is said to need {least[rule.Action]} and {rule.Least}; leave one of the rules out.");
            }
        }

        foreach (var (action, tier) in Defaults)
        {
            least.TryAdd(action, tier);
        }
    }

    /// <summary>The least tier for an action; <see cref="Tier.K0"/>: none is needed.</summary>
    /// <param name="action">The action's name.</param>
    public Tier Of(string action) => least.GetValueOrDefault(action, Tier.K0);

    /// <summary>Whether tiers can bar anything: some action that may be offered needs more than <see cref="Tier.K0"/>.</summary>
    /// <param name="actions">The rows of the actions files; the action that stands where they say nothing is looked at too.</param>
    public bool IsNeededFor(IReadOnlyList<TargetAction> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        return Of(TargetCandidates.DefaultAction) > Tier.K0
            || actions.Any(row => row.TargetKind != TargetKind.Account && Of(row.Action) > Tier.K0);
    }
}
