using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Stress;
using Graph.Model.Records;
using Graph.Testing.Oracle;

namespace Graph.Analysis.Tests.Targets.Stress;

/// <summary>A world's money with measures named by id.</summary>
internal sealed class StressWorld
{
    public StressWorld(WorldText world, AsOfCut? cut = null)
    {
        Flow = FlowGraphBuilder.Run(WorldRecords.Of(world, cut ?? world.DefaultCut), CancellationToken.None);
        Exposure = ExposureSolver.Run(Flow, new ExposureOptions(), CancellationToken.None);
    }

    public FlowResult Flow { get; }

    public ExposureResult Exposure { get; }

    /// <summary>A measure against a party, or against <c>payer&gt;payee</c>.</summary>
    public PlannedCut Cut(string id, double efficacy = 1.0)
    {
        if (id.Split('>') is [var payer, var payee])
        {
            return new PlannedCut(TargetKind.Relationship, -1, Party(payer), Party(payee), efficacy);
        }

        var party = Party(id);
        return new PlannedCut(Enum.Parse<TargetKind>(Flow.Graph.Parties[party].Kind.ToString()), party, -1, -1, efficacy);
    }

    public StressReport Run(params PlannedCut[] cuts) => Run(new StressOptions(), cuts);

    public StressReport Run(StressOptions options, params PlannedCut[] cuts) => StressTests.Run(Flow, Exposure, cuts, options, CancellationToken.None);

    private int Party(string id) => Enumerable.Range(0, Flow.Graph.Parties.Count).First(party => Flow.Graph.Parties[party].Id == id);
}
