using Graph.Model.Records;

namespace Graph.Analysis.Targets.Stress;

/// <summary>Measures in force, and what they leave of the pirate money where nobody reacts.</summary>
/// <remarks>A measure costs a solve of what lies downstream of it.</remarks>
internal sealed class PlanEffect
{
    private readonly PirateMoney money;
    private readonly double[] before;
    private readonly double[] flow;
    private readonly double[] survival;
    private readonly Dictionary<int, double> parties = [];
    private readonly Dictionary<(int Payer, int Payee), double> relationships = [];
    private readonly List<int> changed = [];
    private double[]? hopSurvival;

    /// <summary>Starts without measures.</summary>
    public PlanEffect(PirateMoney money)
    {
        this.money = money;
        before = money.Uncut();
        flow = (double[])before.Clone();
        survival = new double[money.NodeCount];
        Array.Fill(survival, 1.0);
        Revenue = Left();
    }

    /// <summary>R(∅), units.</summary>
    public double Revenue { get; }

    /// <summary>g of the measures in force, units.</summary>
    public double Removed { get; private set; }

    /// <summary>Sites at which less may arrive than before the last measure.</summary>
    public List<int> ChangedSites { get; private set; } = [];

    /// <summary>Puts a measure in force.</summary>
    public void Apply(PlannedCut cut)
    {
        changed.Clear();
        if (cut.Kind == TargetKind.Relationship)
        {
            CutHops(cut.Payer, cut.Payee, 1.0 - cut.Efficacy);
        }
        else
        {
            CutNodes(cut.Party, 1.0 - cut.Efficacy);
        }

        ChangedSites = money.Resolve(changed, flow, survival, hopSurvival).FindAll(money.IsSite);
        Removed = Math.Clamp(Revenue - Left(), 0.0, Revenue);
    }

    /// <summary>The share of passages that a party survives.</summary>
    public double Survival(int party) => parties.GetValueOrDefault(party, 1.0);

    /// <summary>The share of passages that a relationship survives.</summary>
    public double Survival(int payer, int payee) => relationships.GetValueOrDefault((payer, payee), 1.0);

    /// <summary>What arrives at a node without the measures.</summary>
    public double Before(int node) => before[node];

    /// <summary>What arrives at a node now.</summary>
    public double Arriving(int node) => flow[node];

    /// <summary>The share of what a node passed on that it still passes on: what its ways survive, 0..1.</summary>
    public double WayLeft(int node) => before[node] > 0.0 ? Math.Clamp(flow[node] * survival[node] / before[node], 0.0, 1.0) : 0.0;

    private void CutNodes(int party, double left)
    {
        parties[party] = Survival(party) * left;
        foreach (var node in money.NodesOf(party))
        {
            survival[node] *= left;
            changed.Add(node);
        }
    }

    private void CutHops(int payer, int payee, double left)
    {
        relationships[(payer, payee)] = Survival(payer, payee) * left;
        if (hopSurvival is null)
        {
            hopSurvival = new double[money.HopCount];
            Array.Fill(hopSurvival, 1.0);
        }

        foreach (var (source, hop) in money.HopsBetween(payer, payee))
        {
            hopSurvival[hop] *= left;
            changed.Add(source);
        }
    }

    private double Left()
    {
        var left = 0.0;
        foreach (var site in money.Sites)
        {
            left += flow[site] * money.BeliefAt(site);
        }

        return left;
    }
}
