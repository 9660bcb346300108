using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Coverage;

/// <summary>The least upper bound of all plans that the sets shown to it prove: OPT ≤ g(S) + a bound of the gains at S.</summary>
/// <remarks>
/// g is monotone and submodular, so what OPT adds to S is at most the sum of its members' gains at S (Nemhauser, Wolsey, Fisher 1978).
/// Without rules that sum is bounded by the fractional knapsack of the whole budget; rules add <see cref="LimitedGains"/>. Members of S add
/// nothing; other actions of their targets keep their gain on top. Where every plan holds the forced candidates, and S too, only the rest of
/// the budget is left to the others.
/// </remarks>
internal sealed class Certificate
{
    private readonly PlanLimits limits;
    private readonly double[] gains;
    private readonly bool[] excluded;
    private readonly FractionalKnapsack knapsack;
    private readonly LimitedGains? limited;

    /// <summary>Prepares for plans within limits.</summary>
    public Certificate(PlanLimits limits)
    {
        this.limits = limits;
        gains = new double[limits.Price.Length];
        excluded = new bool[gains.Length];
        var use = limits.Start();
        foreach (var c in limits.Forced)
        {
            use.Add(c);
        }

        knapsack = new FractionalKnapsack([.. limits.Price.Select(price => (double)price)], (double)use.Left);
        if (limits.Groups.Length + limits.Exclusions.Length + limits.Forced.Length == 0)
        {
            return;
        }

        for (var c = 0; c < gains.Length; c++)
        {
            excluded[c] = !use.Fits(c);
        }

        limited = new LimitedGains(limits, (double)use.Left, excluded);
    }

    /// <summary>No plan removes more, units.</summary>
    public double UpperBound { get; private set; } = double.PositiveInfinity;

    /// <summary>Takes the bound at a set S into account.</summary>
    /// <param name="coverage">The coverage at S.</param>
    /// <param name="bounds">Its bounds.</param>
    /// <param name="chosen">S, all forced candidates among it.</param>
    public void Tighten(ICoverage coverage, ReadOnlySpan<double> bounds, IReadOnlyList<int> chosen)
    {
        bounds.CopyTo(gains);
        foreach (var c in chosen)
        {
            gains[c] = 0.0;
        }

        for (var c = 0; limited is not null && c < gains.Length; c++)
        {
            gains[c] = excluded[c] ? 0.0 : gains[c];
        }

        var most = Settled(coverage);
        if (limited is not null)
        {
            most = Math.Min(most, limited.Most(gains, knapsack.PricePerUnit));
        }

        UpperBound = Math.Min(UpperBound, coverage.Removed + most + coverage.Unfollowed);
    }

    /// <summary>The knapsack, with the gains themselves of all that is in it.</summary>
    private double Settled(ICoverage coverage)
    {
        while (true)
        {
            var most = knapsack.Most(gains);
            var settled = true;
            foreach (var c in knapsack.Bought)
            {
                var gain = coverage.Gain(c);
                settled &= gain == gains[c];
                gains[c] = gain;
            }

            if (settled)
            {
                return most;
            }
        }
    }
}
