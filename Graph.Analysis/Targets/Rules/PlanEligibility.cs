namespace Graph.Analysis.Targets.Rules;

/// <summary>Which actions a plan may hold.</summary>
public enum PlanEligibility
{
    /// <summary>Those that the tiers of their targets allow.</summary>
    Tier,
    /// <summary>All: tiers bar nothing.</summary>
    Any,
}
