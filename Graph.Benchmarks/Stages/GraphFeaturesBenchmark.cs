using BenchmarkDotNet.Attributes;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge;
using Graph.Model.Records;

namespace Graph.Benchmarks.Stages;

/// <summary>Money graph to the graph features of every party.</summary>
[MemoryDiagnoser]
public class GraphFeaturesBenchmark : LoadedBenchmark
{
    private FlowResult? flow;
    private double[] labels = [];

    /// <summary>All features, with a label on every twentieth network or reseller.</summary>
    [Benchmark]
    public GraphFeaturesResult Features() =>
        GraphFeatures.Run(flow!, new GraphFeaturesOptions { KnownBad = labels }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        var features = Features();
        Demand(features.Parties.Length == flow!.Graph.Parties.Count, "one record per party");
        Demand(features.Walks.Converged, "the walks converge");
        Demand(features.Parties.Any(party => party.ListedRank > 0), "someone stands near a listed site");
        Demand(features.Parties.All(party => party.ListedRank >= 0 && party.KnownRank >= 0 && party.CommunityPirateShare is >= 0 and <= 1
            && party.Reciprocity is >= 0 and <= 1 && party.Betweenness is >= 0 and <= 1 && party.SoleRouteShare is >= 0 and <= 1), "all within range");
    }

    /// <inheritdoc />
    protected override void Prepare()
    {
        base.Prepare();
        flow = StageData.Flow(Records());
        labels = [.. flow.Graph.Parties.Select((party, at) => party.Kind is PartyKind.Network or PartyKind.Reseller && at % 20 == 0 ? 1.0 : 0.0)];
    }
}
