namespace Graph.Analysis.Targets.Rules;

/// <summary>A plan in the making: what it holds of budget and limits. Each step takes the time of the candidate's own groups.</summary>
internal sealed class PlanUse
{
    private readonly PlanLimits limits;
    private readonly bool[] held;
    private readonly bool[] targetUsed;
    private readonly int[] count;
    private readonly decimal[] cost;
    private readonly int[] onSide;

    /// <summary>The empty plan.</summary>
    public PlanUse(PlanLimits limits)
    {
        this.limits = limits;
        Left = limits.Budget;
        held = new bool[limits.Price.Length];
        targetUsed = new bool[limits.TargetOf.Length == 0 ? 0 : limits.TargetOf.Max() + 1];
        count = new int[limits.Groups.Length];
        cost = new decimal[limits.Groups.Length];
        onSide = new int[2 * limits.Exclusions.Length];
    }

    /// <summary>What is left of the budget, ≥ 0 as long as only candidates that fit were added.</summary>
    public decimal Left { get; private set; }

    /// <summary>Whether the plan holds a candidate.</summary>
    public bool Holds(int c) => held[c];

    /// <summary>Whether the plan together with a candidate that it does not hold is one still.</summary>
    public bool Fits(int c)
    {
        if (held[c] || targetUsed[limits.TargetOf[c]] || limits.Price[c] > Left)
        {
            return false;
        }

        foreach (var group in limits.GroupsOf(c))
        {
            // Written so that the largest decimal, no limit, does not overflow.
            if (count[group] >= limits.Groups[group].MostCount || limits.Price[c] > limits.Groups[group].MostCost - cost[group])
            {
                return false;
            }
        }

        foreach (var (exclusion, side) in limits.SidesOf(c))
        {
            if (onSide[2 * exclusion + 1 - side] > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds a candidate that fits.</summary>
    public void Add(int c) => Change(c, add: true);

    /// <summary>Takes a candidate out that the plan holds.</summary>
    public void Remove(int c) => Change(c, add: false);

    private void Change(int c, bool add)
    {
        if (held[c] == add)
        {
            throw new InvalidOperationException(add ? $"The plan holds candidate {c} already." : $"The plan does not hold candidate {c}.");
        }

        var step = add ? 1 : -1;
        held[c] = add;
        targetUsed[limits.TargetOf[c]] = add;
        Left -= step * limits.Price[c];
        foreach (var group in limits.GroupsOf(c))
        {
            count[group] += step;
            cost[group] += step * limits.Price[c];
        }

        foreach (var (exclusion, side) in limits.SidesOf(c))
        {
            onSide[2 * exclusion + side] += step;
        }
    }
}
