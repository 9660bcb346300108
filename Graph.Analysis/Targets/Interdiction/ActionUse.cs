namespace Graph.Analysis.Targets.Interdiction;

/// <summary>What a plan in the making holds of the budget.</summary>
internal sealed class ActionUse(decimal[] prices, decimal budget)
{
    /// <summary>What is left of the budget.</summary>
    public decimal Left { get; private set; } = budget;

    /// <summary>Whether an action fits that the plan does not hold; the plan must hold no other action of its target.</summary>
    public bool Fits(int action) => prices[action] <= Left;

    /// <summary>Adds an action that fits.</summary>
    public void Add(int action) => Left -= prices[action];

    /// <summary>Takes an action out.</summary>
    public void Remove(int action) => Left += prices[action];
}
