using Graph.Model.Records;

namespace Graph.Analysis.Targets.Stress;

/// <summary>Measures in force, and what they leave of the pirate money where nobody reacts.</summary>
internal sealed class PlanEffect
{
    private readonly PirateMoney money;
    private readonly double[] before;
    private readonly double[] flow;
    private readonly double[] survival;
    private readonly Dictionary<int, double> parties = [];
    private readonly Dictionary<(int Payer, int Payee), double> relationships = [];
    private double[]? hopSurvival;
    private double removed;
    private bool solved;

    /// <summary>Starts without measures.</summary>
    public PlanEffect(PirateMoney money)
    {
        this.money = money;
        (before, flow, survival) = (new double[money.NodeCount], new double[money.NodeCount], new double[money.NodeCount]);
        Array.Fill(survival, 1.0);
        money.Solve(before, null, null);
        foreach (var site in money.Sites)
        {
            Revenue += before[site] * money.BeliefAt(site);
        }
    }

    /// <summary>R(∅), units.</summary>
    public double Revenue { get; }

    /// <summary>g of the measures in force, units.</summary>
    public double Removed
    {
        get
        {
            Solve();
            return removed;
        }
    }

    /// <summary>Puts a measure in force.</summary>
    public void Apply(PlannedCut cut)
    {
        var left = 1.0 - cut.Efficacy;
        solved = false;
        if (cut.Kind != TargetKind.Relationship)
        {
            parties[cut.Party] = Survival(cut.Party) * left;
            foreach (var node in money.NodesOf(cut.Party))
            {
                survival[node] *= left;
            }

            return;
        }

        relationships[(cut.Payer, cut.Payee)] = Survival(cut.Payer, cut.Payee) * left;
        if (hopSurvival is null)
        {
            hopSurvival = new double[money.HopCount];
            Array.Fill(hopSurvival, 1.0);
        }

        foreach (var hop in money.HopsBetween(cut.Payer, cut.Payee))
        {
            hopSurvival[hop] *= left;
        }
    }

    /// <summary>The share of passages that a party survives.</summary>
    public double Survival(int party) => parties.GetValueOrDefault(party, 1.0);

    /// <summary>The share of passages that a relationship survives.</summary>
    public double Survival(int payer, int payee) => relationships.GetValueOrDefault((payer, payee), 1.0);

    /// <summary>What arrives at a node without the measures.</summary>
    public double Before(int node) => before[node];

    /// <summary>What arrives at a node now.</summary>
    public double Arriving(int node)
    {
        Solve();
        return flow[node];
    }

    /// <summary>The share of what a node passed on that it still passes on: what its ways survive, 0..1.</summary>
    public double WayLeft(int node)
    {
        Solve();
        return before[node] > 0.0 ? Math.Clamp(flow[node] * survival[node] / before[node], 0.0, 1.0) : 0.0;
    }

    private void Solve()
    {
        if (solved)
        {
            return;
        }

        money.Solve(flow, survival, hopSurvival);
        solved = true;
        var left = 0.0;
        foreach (var site in money.Sites)
        {
            left += flow[site] * money.BeliefAt(site);
        }

        removed = Math.Clamp(Revenue - left, 0.0, Revenue);
    }
}
