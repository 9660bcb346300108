namespace Graph.Analysis.Targets.Stress;

/// <summary>How the adversary reacts to a plan.</summary>
public enum Reaction
{
    /// <summary>Not at all.</summary>
    None,
    /// <summary>Pushes money over the links that are left, up to their slack.</summary>
    Reroute,
    /// <summary>Part of what sites lost comes back through the remaining or the most similar networks.</summary>
    Recapture,
    /// <summary>Accounts come back under new ids.</summary>
    Reregister,
}

/// <summary>What a plan still removes once the adversary has reacted.</summary>
/// <param name="Reaction">How it reacts.</param>
/// <param name="Net">Pirate revenue removed after the reaction, units, 0 … R(∅).</param>
/// <param name="Low">The same under the harsher reaction of the options.</param>
/// <param name="High">The same under the milder one.</param>
public sealed record StressResult(Reaction Reaction, double Net, double Low, double High);

/// <summary>Picks that work only together: each of them is worth more, the others being cut, than it is alone.</summary>
/// <param name="Ranks">Their ranks, ascending, two at least.</param>
/// <param name="Together">What they remove together after rerouting, units.</param>
/// <param name="Apart">The sum of what each removes alone after rerouting, units; less than <paramref name="Together"/>.</param>
public sealed record CutGroup(IReadOnlyList<int> Ranks, double Together, double Apart);

/// <summary>A plan under stress.</summary>
/// <param name="Tests">One result per reaction, in the order of <see cref="Reaction"/>, for the whole plan.</param>
/// <param name="NetOfRows">Per row the least net over all reactions of the plan up to that row, units.</param>
/// <param name="Groups">Picks that work only together, largest first.</param>
public sealed record StressReport(IReadOnlyList<StressResult> Tests, IReadOnlyList<double> NetOfRows, IReadOnlyList<CutGroup> Groups)
{
    /// <summary>The reaction that leaves least.</summary>
    public StressResult Worst => Tests.MinBy(test => test.Net) ?? throw new InvalidOperationException("No reaction was tried.");
}
