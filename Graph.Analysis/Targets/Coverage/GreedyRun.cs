using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Coverage;

/// <summary>Greedy under limits: forced candidates, then the best that fits until none that fits is worth taking.</summary>
/// <remarks>
/// Lazy (Minoux 1978; Leskovec 2007): bounds first, gains only of what comes to the top. What does not fit now fits never again, for the
/// plan only grows. Ties (relative 1e-12) go to the smaller number.
/// </remarks>
internal sealed class GreedyRun
{
    /// <summary>Scores that differ by less than this share are equal.</summary>
    private const double TieTolerance = 1e-12;

    /// <summary>Gains of at most this share of all pirate money are nothing.</summary>
    public const double NegligibleGain = 1e-12;

    private readonly ICoverage coverage;
    private readonly PlanLimits limits;
    private readonly PlanUse use;
    private readonly double[] bounds;
    private readonly double[] worth;
    private readonly bool[] closed;
    private readonly double least;

    /// <summary>Prepares a run from the empty set.</summary>
    /// <param name="coverage">The coverage; what it holds is taken out.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="rule">What is preferred.</param>
    /// <param name="within">Only these candidates, or null: all.</param>
    public GreedyRun(ICoverage coverage, PlanLimits limits, GreedyRule rule, bool[]? within)
    {
        this.coverage = coverage;
        this.limits = limits;
        use = limits.Start();
        bounds = new double[limits.Price.Length];
        worth = [.. limits.Price.Select(price => rule == GreedyRule.Ratio && price > 0m ? 1.0 / (double)price : 1.0)];
        closed = within is null ? new bool[bounds.Length] : [.. within.Select(inside => !inside)];
        least = NegligibleGain * coverage.Revenue;
        coverage.Clear();
    }

    /// <summary>The chosen candidates in order.</summary>
    public List<int> Chosen { get; } = [];

    /// <summary>What they use of the limits.</summary>
    public PlanUse Use => use;

    /// <summary>Runs from the forced candidates on.</summary>
    /// <param name="certificate">Is shown every set on the way that holds all forced candidates, or null.</param>
    /// <param name="cancellation">Cancels.</param>
    public void Run(Certificate? certificate, CancellationToken cancellation) => Run(-1, certificate, cancellation);

    /// <summary>Runs.</summary>
    /// <param name="first">Is taken right after the forced ones if it fits, whatever it is worth; −1: none.</param>
    /// <param name="certificate">Is shown every set on the way that holds all forced candidates, or null.</param>
    /// <param name="cancellation">Cancels.</param>
    public void Run(int first, Certificate? certificate, CancellationToken cancellation)
    {
        foreach (var c in limits.Forced)
        {
            Take(c);
        }

        if (first >= 0 && use.Fits(first))
        {
            Take(first);
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            coverage.CopyBounds(bounds);
            certificate?.Tighten(coverage, bounds, Chosen);
            var best = Best();
            if (best < 0)
            {
                return;
            }

            Take(best);
        }
    }

    private void Take(int c)
    {
        coverage.Add(c);
        use.Add(c);
        closed[c] = true;
        Chosen.Add(c);
    }

    /// <summary>The first of those whose score is the highest, or −1.</summary>
    private int Best()
    {
        while (true)
        {
            var top = TopScore();
            if (top <= 0.0)
            {
                return -1;
            }

            var (best, settled) = (-1, true);
            for (var c = 0; c < bounds.Length; c++)
            {
                if (!closed[c] && bounds[c] > least && bounds[c] * worth[c] >= top * (1.0 - TieTolerance) && IsOpen(c))
                {
                    var gain = coverage.Gain(c);
                    settled &= gain == bounds[c];
                    bounds[c] = gain;
                    best = best < 0 ? c : best;
                }
            }

            if (settled)
            {
                return best;
            }
        }
    }

    private double TopScore()
    {
        var top = 0.0;
        for (var c = 0; c < bounds.Length; c++)
        {
            if (!closed[c] && bounds[c] > least && bounds[c] * worth[c] > top && IsOpen(c))
            {
                top = bounds[c] * worth[c];
            }
        }

        return top;
    }

    private bool IsOpen(int c)
    {
        closed[c] = !use.Fits(c);
        return !closed[c];
    }
}
