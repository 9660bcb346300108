using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Cli.Reports;
using Graph.Model;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Cli.Runs;

/// <summary>Sums an analysis up for run.json.</summary>
internal static class RunSummary
{
    /// <summary>The figures to read first.</summary>
    public static HeadlineDocument Headline(MoneyAnalysis analysis)
    {
        var (flow, exposure) = analysis;
        var (sites, pirateSites) = SitesReached(flow.Graph);
        var kinds = flow.Graph.Parties.CountBy(p => p.Kind).ToDictionary();
        return new HeadlineDocument
        {
            Money = new Money(exposure.Money),
            PirateMoney = Money.FromUnits(exposure.PirateMoney),
            PirateShare = exposure.Money == 0 ? 0 : exposure.PirateMoney / exposure.Money,
            ConservationResidual = FigureText.Residual(exposure.ConservationResidual),
            Networks = kinds.GetValueOrDefault(PartyKind.Network),
            Resellers = kinds.GetValueOrDefault(PartyKind.Reseller),
            Accounts = kinds.GetValueOrDefault(PartyKind.Account),
            Advertisers = kinds.GetValueOrDefault(PartyKind.Advertiser),
            Exposed = exposure.Parties.Count(e =>
                flow.Graph.Parties[e.Party].Kind is PartyKind.Network or PartyKind.Reseller && Money.FromUnits(e.Amount).Units > 0),
            Sites = sites,
            PirateSites = pirateSites,
            Lanes = flow.Lanes.Length,
            Nodes = flow.Graph.NodeCount,
            Hops = flow.Graph.HopCount,
            Cycles = exposure.Cycles,
            Owed = new Money(flow.Notes.Owed),
            Held = new Money(flow.Notes.Held),
            Reversed = new Money(flow.Notes.Reversed),
            Opaque = new Money(flow.Notes.OpaqueAmount),
            Unattributed = new Money(flow.Notes.Unattributed.Sum(u => u.Amount)),
            UnmatchedLines = new Money(flow.Notes.UnmatchedLines),
            TimeChecked = new Money(flow.Notes.TimeChecked),
            TimeViolating = new Money(flow.Notes.TimeViolating),
            Circular = new Money(exposure.Circular.Sum(c => c.Amount)),
            ListConflicts = flow.Notes.ListConflicts.Count,
            NegativePayments = flow.Notes.NegativePayments.Count,
        };
    }

    /// <summary>What was noticed.</summary>
    public static NoticedDocument Noticed(MoneyAnalysis analysis)
    {
        var notes = analysis.Flow.Notes;
        return new NoticedDocument
        {
            Unattributed = [.. notes.Unattributed.Take(NoticedDocument.MaxRows).Select(u => new NoticedAmount(u.Account, new Money(u.Amount)))],
            NegativePayments = [.. notes.NegativePayments.Take(NoticedDocument.MaxRows).Select(n => new NoticedPayment(n.Payer, n.Payee, new Money(n.Sum)))],
            ListConflicts = [.. notes.ListConflicts.Take(NoticedDocument.MaxRows)],
            Circular = [.. analysis.Exposure.Circular.Take(NoticedDocument.MaxRows).Select(c => new NoticedCircle(c.Parties, new Money(c.Amount)))],
            Dangling = new SortedDictionary<string, long>(
                analysis.Flow.Records.Dangling.Where(d => d.Value > 0).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
        };
    }

    /// <summary>What the plan comes to.</summary>
    public static PlanDocument Plan(TargetPlan plan) => RunPlan.Of(plan);

    private static (int Sites, int PirateSites) SitesReached(FlowGraph graph)
    {
        var (sites, pirateSites) = (0, 0);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.NodeKind[node] == FlowNodeKind.Site && graph.In[node] > 0)
            {
                sites++;
                pirateSites += graph.BeliefAt(node) >= MoneyAnalysis.PirateBelief ? 1 : 0;
            }
        }

        return (sites, pirateSites);
    }
}
