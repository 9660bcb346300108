using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Coverage;

/// <summary>Improves a set by exchanges: one out and up to two in, one in and as many out as it takes, or one more in, until none removes more.</summary>
/// <remarks>
/// Members are tried in the order of their numbers, each with its best exchange; the first that improves g by more than 1e-9 relative is kept.
/// The search ends at a set that no exchange improves, or after a fixed amount of work, never by the clock.
/// </remarks>
internal sealed class ExchangeSearch
{
    /// <summary>Improvements of at most this share are none.</summary>
    public const double LeastImprovement = 1e-9;

    /// <summary>Steps of <see cref="ICoverage.Work"/> after which no further exchange is looked for.</summary>
    private const long MostWork = 400_000_000;

    /// <summary>Pairs that are tried exactly for a member before it stays.</summary>
    private const int MostPairs = 4;

    /// <summary>So many candidates, by gain and by gain per price, are tried at the expense of members.</summary>
    private const int MostComers = 48;

    /// <summary>Passes over all members. Hardly any set improves after a few.</summary>
    private const int MostPasses = 4;

    /// <summary>So many of them in all, so that large plans are not searched for ever.</summary>
    private const int MostTries = 600;

    private readonly ICoverage coverage;
    private readonly PlanLimits limits;
    private readonly PlanUse use;
    private readonly List<int> members;
    private readonly bool[] isForced;
    private readonly double[] gains;
    private readonly double least;
    private readonly bool ejects;
    private int tries;
    private readonly PairSearch pairs;

    /// <summary>Starts from a set that the coverage and the use hold.</summary>
    /// <param name="coverage">The coverage at the set.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="use">The use of the limits by the set.</param>
    /// <param name="chosen">The set.</param>
    public ExchangeSearch(ICoverage coverage, PlanLimits limits, PlanUse use, IEnumerable<int> chosen)
    {
        this.coverage = coverage;
        this.limits = limits;
        this.use = use;
        members = [.. chosen.Order()];
        isForced = new bool[limits.Price.Length];
        foreach (var c in limits.Forced)
        {
            isForced[c] = true;
        }

        gains = new double[limits.Price.Length];
        least = GreedyRun.NegligibleGain * coverage.Revenue;
        pairs = new PairSearch(limits.Price);
        // At one price, and without rules, one is never worth two.
        ejects = limits.Groups.Length + limits.Exclusions.Length > 0 || limits.Price.Distinct().Count() > 1;
    }

    /// <summary>The set.</summary>
    public IReadOnlyList<int> Members => members;

    /// <summary>How many exchanges improved it.</summary>
    public int Exchanges { get; private set; }

    /// <summary>Searches.</summary>
    public void Run(CancellationToken cancellation)
    {
        var end = coverage.Work + MostWork;
        bool improved;
        var passes = 0;
        do
        {
            improved = false;
            foreach (var member in members.ToArray())
            {
                cancellation.ThrowIfCancellationRequested();
                if (coverage.Work > end)
                {
                    return;
                }

                improved |= !isForced[member] && Exchange(member);
            }
        }
        while (++passes < MostPasses && (improved || (ejects && EjectForSome(end, cancellation))));
    }

    /// <summary>Puts candidates in, one by one, at the expense of those members that are worth least, where that removes more.</summary>
    private bool EjectForSome(long end, CancellationToken cancellation)
    {
        var (worth, improved) = (Worth(), false);
        coverage.CopyBounds(gains);
        var tried = new HashSet<int>(Comers(c => gains[c]).Concat(Comers(c => limits.Price[c] > 0m ? gains[c] / (double)limits.Price[c] : gains[c])));
        foreach (var comer in tried)
        {
            cancellation.ThrowIfCancellationRequested();
            if (coverage.Work > end || tries++ >= MostTries)
            {
                return improved;
            }

            if (!use.Holds(comer) && Eject(comer, worth))
            {
                (worth, improved) = (Worth(), true);
                Exchanges++;
            }
        }

        return improved;
    }

