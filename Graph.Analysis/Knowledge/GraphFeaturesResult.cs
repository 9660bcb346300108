using Graph.Analysis.Algorithms;

namespace Graph.Analysis.Knowledge;

/// <summary>Where a party stands in the money graph, in figures that do not grow with its size alone.</summary>
/// <param name="Party">Index of the party.</param>
/// <param name="ListedRank">How much nearer the party stands to listed sites than to sites at large: the score of a walk against the money
/// from listed sites (each by its pirate money), over that of a walk from all sites (each by its money). 1: as any other money; 0: no
/// listed site behind it. ≥ 0.</param>
/// <param name="KnownRank">How near the party stands to <em>other</em> parties with a bad label: the score of an undirected walk from them,
/// over the party's share of all money dealt. 1: as near as chance; 0 without other labels. ≥ 0. For networks and resellers; 0 for others.</param>
/// <param name="CommunityPirateShare">Of the money that <em>others</em> brought to the sites of the party's community, the share that reached pirate sites,
/// by belief. 0..1; 0 where others brought none.</param>
/// <param name="CommunityKnownShare">Share of bad labels among the <em>other</em> networks and resellers of its community. 0..1; 0 where it is alone.</param>
/// <param name="CommunitySize">Parties and sites of its community.</param>
/// <param name="Core">Largest k so that the party belongs to a group in which everyone deals with k others.</param>
/// <param name="CoreShare">Core over the number of those it deals with. 0..1; 1: all its partners are as well knit.</param>
/// <param name="Clustering">Share of pairs of its partners that deal with each other. 0..1.</param>
/// <param name="Reciprocity">Share of its payouts that its payees pay back: Σ min(f_uv, f_vu) / Σ f_uv. 0..1.</param>
/// <param name="Betweenness">Share of all ordered pairs between which the party stands on the shortest chains of payment. 0..1.</param>
/// <param name="SoleRouteShare">Share of all pirate money that arrives at sites which no money reaches but through the party. 0..1.</param>
/// <param name="Partners">How many parties and sites it deals with: what the shares above were taken of.</param>
public sealed record PartyGraphFeatures(
    int Party, double ListedRank, double KnownRank, double CommunityPirateShare, double CommunityKnownShare, int CommunitySize, int Core,
    double CoreShare, double Clustering, double Reciprocity, double Betweenness, double SoleRouteShare, int Partners);

/// <summary>The graph features of all parties, and how the kernels behind them ended.</summary>
public sealed record GraphFeaturesResult
{
    /// <summary>One record per party, by party index.</summary>
    public required PartyGraphFeatures[] Parties { get; init; }

    /// <summary>The worst end of the walks: most sweeps, largest residual, converged only if all did.</summary>
    public required Convergence Walks { get; init; }

    /// <summary>Modularity of the communities.</summary>
    public required double Modularity { get; init; }

    /// <summary>Half width of <see cref="PartyGraphFeatures.Betweenness"/>; 0 where it is exact.</summary>
    public required double BetweennessError { get; init; }
}
