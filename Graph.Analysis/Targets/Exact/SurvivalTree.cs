namespace Graph.Analysis.Targets.Exact;

/// <summary>One variable of the program: what is left of money after some targets.</summary>
/// <param name="Parent">The state before <paramref name="Target"/>, or −1: all of it.</param>
/// <param name="Target">The target passed, or −1 where <paramref name="Covers"/> says all.</param>
/// <param name="Passes">How often.</param>
/// <param name="Covers">Candidates each of which cuts all the money (first states only), else empty.</param>
internal sealed record SurvivalState(int Parent, int Target, int Passes, int[] Covers);

/// <summary>The states that money goes through on its walks; walks that begin alike share them.</summary>
/// <remarks>
/// On a walk first come the targets whose actions all cut everything: one state covers them together. Then come the others one by one,
/// those on most walks first, so that walks share as much as they can. Order does not matter to what is left at the end.
/// </remarks>
internal sealed class SurvivalTree
{
    private readonly WalkActions actions;
    private readonly int[] walksOf;
    private readonly Dictionary<string, int> covers = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Parent, int Target, int Passes), int> steps = [];

    /// <summary>Builds the states of all walks.</summary>
    public SurvivalTree(WalkActions actions)
    {
        this.actions = actions;
        var table = actions.Table;
        walksOf = new int[table.Target.DefaultIfEmpty(-1).Max() + 1];
        foreach (var target in table.Target)
        {
            walksOf[target]++;
        }

        for (var walk = 0; walk < table.Count; walk++)
        {
            var last = LastState(walk);
            if (last < 0)
            {
                Untouchable += table.Weight[walk];
            }
            else
            {
                Weight[last] += table.Weight[walk];
            }
        }
    }

    /// <summary>The states; a parent stands before its children.</summary>
    public List<SurvivalState> States { get; } = [];

    /// <summary>Money of the walks that end in a state, units.</summary>
    public List<double> Weight { get; } = [];

    /// <summary>Money that no action touches, units.</summary>
    public double Untouchable { get; }

    /// <summary>What is left in every state under a set of actions.</summary>
    public double[] Survival(bool[] isChosen)
    {
        var survival = new double[States.Count];
        for (var state = 0; state < survival.Length; state++)
        {
            var (parent, target, passes, covering) = States[state];
            survival[state] = parent < 0 ? 1.0 : survival[parent];
            if (target < 0)
            {
                survival[state] = Array.Exists(covering, c => isChosen[c]) ? 0.0 : 1.0;
                continue;
            }

            foreach (var candidate in actions.Of(target))
            {
                survival[state] *= isChosen[candidate] ? 1.0 - actions.Strength(candidate, passes) : 1.0;
            }
        }

        return survival;
    }

    private int LastState(int walk)
    {
        var table = actions.Table;
        var whole = new List<int>();
        var partly = new List<(int Target, int Passes)>();
        for (var i = table.Start[walk]; i < table.Start[walk + 1]; i++)
        {
            var candidates = actions.Of(table.Target[i]);
            if (candidates.IsEmpty)
            {
                continue;
            }

            if (CutsWhole(candidates))
            {
                whole.AddRange(candidates);
            }
            else
            {
                partly.Add((table.Target[i], table.Passes[i]));
            }
        }

        partly.Sort((a, b) => (walksOf[b.Target], a.Target).CompareTo((walksOf[a.Target], b.Target)));
        return partly.Aggregate(whole.Count == 0 ? -1 : Cover(whole), Step);
    }

    private bool CutsWhole(ReadOnlySpan<int> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (actions.Strength(candidate, 1) < 1.0)
            {
                return false;
            }
        }

        return true;
    }

    private int Cover(List<int> candidates)
    {
        var key = string.Join(',', candidates);
        return covers.TryGetValue(key, out var known) ? known : covers[key] = Add(new SurvivalState(-1, -1, 0, [.. candidates]));
    }

    private int Step(int parent, (int Target, int Passes) passage)
    {
        var key = (parent, passage.Target, passage.Passes);
        return steps.TryGetValue(key, out var known) ? known : steps[key] = Add(new SurvivalState(parent, passage.Target, passage.Passes, []));
    }

    private int Add(SurvivalState state)
    {
        States.Add(state);
        Weight.Add(0.0);
        return States.Count - 1;
    }
}
