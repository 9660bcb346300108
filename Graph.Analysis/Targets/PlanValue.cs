using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Targets;

/// <summary>An action as removal sees it.</summary>
/// <param name="Kind">What it is taken against. A party is found by its id, whatever its kind became.</param>
/// <param name="Id">The target's id, <c>payer&gt;payee</c> for a relationship.</param>
/// <param name="Efficacy">The probability that it cuts a passage, 0..1.</param>
public sealed record TargetCut(TargetKind Kind, string Id, double Efficacy);

/// <summary>What a list of actions removes on a money graph, whoever made the list and on whatever graph.</summary>
/// <param name="Revenue">R(∅), units.</param>
/// <param name="Removed">g of the actions, units.</param>
/// <param name="Found">How many of the actions have a target on this graph; the others remove nothing.</param>
public readonly record struct PlanValue(double Revenue, double Removed, int Found)
{
    /// <summary>The share of pirate money that is removed, 0..1; 0 where there is none.</summary>
    public double Share => Revenue == 0.0 ? 0.0 : Removed / Revenue;

    /// <summary>Solves the graph from scratch with the actions in force. Several actions on one target are independent chances to cut.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="cuts">The actions; their order does not matter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An efficacy is not within 0..1.</exception>
    public static PlanValue Of(FlowResult flow, IReadOnlyList<TargetCut> cuts)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return new PlanValuation(flow.Graph, new FlowSystem(flow.Graph), new PartyNodes(flow.Graph)).Of(cuts);
    }
}

/// <summary>Values many lists of actions on one money graph.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
internal sealed class PlanValuation
{
    private readonly FlowGraph graph;
    private readonly FlowSystem system;
    private readonly PartyNodes nodes;
    private readonly Dictionary<string, int> partyOf;
    private readonly double[] share;
    private readonly double[] survival;
    private readonly double[] hopSurvival;
    private readonly double revenue;

    /// <summary>Prepares a graph.</summary>
    public PlanValuation(FlowGraph graph, FlowSystem system, PartyNodes nodes)
    {
        this.graph = graph;
        this.system = system;
        this.nodes = nodes;
        partyOf = new Dictionary<string, int>(graph.Parties.Count, StringComparer.Ordinal);
        for (var party = 0; party < graph.Parties.Count; party++)
        {
            partyOf[graph.Parties[party].Id] = party;
        }

        share = new double[graph.NodeCount];
        survival = new double[graph.NodeCount];
        hopSurvival = new double[graph.HopCount];
        revenue = Left(null, null);
    }

    /// <summary>The value of some actions.</summary>
    public PlanValue Of(IReadOnlyList<TargetCut> cuts)
    {
        Array.Fill(survival, 1.0);
        Array.Fill(hopSurvival, 1.0);
        var (found, anyHop) = (0, false);
        foreach (var cut in cuts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(cut.Efficacy, nameof(cuts));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(cut.Efficacy, 1.0, nameof(cuts));
            anyHop |= cut.Kind == TargetKind.Relationship;
            found += (cut.Kind == TargetKind.Relationship ? CutHops(cut) : CutNodes(cut)) ? 1 : 0;
        }

        return new PlanValue(revenue, found == 0 ? 0.0 : revenue - Left(survival, anyHop ? hopSurvival : null), found);
    }

    private bool CutNodes(TargetCut cut)
    {
        if (!partyOf.TryGetValue(cut.Id, out var party))
        {
            return false;
        }

        foreach (var node in nodes.Of(party))
        {
            survival[node] *= 1.0 - cut.Efficacy;
        }

        return !nodes.Of(party).IsEmpty;
    }

    /// <summary>An id may hold the separator itself, so every place where it stands is tried.</summary>
    private bool CutHops(TargetCut cut)
    {
        var found = false;
        for (var at = cut.Id.IndexOf('>', StringComparison.Ordinal); at >= 0; at = cut.Id.IndexOf('>', at + 1))
        {
            if (partyOf.TryGetValue(cut.Id[..at], out var payer) && partyOf.TryGetValue(cut.Id[(at + 1)..], out var payee))
            {
                found |= CutHops(payer, payee, cut.Efficacy);
            }
        }

        return found;
    }

    private bool CutHops(int payer, int payee, double efficacy)
    {
        var found = false;
        foreach (var node in nodes.Of(payer))
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                if (graph.NodeParty[graph.HopTarget[hop]] == payee)
                {
                    hopSurvival[hop] *= 1.0 - efficacy;
                    found = true;
                }
            }
        }

        return found;
    }

    /// <summary>R = Σ b·x.</summary>
    private double Left(double[]? nodeSurvival, double[]? survivalOfHops)
    {
        for (var node = 0; node < graph.NodeCount; node++)
        {
            share[node] = graph.BeliefAt(node);
        }

        system.SolveShares(share, nodeSurvival, survivalOfHops);
        var left = 0.0;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            left += graph.IsTerminal(node) ? 0.0 : graph.OwnMoney(node) * share[node];
        }

        return left;
    }
}
