using Graph.Analysis.Targets.Coverage;

namespace Graph.Analysis.Targets.Exact;

/// <summary>The walks of pirate money, seen from the actions: what a set of actions removes, and how strongly an action works on a walk.</summary>
internal sealed class WalkActions
{
    private readonly WalkTable table;
    private readonly double[] efficacy;
    private readonly int[][] ofTarget;

    /// <summary>Joins walks and actions.</summary>
    /// <param name="table">The walks.</param>
    /// <param name="efficacy">q per candidate, 0..1.</param>
    /// <param name="targetOf">Target per candidate.</param>
    public WalkActions(WalkTable table, double[] efficacy, int[] targetOf)
    {
        this.table = table;
        this.efficacy = efficacy;
        var targets = Math.Max(table.Target.DefaultIfEmpty(-1).Max(), targetOf.DefaultIfEmpty(-1).Max()) + 1;
        ofTarget = new int[targets][];
        Array.Fill(ofTarget, []);
        foreach (var actions in Enumerable.Range(0, targetOf.Length).Where(c => efficacy[c] > 0.0).GroupBy(c => targetOf[c]))
        {
            ofTarget[actions.Key] = [.. actions];
        }
    }

    /// <summary>The walks.</summary>
    public WalkTable Table => table;

    /// <summary>The candidates on a target that do anything, in candidate order.</summary>
    public ReadOnlySpan<int> Of(int target) => ofTarget[target];

    /// <summary>Q = 1 − (1−q)^passes: what an action cuts of money that passes its target so often.</summary>
    public double Strength(int candidate, int passes) => 1.0 - Math.Pow(1.0 - efficacy[candidate], passes);

    /// <summary>g(S) = Σ_w W_w·(1 − Π (1−q)^passes), in the order of the walks.</summary>
    /// <param name="isChosen">Whether a candidate is in S.</param>
    public double Removed(bool[] isChosen)
    {
        var removed = 0.0;
        for (var walk = 0; walk < table.Count; walk++)
        {
            removed += table.Weight[walk] * (1.0 - Survival(walk, isChosen));
        }

        return removed;
    }

    private double Survival(int walk, bool[] isChosen)
    {
        var survival = 1.0;
        for (var i = table.Start[walk]; i < table.Start[walk + 1]; i++)
        {
            foreach (var candidate in ofTarget[table.Target[i]])
            {
                survival *= isChosen[candidate] ? 1.0 - Strength(candidate, table.Passes[i]) : 1.0;
            }
        }

        return survival;
    }
}
