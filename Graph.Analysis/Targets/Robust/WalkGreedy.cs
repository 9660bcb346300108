using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Robust;

/// <summary>The better of two greedy plans, by gain per price and by gain, on a table of walks.</summary>
/// <remarks>The same rules as the target ranking: forced actions first, gains of at most 1e-12 of all pirate money are not taken, ties within 1e-12
/// go to the first candidate.</remarks>
internal static class WalkGreedy
{
    private const double Tolerance = 1e-12;

    /// <summary>Candidate numbers in the order in which they are taken.</summary>
    public static IReadOnlyList<int> Run(WalkTable walks, TargetCandidates candidates, PlanLimits limits, CancellationToken cancellation)
    {
        var byRatio = Run(walks, candidates, limits, perPrice: true, cancellation);
        if (limits.Price.Distinct().Count() <= 1)
        {
            return byRatio.Picks;
        }

        var byGain = Run(walks, candidates, limits, perPrice: false, cancellation);
        return byGain.Removed > byRatio.Removed ? byGain.Picks : byRatio.Picks;
    }

    private static (List<int> Picks, double Removed) Run(
        WalkTable walks, TargetCandidates candidates, PlanLimits limits, bool perPrice, CancellationToken cancellation)
    {
        var coverage = new WalkCoverage(walks, candidates.Targets.Count);
        var least = Tolerance * coverage.Revenue;
        var gain = new double[candidates.All.Count];
        Refresh(coverage, candidates, gain, all: true);
        var (picks, removed, left) = (new List<int>(), 0.0, limits.Budget);
        var used = new bool[candidates.Targets.Count];
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var best = Best(c => !used[limits.TargetOf[c]] && limits.Price[c] <= left && gain[c] > least, gain, limits, perPrice);
            if (best < 0)
            {
                return (picks, removed);
            }

            picks.Add(best);
            used[limits.TargetOf[best]] = true;
            left -= limits.Price[best];
            removed += coverage.Cut(candidates.All[best].Target, (double)candidates.All[best].Efficacy);
            Refresh(coverage, candidates, gain, all: false);
        }
    }

    private static void Refresh(WalkCoverage coverage, TargetCandidates candidates, double[] gain, bool all)
    {
        for (var c = 0; c < gain.Length; c++)
        {
            if (all || coverage.IsChanged(candidates.All[c].Target))
            {
                gain[c] = coverage.Gain(candidates.All[c].Target, (double)candidates.All[c].Efficacy);
            }
        }
    }

    private static int Best(Func<int, bool> isOpen, double[] gain, PlanLimits limits, bool perPrice)
    {
        double Score(int c) => !perPrice ? gain[c] : limits.Price[c] == 0m ? double.PositiveInfinity : gain[c] / (double)limits.Price[c];
        var top = 0.0;
        for (var c = 0; c < gain.Length; c++)
        {
            if (isOpen(c))
            {
                top = Math.Max(top, Score(c));
            }
        }

        for (var c = 0; c < gain.Length && top > 0.0; c++)
        {
            if (isOpen(c) && Score(c) >= top * (1.0 - Tolerance))
            {
                return c;
            }
        }

        return -1;
    }
}
