using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Bounds;

/// <summary>What a plan leaves of each passage, by party and by pair of parties.</summary>
internal sealed class PlanCuts
{
    private readonly FlowGraph graph;
    private readonly double[] survivalOfParty;
    private readonly Dictionary<(int Payer, int Payee), double> survivalOfPair = [];

    /// <summary>The empty plan.</summary>
    public PlanCuts(FlowGraph graph)
    {
        this.graph = graph;
        survivalOfParty = new double[graph.Parties.Count];
        Array.Fill(survivalOfParty, 1.0);
    }

    /// <summary>Adds a target.</summary>
    public void Add(CutTarget target, double efficacy)
    {
        if (target.Party >= 0)
        {
            survivalOfParty[target.Party] = 1.0 - efficacy;
            return;
        }

        var (source, hop) = (target.Sources[0], target.Hops[0]);
        survivalOfPair[(graph.NodeParty[source], graph.NodeParty[graph.HopTarget[hop]])] = 1.0 - efficacy;
    }

    /// <summary>The efficacies above 0 of the plan's actions, each once, greatest first.</summary>
    public double[] Efficacies =>
        [.. survivalOfParty.Concat(survivalOfPair.Values).Select(left => 1.0 - left).Where(q => q > 0.0).Distinct().OrderDescending()];

    /// <summary>The plan of those actions that are as effective as this, carried out without fail.</summary>
    public PlanCuts AsEffectiveAs(double efficacy)
    {
        double Whole(double left) => 1.0 - left >= efficacy ? 0.0 : 1.0;

        var whole = new PlanCuts(graph);
        for (var party = 0; party < survivalOfParty.Length; party++)
        {
            whole.survivalOfParty[party] = Whole(survivalOfParty[party]);
        }

        foreach (var (pair, left) in survivalOfPair)
        {
            whole.survivalOfPair[pair] = Whole(left);
        }

        return whole;
    }

    /// <summary>What is left of money that passes a party.</summary>
    public double Of(int party) => party < 0 ? 1.0 : survivalOfParty[party];

    /// <summary>What is left of money that a party pays another, the passage of the payer itself aside.</summary>
    public double Of(int payer, int payee) =>
        survivalOfPair.Count == 0 ? 1.0 : survivalOfPair.GetValueOrDefault((payer, payee), 1.0);

    /// <summary>What is left of money that passes the payer and goes to the payee.</summary>
    public double Over(int payer, int payee) => Of(payer) * Of(payer, payee);

    /// <summary>What is left of money that passes the last payer and the account of a lane.</summary>
    public double OverLastHop(int payer, int account) => account < 0 ? Of(payer) : Over(payer, account) * Of(account);
}
