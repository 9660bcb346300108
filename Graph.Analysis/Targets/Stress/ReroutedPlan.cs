using Graph.Analysis.Targets.Reroute;

namespace Graph.Analysis.Targets.Stress;

/// <summary>A plan's measures on the links of an adversary: put in force and lifted one by one.</summary>
internal sealed class ReroutedPlan
{
    private readonly IReadOnlyList<PlannedCut> cuts;
    private readonly RerouteFlow flow;
    private readonly int[] node;
    private readonly int[] arc;
    private readonly Stack<bool[]> marks = new();
    private bool[] inForce;

    /// <summary>Places a plan on a graph, nothing of it in force.</summary>
    public ReroutedPlan(RerouteGraph graph, IReadOnlyList<PlannedCut> cuts)
    {
        this.cuts = cuts;
        inForce = new bool[cuts.Count];
        var nodeOf = new Dictionary<int, int>();
        for (var i = 0; i < graph.NodeCount; i++)
        {
            if (graph.PartyOf[i] >= 0)
            {
                nodeOf.Add(graph.PartyOf[i], i);
            }
        }

        node = [.. cuts.Select(cut => nodeOf.GetValueOrDefault(cut.Party, -1))];
        arc = [.. cuts.Select(cut => nodeOf.TryGetValue(cut.Payer, out var from) && nodeOf.TryGetValue(cut.Payee, out var to) ? graph.ArcBetween(from, to) : -1)];
        flow = new RerouteFlow(graph, [.. node.Where(place => place >= 0).Distinct()]);
    }

    /// <summary>The most that the adversary can push now, units.</summary>
    public long Pushed => flow.Value;

    /// <summary>Puts a measure in force.</summary>
    public void Apply(int cut) => Switch(cut, on: true, long.MaxValue);

    /// <summary>Lifts it.</summary>
    public void Lift(int cut) => Switch(cut, on: false, long.MaxValue);

    /// <summary>Whether lifting the measure would push so much more. Leaves the plan as it is.</summary>
    public bool WouldPush(int cut, long more)
    {
        var before = Pushed;
        Mark();
        Switch(cut, on: false, more);
        var pushed = Pushed - before;
        Rollback();
        return pushed >= more;
    }

    /// <summary>What lifting the measure would push more, and where that flow changes the present one. Leaves the plan as it is.</summary>
    public (long More, (int Place, long More)[] Changes) TryLift(int cut)
    {
        var before = Pushed;
        Mark();
        Lift(cut);
        var more = Pushed - before;
        var changes = flow.Changes();
        Rollback();
        return (more, changes);
    }

    /// <summary>No more than this is lost of what lifting two measures pushes more, if both are lifted, or null where nothing is known.</summary>
    public long? Clash(int cut, (int Place, long More)[] changes, int other, (int Place, long More)[] otherChanges) =>
        node[cut] == node[other] && arc[cut] == arc[other] ? null : flow.Clash(changes, otherChanges);

    /// <summary>Remembers what is in force.</summary>
    public void Mark()
    {
        flow.Mark();
        marks.Push((bool[])inForce.Clone());
    }

    /// <summary>Goes back to what was last remembered.</summary>
    public void Rollback()
    {
        flow.Rollback();
        inForce = marks.Pop();
    }

    private void Switch(int cut, bool on, long enough)
    {
        inForce[cut] = on;
        if (node[cut] >= 0)
        {
            flow.SetNode(node[cut], Survival(node, node[cut]), enough);
        }
        else if (arc[cut] >= 0)
        {
            flow.SetArc(arc[cut], Survival(arc, arc[cut]), enough);
        }
    }

    /// <summary>What all measures in force at one place leave.</summary>
    private double Survival(int[] places, int place)
    {
        var survival = 1.0;
        for (var other = 0; other < places.Length; other++)
        {
            if (inForce[other] && places[other] == place)
            {
                survival *= 1.0 - cuts[other].Efficacy;
            }
        }

        return survival;
    }
}
