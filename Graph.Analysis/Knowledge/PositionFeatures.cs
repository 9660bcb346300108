using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;

namespace Graph.Analysis.Knowledge;

/// <summary>Position in the money graph, in figures that do not grow with size alone.</summary>
internal static class PositionFeatures
{
    public static IReadOnlyList<FeatureDefinition> Definitions { get; } =
    [
        Position("listed_rank", Monotone.Increasing, true, "nearness to listed sites, 1 as any money", "与名单网站的接近程度，1为一般资金"),
        Position("known_rank", Monotone.Increasing, true, "nearness to other parties known to be bad, 1 as chance", "与其他已知不良主体的接近程度，1为随机水平"),
        Position("community_pirate_share", Monotone.Increasing, false, "pirate share of others' money in its community", "其社群中他人资金的盗版比例"),
        Position("community_known_share", Monotone.Increasing, false, "share of other networks in its community that are known to be bad", "其社群中其他已知不良联盟的比例"),
        Position("core_share", Monotone.Free, false, "how well knit its partners are", "其合作方的紧密程度"),
        Position("clustering", Monotone.Free, false, "share of pairs of its partners that deal with each other", "其合作方之间互有往来的比例"),
        Position("reciprocity", Monotone.Free, false, "share of its payouts that its payees pay back", "其支出中被收款方付回的比例"),
        Position("betweenness", Monotone.Free, false, "share of chains of payment that it stands on", "其所处支付链的比例"),
        Position("sole_route_share", Monotone.Free, false, "share of pirate money that has no other way than through it", "只能经由它到达的盗版资金比例"),
    ];

    public static double[] Values(PartyGraphFeatures graph) =>
    [
        graph.ListedRank, graph.KnownRank, graph.CommunityPirateShare, graph.CommunityKnownShare, graph.CoreShare, graph.Clustering,
        graph.Reciprocity, graph.Betweenness, graph.SoleRouteShare,
    ];

    private static FeatureDefinition Position(string name, Monotone monotone, bool heavy, string en, string zh) =>
        new(name, "graph", monotone, heavy, new Bilingual(en, zh));
}
