namespace Graph.Analysis.Targets.Coverage;

/// <summary>A chosen candidate with what the plan up to it does, from solves of the equations.</summary>
/// <param name="Candidate">Its number.</param>
/// <param name="Gain">Pirate revenue that it removes beyond those before it, units.</param>
/// <param name="Removed">What all up to it remove, units.</param>
/// <param name="Collateral">Money to sites with y = 0 that all up to it cut, units.</param>
internal readonly record struct Pick(int Candidate, double Gain, double Removed, double Collateral);

/// <summary>Which candidate a greedy run prefers.</summary>
internal enum GreedyRule
{
    /// <summary>Most gain per price.</summary>
    Ratio,
    /// <summary>Most gain, blind to price.</summary>
    Gain,
}

/// <summary>The plan that a search of the walk coverage found.</summary>
/// <param name="Picks">The chosen candidates in order.</param>
/// <param name="Revenue">R(∅), units.</param>
/// <param name="UpperBound">No plan within the limits removes more, units.</param>
/// <param name="Rule">The greedy rule that gave it, or that the exchanges began from: <c>ratio</c> or <c>gain</c>.</param>
/// <param name="Exchanges">How many exchanges improved it after greedy.</param>
internal sealed record CoverageResult(IReadOnlyList<Pick> Picks, double Revenue, double UpperBound, string Rule, int Exchanges);
