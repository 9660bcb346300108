namespace Graph.Analysis.Targets.Exact;

/// <summary>What the search for the proven optimum found.</summary>
/// <param name="Candidates">The best plan, forced actions included, in candidate order.</param>
/// <param name="Removed">What it removes, units: worked out again from the walks, not the solver's figure; 0 where
/// there is no table of walks.</param>
/// <param name="UpperBound">No plan removes more, units; +∞ where <paramref name="Skipped"/>.</param>
/// <param name="Proven">Whether the solver went through all plans, so that <paramref name="Candidates"/> is the optimum.</param>
/// <param name="Skipped">Why nothing was searched, or null. The plan is then the one that the search was to start from.</param>
internal sealed record ExactPlan(IReadOnlyList<int> Candidates, double Removed, double UpperBound, bool Proven, string? Skipped);
