using Graph.Analysis.Targets.Coverage;

namespace Graph.Analysis.Targets.Robust;

/// <summary>A table of walks from which actions are taken off one after another.</summary>
internal sealed class WalkCoverage
{
    private readonly WalkTable walks;
    private readonly double[] left;
    private readonly int[] walksStart;
    private readonly int[] walkOf;
    private readonly int[] passesOf;
    private readonly int[] lastChange;
    private int changes;

    /// <summary>With nothing cut.</summary>
    /// <param name="walks">The walks.</param>
    /// <param name="targets">How many targets there are.</param>
    public WalkCoverage(WalkTable walks, int targets)
    {
        this.walks = walks;
        left = (double[])walks.Weight.Clone();
        lastChange = new int[targets];
        walksStart = new int[targets + 1];
        foreach (var target in walks.Target)
        {
            walksStart[target + 1]++;
        }

        for (var target = 0; target < targets; target++)
        {
            walksStart[target + 1] += walksStart[target];
        }

        (walkOf, passesOf) = (new int[walks.Target.Length], new int[walks.Target.Length]);
        var next = walksStart[..^1];
        for (var walk = 0; walk < walks.Count; walk++)
        {
            for (var i = walks.Start[walk]; i < walks.Start[walk + 1]; i++)
            {
                var at = next[walks.Target[i]]++;
                (walkOf[at], passesOf[at]) = (walk, walks.Passes[i]);
            }
        }
    }

    /// <summary>Σ of what all walks carry with nothing cut, units.</summary>
    public double Revenue => walks.Weight.Sum() + walks.Unfollowed;

    /// <summary>Whether the last cut changed what walks through a target carry.</summary>
    public bool IsChanged(int target) => lastChange[target] == changes;

    /// <summary>What an action on a target would remove now.</summary>
    public double Gain(int target, double efficacy)
    {
        var gain = 0.0;
        for (var i = walksStart[target]; i < walksStart[target + 1]; i++)
        {
            gain += left[walkOf[i]] * (1.0 - Survival(efficacy, passesOf[i]));
        }

        return gain;
    }

    /// <summary>Carries the action out, and tells what it removed.</summary>
    public double Cut(int target, double efficacy)
    {
        changes++;
        var removed = 0.0;
        for (var i = walksStart[target]; i < walksStart[target + 1]; i++)
        {
            var walk = walkOf[i];
            var after = left[walk] * Survival(efficacy, passesOf[i]);
            removed += left[walk] - after;
            left[walk] = after;
            for (var other = walks.Start[walk]; other < walks.Start[walk + 1]; other++)
            {
                lastChange[walks.Target[other]] = changes;
            }
        }

        return removed;
    }

    private static double Survival(double efficacy, int passes)
    {
        var survival = 1.0;
        for (var pass = 0; pass < passes; pass++)
        {
            survival *= 1.0 - efficacy;
        }

        return survival;
    }
}
