using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>What signals see of a world written in a test.</summary>
public static class KnowledgeWorlds
{
    /// <summary>The view of a world as of a cut, the default one when none is given.</summary>
    public static KnowledgeView View(WorldText world, KnowledgeOptions? options = null, AsOfCut? cut = null)
    {
        var money = WorldRecords.Of(world, cut ?? world.DefaultCut);
        var flow = FlowGraphBuilder.Run(money, CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        return new KnowledgeView(flow, exposure, WorldKnowledge.Of(world, money, money.Cut), options ?? new KnowledgeOptions());
    }

    /// <summary>The index of a party by its id.</summary>
    public static int Party(this KnowledgeView view, string id) =>
        view.Flow.Graph.Parties.Select((party, index) => (party.Id, Index: index)).Single(p => p.Id == id).Index;

    /// <summary>Where a cited row stands, in the form <c>placements.csv:2</c>.</summary>
    public static string Place(this KnowledgeView view, RowOrigin origin) => $"{view.Records.Files[origin.File]}:{origin.Line}";
}
