using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Interdiction;

/// <summary>What a plan in the making holds of the budget and the limits, by action.</summary>
internal sealed class ActionUse
{
    private readonly PlanUse use;
    private readonly int[] candidateOf;

    /// <summary>Starts with the forced candidates.</summary>
    /// <param name="limits">Budget and limits, over candidates.</param>
    /// <param name="candidateOf">Per action its candidate.</param>
    public ActionUse(PlanLimits limits, int[] candidateOf)
    {
        this.candidateOf = candidateOf;
        use = limits.Start();
        foreach (var candidate in limits.Forced)
        {
            use.Add(candidate);
        }
    }

    /// <summary>What is left of the budget.</summary>
    public decimal Left => use.Left;

    /// <summary>Whether the plan together with an action is one still.</summary>
    public bool Fits(int action) => use.Fits(candidateOf[action]);

    /// <summary>Adds an action that fits.</summary>
    public void Add(int action) => use.Add(candidateOf[action]);

    /// <summary>Takes an action out that the plan holds.</summary>
    public void Remove(int action) => use.Remove(candidateOf[action]);
}
