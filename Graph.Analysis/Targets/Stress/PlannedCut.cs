using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Targets.Stress;

/// <summary>One measure of a plan that is put under stress.</summary>
/// <param name="Kind">What it is taken against.</param>
/// <param name="Party">The party, or −1 for a relationship.</param>
/// <param name="Payer">The payer of a relationship, else −1.</param>
/// <param name="Payee">Its payee, else −1.</param>
/// <param name="Efficacy">q, 0..1: the share of passages that it cuts.</param>
internal readonly record struct PlannedCut(TargetKind Kind, int Party, int Payer, int Payee, double Efficacy)
{
    /// <summary>An action on a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="efficacy">q.</param>
    /// <param name="graph">The graph that the target is of.</param>
    public static PlannedCut Of(CutTarget target, decimal efficacy, FlowGraph graph) => target.Party >= 0
        ? new PlannedCut(target.Kind, target.Party, -1, -1, (double)efficacy)
        : new PlannedCut(target.Kind, -1, graph.NodeParty[target.Sources[0]], graph.NodeParty[graph.HopTarget[target.Hops[0]]], (double)efficacy);

    /// <summary>Whether it holds money back at an account, or on the way into one: what a new account id gets round.</summary>
    /// <param name="graph">The graph.</param>
    public bool IsAtAccount(FlowGraph graph) => Kind == TargetKind.Account || (Payee >= 0 && graph.Parties[Payee].Kind == PartyKind.Account);
}
