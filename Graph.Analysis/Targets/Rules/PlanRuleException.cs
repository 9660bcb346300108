namespace Graph.Analysis.Targets.Rules;

/// <summary>A planner's rule cannot be followed. The message says which, why, and what to do.</summary>
/// <param name="message">The reason.</param>
public sealed class PlanRuleException(string message) : Exception(message);
