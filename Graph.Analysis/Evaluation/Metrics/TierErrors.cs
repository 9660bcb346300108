using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Evaluation.Metrics;

/// <summary>How often a tier, or a worse one, was given wrongly, and how many of those who knew it reached.</summary>
/// <param name="Tier">The tier: this one or above.</param>
/// <param name="Given">Cases that reached it.</param>
/// <param name="False">Cases among them that did not know.</param>
/// <param name="FalseDiscovery">False / given, with the exact 95 % interval.</param>
/// <param name="FalseDiscoveryUpper">Exact one-sided 95 % bound of the same; 1 where none was given.</param>
/// <param name="Knowing">Cases that knew.</param>
/// <param name="Recall">Share of those who knew that reached it, with the exact 95 % interval.</param>
public sealed record TierErrors(
    Tier Tier, int Given, int False, Estimate FalseDiscovery, double FalseDiscoveryUpper, int Knowing, Estimate Recall)
{
    private const double Level = 0.95;

    /// <summary>Counts. Cases must be independent for the bounds to hold: one per network.</summary>
    /// <param name="cases">The tier of each network and whether it knew.</param>
    /// <param name="tier">The tier.</param>
    public static TierErrors Of(IReadOnlyList<(Tier Tier, bool Knowing)> cases, Tier tier)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var given = cases.Count(c => c.Tier >= tier);
        var wrong = cases.Count(c => c.Tier >= tier && !c.Knowing);
        var knowing = cases.Count(c => c.Knowing);
        return new TierErrors(
            tier, given, wrong, RateBounds.ClopperPearson(wrong, given, Level), RateBounds.UpperBound(wrong, given, Level),
            knowing, RateBounds.ClopperPearson(given - wrong, knowing, Level));
    }
}
