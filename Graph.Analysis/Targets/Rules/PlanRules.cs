using Graph.Analysis.Knowledge.Tiers;
using Graph.Model.Records;

namespace Graph.Analysis.Targets.Rules;

/// <summary>Which actions a rule speaks of: all that agree with every part that is given.</summary>
/// <param name="Kind">The kind of target, or null: any.</param>
/// <param name="TargetId">The target's id, <c>payer&gt;payee</c> for a relationship, or null: any.</param>
/// <param name="Action">The action's name, or null: any.</param>
/// <param name="Region">The region of the party (of a relationship: of its payer) as the parties files give it, or null: any.</param>
/// <param name="Team">The team that carries it out, or null: any.</param>
public sealed record ActionPattern(
    TargetKind? Kind = null, string? TargetId = null, string? Action = null, string? Region = null, string? Team = null);

/// <summary>At most so many of these actions.</summary>
/// <param name="Of">Which.</param>
/// <param name="Most">≥ 0.</param>
public sealed record CountLimit(ActionPattern Of, int Most);

/// <summary>These actions cost at most so much together.</summary>
/// <param name="Of">Which.</param>
/// <param name="Most">In the unit of the costs, ≥ 0.</param>
public sealed record CostLimit(ActionPattern Of, decimal Most);

/// <summary>Who carries these actions out. The first assignment that agrees counts.</summary>
/// <param name="Of">Which; its own team is not looked at.</param>
/// <param name="Team">The team.</param>
public sealed record TeamAssignment(ActionPattern Of, string Team);

/// <summary>An action that the plan must hold: it is taken first, whatever it removes.</summary>
/// <param name="Of">Exactly one action of one target.</param>
/// <param name="Cost">What it still costs (0 for an order that is already in force), or null: its usual cost.</param>
public sealed record ForcedAction(ActionPattern Of, decimal? Cost);

/// <summary>Two groups of actions that do not go together: a plan holds actions of one of them at most.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
public sealed record ForbiddenPair(ActionPattern First, ActionPattern Second);

/// <summary>The tier that a judged party must have reached before an action is taken against it.</summary>
/// <param name="Action">The action's name.</param>
/// <param name="Least">The least tier.</param>
public sealed record EvidenceRule(string Action, Tier Least);

/// <summary>What a planner may and must do beside the budget.</summary>
public sealed record PlanRules
{
    /// <summary>No rule at all.</summary>
    public static PlanRules None { get; } = new();

    /// <summary>Limits in numbers. With limits over one of action, region or team alone they are a partition matroid.</summary>
    public IReadOnlyList<CountLimit> Counts { get; init; } = [];

    /// <summary>Limits in money.</summary>
    public IReadOnlyList<CostLimit> Costs { get; init; } = [];

    /// <summary>Who carries out what.</summary>
    public IReadOnlyList<TeamAssignment> Teams { get; init; } = [];

    /// <summary>Actions that the plan must hold.</summary>
    public IReadOnlyList<ForcedAction> Forced { get; init; } = [];

    /// <summary>Actions that it must not hold.</summary>
    public IReadOnlyList<ActionPattern> Forbidden { get; init; } = [];

    /// <summary>Actions that do not go together.</summary>
    public IReadOnlyList<ForbiddenPair> Pairs { get; init; } = [];

    /// <summary>Evidence that actions need, in place of the default of that action.</summary>
    public IReadOnlyList<EvidenceRule> Evidence { get; init; } = [];
}
