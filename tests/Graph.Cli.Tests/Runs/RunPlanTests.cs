using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Robust;
using Graph.Analysis.Targets.Stress;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Tests.Runs;

public sealed class RunPlanTests
{
    private static readonly TargetRow Row = new(
        1, TargetKind.Network, "net-a", "cut", 2.5m, 1m, 300_000, 300_000, 0.3, 200_000, 400_000, 50_000, 0.75, 1);

    private static readonly TargetPlan Plain = new(
        [Row, Row with { Rank = 2, TargetId = "net-b", Cost = 3m, CumulativeRemoved = 390_000, CumulativeShare = 0.39, Optimality = 0.975 }],
        1_000_000, 400_000, 9, "gain", new TargetOptions { Budget = 6m });

    [Fact]
    public void APlanWithoutOptionsSaysWhatItCostsAndLeaves()
    {
        var document = RunPlan.Of(Plain);
        Assert.Equal(
            new PlanDocument(6m, 2, 9, "gain", new Money(1_000_000), new Money(390_000), 0.39, new Money(400_000), 0.975)
            {
                Objective = "coverage",
                Cost = 5.5m,
                Left = 0.5m,
                Eligibility = "tier",
                Collateral = new Money(0),
                Slack = 0.25,
            },
            document);
        Assert.False(document.IsProvenOptimal);
    }

    [Fact]
    public void EveryPartOfAPlanReachesTheDocument()
    {
        var document = RunPlan.Of(Plain with
        {
            Options = Plain.Options with { Objective = PlanObjective.Flow, Tiers = [], CollateralPrice = 0.001m, Mobility = 0.4, Slack = 0.5 },
            Exact = new ExactOutcome(true, 390_000, 390_000.2, null),
            Stress = new StressReport(
                [new StressResult(Reaction.None, 390_000, 300_000, 400_000), new StressResult(Reaction.Reroute, 100_000, 90_000, 120_000)],
                [50_000, 100_000], [new CutGroup([1, 2], 100_000, 40_000)]),
            Flow = new FlowOutcome(1_000_000, 700_000, 650_000),
            Evidence = new EvidencePrice(4, 250_000, 500_000),
            Frontier = [new(0m, 1, 1m, 2, 3), new(0m, 2, 2m, 3, 4)],
            Robust = new Robustness(100, 5, 0.9, 0.5, 0.3, 0.35, 0.4, [new RankInterval(TargetKind.Network, "net-a", "cut", 0.95, 1, 2)]),
        });
        var worst = new StressDocument("reroute", new Money(100_000), 0.1, new Money(90_000), new Money(120_000));
        Assert.Equal(("flow", "tier", 0.001m, 0.4, 0.5), (document.Objective, document.Eligibility, document.CollateralPrice, document.Mobility, document.Slack));
        Assert.True(document.IsProvenOptimal);
        Assert.Equal(new ExactDocument(true, new Money(390_000), new Money(390_000), null), document.Exact);
        Assert.Equal([new StressDocument("none", new Money(390_000), 0.39, new Money(300_000), new Money(400_000)), worst], document.Stress);
        Assert.Equal(worst, document.Worst);
        var group = Assert.Single(document.Together!);
        Assert.Equal([1, 2], group.Ranks);
        Assert.Equal((new Money(100_000), new Money(40_000)), (group.Together, group.Apart));
        Assert.Equal(new FlowOutcomeDocument(new Money(1_000_000), new Money(700_000), new Money(650_000)), document.Flow);
        Assert.Equal(new EvidencePriceDocument(4, new Money(250_000), 0.25, new Money(500_000), 0.5), document.Evidence);
        Assert.Equal(2, document.FrontierPlans);
        Assert.Equal((100, 5L, 0.9, 0.5, 0.3, 0.35, 0.4), Figures(document.Robust!));
        Assert.Equal([new StandingDocument("network", "net-a", "cut", 0.95, 1, 2)], document.Robust!.Rows);
    }

    [Theory]
    [InlineData(390_000, true)]
    [InlineData(395_000, false)]
    public void ProvenIsOnlyAPlanThatRemovesWhatTheProvenOptimumRemoves(double optimum, bool proven) =>
        Assert.Equal(proven, RunPlan.Of(Plain with { Exact = new ExactOutcome(true, optimum, optimum, null) }).IsProvenOptimal);

    [Fact]
    public void RunJsonKeepsThePlan()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder.At("run"), new SampleWorld().Records(), planned: SamplePlan.Everything);
        var text = File.ReadAllText(folder.At("run/run.json"));
        var run = RunJson.Read(folder.At("run/run.json"));
        Assert.Equal(4, run.Plan!.Stress!.Count);
        Assert.Equal("reregister", run.Plan.Worst!.Reaction);
        Assert.Equal(18, run.Plan.FrontierPlans);
        Assert.Equal(run.Plan.Targets, run.Plan.Robust!.Rows.Count);
        Assert.Equal(text, RunJson.Text(run));
        Assert.Contains("\n      {\"reaction\":\"reroute\",\"net\":", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOlderPlanReadsAsOneWithoutTheRest()
    {
        var plan = RunJson.FromLine<PlanDocument>(
            """{"budget":10,"targets":2,"candidates":9,"rule":"ratio","revenue":"100.0000","removed":"39.0000","removed_share":0.39,"upper_bound":"40.0000","optimality":0.975}"""u8);
        Assert.Equal(new PlanDocument(10m, 2, 9, "ratio", new Money(1_000_000), new Money(390_000), 0.39, new Money(400_000), 0.975), plan);
    }

    private static (int, long, double, double, double, double, double) Figures(RobustDocument robust) => (
        robust.Worlds, robust.Seed, robust.TopOverlap, robust.TopOverlapLow, robust.RemovedShareLow, robust.RemovedShareMedian, robust.RemovedShareHigh);
}
