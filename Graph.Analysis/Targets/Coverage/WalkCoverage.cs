namespace Graph.Analysis.Targets.Coverage;

/// <summary>Coverage over a table of walks: what is left of each, and per target the sum of what is left of its walks.</summary>
/// <remarks>
/// A change of S touches the walks of its target and, on each, the sums of the other targets. What is left of a walk is always multiplied
/// out anew, in the order of its passages. A sum is carried on by differences only as a bound, with an allowance for rounding; before it
/// decides anything it is added up again in the order of the table.
/// </remarks>
internal sealed class WalkCoverage : ICoverage
{
    /// <summary>Far above what some thousands of differences can lose of a sum.</summary>
    private const double Rounding = 1e-12;

    private readonly WalkTable table;
    private readonly TargetIndex index;
    private readonly int[] visitStart;
    private readonly int[] visitWalk;
    private readonly int[] visitPasses;
    private readonly bool[] repeats;
    private readonly double[] left;
    private readonly double[] survival;
    private readonly double[] sum;
    private readonly double[] firstSum;
    private readonly double[] repeatGain;
    private readonly double[] firstRepeatGain;
    private readonly bool[] touched;
    private double removed;

    /// <summary>The empty set over a table.</summary>
    public WalkCoverage(WalkTable table, TargetCandidates candidates)
    {
        this.table = table;
        index = new TargetIndex(candidates);
        var targets = candidates.Targets.Count;
        (visitStart, visitWalk, visitPasses) = Visits(table, targets);
        repeats = new bool[targets];
        for (var i = 0; i < table.Target.Length; i++)
        {
            repeats[table.Target[i]] |= table.Passes[i] > 1;
        }

        left = (double[])table.Weight.Clone();
        survival = new double[targets];
        Array.Fill(survival, 1.0);
        sum = new double[targets];
        repeatGain = new double[index.Efficacy.Length];
        touched = new bool[targets];
        for (var target = 0; target < targets; target++)
        {
            AddUp(target);
        }

        (firstSum, firstRepeatGain) = ((double[])sum.Clone(), (double[])repeatGain.Clone());
        foreach (var weight in table.Weight)
        {
            Revenue += weight;
        }

        Revenue += table.Unfollowed;
    }

    /// <inheritdoc/>
    public double Revenue { get; }

    /// <inheritdoc/>
    public double Unfollowed => table.Unfollowed;

    /// <inheritdoc/>
    public double Removed => removed;

    /// <inheritdoc/>
    public long Work { get; private set; }

    /// <inheritdoc/>
    public void CopyBounds(Span<double> gains)
    {
        Work += gains.Length;
        for (var c = 0; c < gains.Length; c++)
        {
            var target = index.TargetOf[c];
            var gain = repeats[target] ? repeatGain[c] : index.Efficacy[c] * sum[target];
            gains[c] = touched[target] ? Math.Max(0.0, gain) + Rounding * firstSum[target] : gain;
        }
    }

    /// <inheritdoc/>
    public double Gain(int c)
    {
        var target = index.TargetOf[c];
        if (touched[target])
        {
            AddUp(target);
        }

        return repeats[target] ? repeatGain[c] : index.Efficacy[c] * sum[target];
    }

    /// <inheritdoc/>
    public void Add(int c)
    {
        removed += Gain(c);
        Change(index.TargetOf[c], survival[index.TargetOf[c]] * (1.0 - index.Efficacy[c]));
    }

    /// <inheritdoc/>
    public void Remove(int c)
    {
        // One action of a target is in S at most, so without it nothing is done to the target.
        Change(index.TargetOf[c], 1.0);
        removed = Math.Max(0.0, removed - Gain(c));
    }

    /// <inheritdoc/>
    public void Clear()
    {
        table.Weight.CopyTo(left, 0);
        firstSum.CopyTo(sum, 0);
        firstRepeatGain.CopyTo(repeatGain, 0);
        Array.Fill(survival, 1.0);
        Array.Clear(touched);
        removed = 0.0;
    }

    private static (int[] Start, int[] Walk, int[] Passes) Visits(WalkTable table, int targets)
    {
        var start = new int[targets + 1];
        foreach (var target in table.Target)
        {
            start[target + 1]++;
        }

        for (var target = 0; target < targets; target++)
        {
            start[target + 1] += start[target];
        }

        var (walkOf, passes, next) = (new int[table.Target.Length], new int[table.Target.Length], start[..^1]);
        for (var walk = 0; walk < table.Count; walk++)
        {
            for (var i = table.Start[walk]; i < table.Start[walk + 1]; i++)
            {
                var at = next[table.Target[i]]++;
                (walkOf[at], passes[at]) = (walk, table.Passes[i]);
            }
        }

        return (start, walkOf, passes);
    }

    private void Change(int target, double survives)
    {
        survival[target] = survives;
        Work += visitStart[target + 1] - visitStart[target];
        for (var visit = visitStart[target]; visit < visitStart[target + 1]; visit++)
        {
            var walk = visitWalk[visit];
            var (before, after) = (left[walk], LeftOf(walk));
            if (after != before)
            {
                left[walk] = after;
                Spread(walk, after - before);
            }
        }
    }

    /// <summary>W·Π (1−q)^passes of a walk.</summary>
    private double LeftOf(int walk)
    {
        var product = table.Weight[walk];
        for (var i = table.Start[walk]; i < table.Start[walk + 1]; i++)
        {
            var part = survival[table.Target[i]];
            if (part != 1.0)
            {
                product *= Power(part, table.Passes[i]);
            }
        }

        return product;
    }

    private void Spread(int walk, double difference)
    {
        var end = table.Start[walk + 1];
        Work += end - table.Start[walk];
        for (var i = table.Start[walk]; i < end; i++)
        {
            var target = table.Target[i];
            touched[target] = true;
            if (!repeats[target])
            {
                sum[target] += difference;
                continue;
            }

            foreach (var c in index.CandidatesOf(target))
            {
                repeatGain[c] += difference * (1.0 - Power(1.0 - index.Efficacy[c], table.Passes[i]));
            }
        }
    }

    private void AddUp(int target)
    {
        touched[target] = false;
        Work += visitStart[target + 1] - visitStart[target];
        var total = 0.0;
        for (var visit = visitStart[target]; visit < visitStart[target + 1]; visit++)
        {
            total += left[visitWalk[visit]];
        }

        sum[target] = total;
        if (!repeats[target])
        {
            return;
        }

        foreach (var c in index.CandidatesOf(target))
        {
            var gain = 0.0;
            for (var visit = visitStart[target]; visit < visitStart[target + 1]; visit++)
            {
                gain += left[visitWalk[visit]] * (1.0 - Power(1.0 - index.Efficacy[c], visitPasses[visit]));
            }

            repeatGain[c] = gain;
        }
    }

    private static double Power(double value, int times)
    {
        if (times == 1 || value is 0.0 or 1.0)
        {
            return value;
        }

        var product = 1.0;
        for (; times > 0; times >>= 1, value *= value)
        {
            product = (times & 1) == 0 ? product : product * value;
        }

        return product;
    }
}
