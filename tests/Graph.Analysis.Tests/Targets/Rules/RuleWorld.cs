using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Rules;
using Graph.Model.Records;
using Graph.Testing.Oracle;

namespace Graph.Analysis.Tests.Targets.Rules;

/// <summary>A small world with regions and actions of every kind, and its candidates as they are told by hand.</summary>
internal sealed class RuleWorld
{
    /// <summary>A candidate told by hand: in the order of the program's numbers.</summary>
    public sealed record Told(TargetKind Kind, string Id, string Action, decimal Cost, string? Region);

    /// <summary>alpha (east) → acct-1, beta (west) → rho (east) → acct-2; freezes, letters, an interview and one question.</summary>
    public static readonly Told[] Candidates =
    [
        new(TargetKind.Account, "acct-1", "freeze", 3m, null),
        new(TargetKind.Account, "acct-1", "letter", 1m, null),
        new(TargetKind.Account, "acct-2", "freeze", 3m, null),
        new(TargetKind.Account, "acct-2", "letter", 1m, null),
        new(TargetKind.Network, "alpha", "Freeze", 4m, "east"),
        new(TargetKind.Network, "alpha", "interview", 2m, "east"),
        new(TargetKind.Network, "beta", "Freeze", 4m, "west"),
        new(TargetKind.Network, "beta", "interview", 2m, "west"),
        new(TargetKind.Relationship, "beta>rho", "ask", 1.5m, "west"),
        new(TargetKind.Reseller, "rho", "cut", 1m, "East"),
    ];

    private readonly FlowResult flow;

    public RuleWorld()
    {
        var world = new WorldText()
            .Party("alpha", PartyKind.Network, region: "east").Party("beta", PartyKind.Network, region: "west").Party("rho", PartyKind.Reseller, region: "East")
            .Placement("p1", "2026-10-25", "alpha", "acct-1", "pirate.example", 600m)
            .Placement("p2", "2026-10-25", "beta", "acct-2", "pirate.example", 300m, reseller: "rho")
            .Black("pirate.example", "2026-01-01")
            .Action(TargetKind.Account, "freeze", 3m, 1m).Action(TargetKind.Account, "letter", 1m, 0.5m)
            .Action(TargetKind.Network, "Freeze", 4m, 1m).Action(TargetKind.Network, "interview", 2m, 0.5m)
            .Action(TargetKind.Relationship, "ask", 1.5m, 0.5m, "beta>rho");
        flow = FlowGraphBuilder.Run(WorldRecords.Of(world, world.DefaultCut), CancellationToken.None);
        All = TargetCandidates.Of(flow.Graph, flow.Records.Actions, new PartyNodes(flow.Graph), new PassageSolver(flow.Graph, new FlowSystem(flow.Graph)));
    }

    /// <summary>The program's candidates.</summary>
    public TargetCandidates All { get; }

    public FlowResult Flow => flow;

    /// <summary>The limits with costs as prices.</summary>
    public PlanLimits Limits(PlanRules rules, decimal budget = 1000m) => Limits(All, rules, budget);

    public PlanLimits Limits(TargetCandidates candidates, PlanRules rules, decimal budget = 1000m) =>
        PlanLimits.Of(candidates, flow, new TargetOptions { Budget = budget, Rules = rules }, [.. candidates.All.Select(candidate => candidate.Cost)]);

    public Eligibility Eligibility(PlanRules rules, IReadOnlyDictionary<string, Tier>? tiers = null) => Graph.Analysis.Targets.Rules.Eligibility.Of(
        All, flow, new TargetOptions { Rules = rules, Tiers = tiers is null ? null : [.. flow.Graph.Parties.Select(party => tiers.TryGetValue(party.Id, out var tier) ? tier : (Tier?)null)] });

    /// <summary>Candidates as <c>id action</c>.</summary>
    public static string[] Names(TargetCandidates candidates) =>
        [.. candidates.All.Select(candidate => $"{candidates.Targets[candidate.Target].Id} {candidate.Action}")];

    /// <summary>The number of a candidate.</summary>
    public static int Of(string id, string action) => Array.FindIndex(Candidates, told => told.Id == id && told.Action == action);
}
