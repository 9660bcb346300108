using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Coverage;

/// <summary>An upper bound of the gains that fit budget, limits and one action per target at once.</summary>
/// <remarks>
/// Lagrangian dual: each limit Σ a_c ≤ cap gets a multiplier ν ≥ 0, and the bound is
/// <code>Σ_h ν_h + Σ_targets max_c (gain_c − Σ_h ν_h·a_hc/cap_h)⁺</code>
/// for whatever multipliers: they only make it tighter. They are sought by subgradient steps of Polyak's length (1969), from where the last set
/// left them. Excluded pairs are not looked at: without them there are more plans, not fewer.
/// </remarks>
internal sealed class LimitedGains
{
    /// <summary>Steps at sets whose number doubles the last such.</summary>
    private const int ManySteps = 200;

    private const int FewSteps = 4;
    private const int Patience = 8;

    private readonly int[] targetOf;
    private readonly int[] start;
    private readonly int[] limitOf;
    private readonly double[] partOf;
    private readonly double[] worthOfTarget;
    private readonly int[] bestOfTarget;
    private readonly double[] multiplier;
    private readonly double[] best;
    private readonly double[] slope;
    private readonly double budget;
    private int sets;
    private int next = 1;

    /// <summary>Prepares for plans within limits.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="budget">What the forced candidates leave of the budget.</param>
    /// <param name="excluded">Candidates that no plan adds to the forced ones; changed: those that limits of 0 bar are added.</param>
    public LimitedGains(PlanLimits limits, double budget, bool[] excluded)
    {
        this.budget = budget;
        targetOf = limits.TargetOf;
        var rows = new List<(int Limit, double Part)>[targetOf.Length];
        for (var c = 0; c < rows.Length; c++)
        {
            // A budget of 0 buys only what costs nothing, and nothing else fits it.
            rows[c] = budget > 0.0 ? [(0, (double)limits.Price[c] / budget)] : [];
        }

        var count = AddGroups(limits, rows, excluded);
        (multiplier, best, slope) = (new double[count], new double[count], new double[count]);
        start = new int[rows.Length + 1];
        for (var c = 0; c < rows.Length; c++)
        {
            start[c + 1] = start[c] + rows[c].Count;
        }

        limitOf = [.. rows.SelectMany(row => row.Select(entry => entry.Limit))];
        partOf = [.. rows.SelectMany(row => row.Select(entry => entry.Part))];
        var targets = targetOf.Length == 0 ? 0 : targetOf.Max() + 1;
        (worthOfTarget, bestOfTarget) = (new double[targets], new int[targets]);
    }

    /// <summary>The bound.</summary>
    /// <param name="gains">Per candidate, ≥ 0; 0 for what is not to be had.</param>
    /// <param name="pricePerUnit">What a unit of budget is worth without the other limits: where to begin.</param>
    public double Most(ReadOnlySpan<double> gains, double pricePerUnit)
    {
        var steps = FewSteps;
        if (++sets == next)
        {
            (steps, next) = (ManySteps, 2 * next);
        }

        if (sets == 1)
        {
            best[0] = double.IsFinite(pricePerUnit) ? pricePerUnit * budget : 0.0;
        }

        best.CopyTo(multiplier, 0);
        var least = Value(gains);
        var (share, waited) = (0.1, 0);
        for (var step = 0; step < steps && Step(least * share); step++)
        {
            var value = Value(gains);
            if (value < least * (1.0 - 1e-6))
            {
                waited = 0;
            }
            else if (++waited >= Patience)
            {
                (share, waited) = (share * 0.5, 0);
                best.CopyTo(multiplier, 0);
                value = Value(gains);
            }

            if (value < least)
            {
                least = value;
                multiplier.CopyTo(best, 0);
            }
        }

        return least;
    }

    private static int AddGroups(PlanLimits limits, List<(int Limit, double Part)>[] rows, bool[] excluded)
    {
        var count = 1;
        foreach (var group in limits.Groups)
        {
            var forced = limits.Forced.Where(c => group.Members.AsSpan().BinarySearch(c) >= 0).ToList();
            if (group.MostCount != int.MaxValue)
            {
                AddLimit(rows, excluded, group.Members, count++, group.MostCount - forced.Count, _ => 1.0);
            }

            if (group.MostCost != decimal.MaxValue)
            {
                var left = (double)(group.MostCost - forced.Sum(c => limits.Price[c]));
                AddLimit(rows, excluded, group.Members, count++, left, c => (double)limits.Price[c]);
            }
        }

        return count;
    }

    private static void AddLimit(
        List<(int Limit, double Part)>[] rows, bool[] excluded, int[] members, int limit, double most, Func<int, double> amount)
    {
        foreach (var c in members)
        {
            if (most > 0.0)
            {
                rows[c].Add((limit, amount(c) / most));
            }
            else if (amount(c) > 0.0)
            {
                excluded[c] = true;
            }
        }
    }

    /// <summary>The bound at the multipliers, and its slope in each.</summary>
    private double Value(ReadOnlySpan<double> gains)
    {
        Array.Clear(worthOfTarget);
        for (var c = 0; c < gains.Length; c++)
        {
            var worth = gains[c];
            for (var i = start[c]; i < start[c + 1] && worth > 0.0; i++)
            {
                worth -= multiplier[limitOf[i]] * partOf[i];
            }

            if (worth > worthOfTarget[targetOf[c]])
            {
                worthOfTarget[targetOf[c]] = worth;
                bestOfTarget[targetOf[c]] = c;
            }
        }

        Array.Fill(slope, 1.0);
        var value = 0.0;
        foreach (var part in multiplier)
        {
            value += part;
        }

        for (var target = 0; target < worthOfTarget.Length; target++)
        {
            if (worthOfTarget[target] > 0.0)
            {
                value += worthOfTarget[target];
                var c = bestOfTarget[target];
                for (var i = start[c]; i < start[c + 1]; i++)
                {
                    slope[limitOf[i]] -= partOf[i];
                }
            }
        }

        return value;
    }

    /// <summary>Steps so far down the slope that a straight line would fall by the amount; false where there is no way down.</summary>
    private bool Step(double amount)
    {
        var square = 0.0;
        for (var h = 0; h < slope.Length; h++)
        {
            // A multiplier at 0 goes no lower.
            slope[h] = multiplier[h] <= 0.0 && slope[h] > 0.0 ? 0.0 : slope[h];
            square += slope[h] * slope[h];
        }

        if (square == 0.0 || amount <= 0.0)
        {
            return false;
        }

        for (var h = 0; h < slope.Length; h++)
        {
            multiplier[h] = Math.Max(0.0, multiplier[h] - amount / square * slope[h]);
        }

        return true;
    }
}