    /// <summary>Members by what a unit of their price is worth, least first.</summary>
    private int[] Worth()
    {
        var worth = new Dictionary<int, double>();
        foreach (var member in members.ToArray())
        {
            TakeOut(member);
            worth[member] = limits.Price[member] > 0m ? coverage.Gain(member) / (double)limits.Price[member] : double.PositiveInfinity;
            PutIn(member);
        }

        return [.. members.Where(member => !isForced[member]).OrderBy(member => worth[member])];
    }

    private IEnumerable<int> Comers(Func<int, double> key) =>
        Enumerable.Range(0, gains.Length).Where(c => gains[c] > least && !use.Holds(c)).OrderByDescending(key).Take(MostComers).ToArray();

    private bool Eject(int comer, int[] leastFirst)
    {
        var (before, saved) = (coverage.Removed, members.ToArray());
        foreach (var member in leastFirst)
        {
            if (use.Fits(comer))
            {
                break;
            }

            if (limits.StandsInTheWay(member, comer, use))
            {
                TakeOut(member);
            }
        }

        if (use.Fits(comer))
        {
            PutIn(comer);
            Fill();
            if (coverage.Removed > before * (1.0 + LeastImprovement))
            {
                return true;
            }
        }

        Array.ForEach([.. members.Except(saved)], TakeOut);
        Array.ForEach([.. saved.Except(members)], PutIn);
        return false;
    }

    /// <summary>Replaces a member by what removes more, if there is such.</summary>
    private bool Exchange(int member)
    {
        var before = coverage.Removed;
        TakeOut(member);
        var loss = coverage.Gain(member);
        // What the exchange must bring at least.
        var needed = loss + LeastImprovement * before;
        coverage.CopyBounds(gains);
        var (first, gain) = Best();
        if (first >= 0 && gain > needed)
        {
            PutIn(first);
            Fill();
            Exchanges++;
            return true;
        }

        if (TryPairs(needed))
        {
            Fill();
            Exchanges++;
            return true;
        }

        PutIn(member);
        return false;
    }

    private void TakeOut(int c)
    {
        coverage.Remove(c);
        use.Remove(c);
        members.RemoveAt(members.BinarySearch(c));
    }

    private void PutIn(int c)
    {
        coverage.Add(c);
        use.Add(c);
        members.Insert(~members.BinarySearch(c), c);
    }

    /// <summary>Adds what still fits.</summary>
    private void Fill()
    {
        while (true)
        {
            coverage.CopyBounds(gains);
            var (c, gain) = Best();
            if (c < 0 || gain <= least)
            {
                return;
            }

            PutIn(c);
        }
    }

    /// <summary>The candidate that fits with the most gain, the first of equals, or −1.</summary>
    private (int Candidate, double Gain) Best()
    {
        while (true)
        {
            var best = -1;
            for (var c = 0; c < gains.Length; c++)
            {
                if (gains[c] > least && (best < 0 || gains[c] > gains[best]) && use.Fits(c))
                {
                    best = c;
                }
            }

            if (best < 0)
            {
                return (-1, 0.0);
            }

            var gain = coverage.Gain(best);
            if (gain >= gains[best])
            {
                return (best, gain);
            }

            gains[best] = gain;
        }
    }

    private bool TryPairs(double needed)
    {
        if (!pairs.MayFit(use.Left))
        {
            return false;
        }

        coverage.CopyBounds(gains);
        pairs.Prepare(gains, least, use);
        for (var tried = 0; tried < MostPairs && pairs.Next(needed, use) is var first && first >= 0; tried++)
        {
            var gain = coverage.Gain(first);
            PutIn(first);
            coverage.CopyBounds(gains);
            var (second, more) = Best();
            if (second >= 0 && gain + more > needed)
            {
                PutIn(second);
                return true;
            }

            TakeOut(first);
        }

        return false;
    }
}
