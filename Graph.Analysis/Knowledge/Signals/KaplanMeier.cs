namespace Graph.Analysis.Knowledge.Signals;

/// <summary>How long something lasted, and whether its end was seen.</summary>
/// <param name="Days">Time until the end, or until it was last looked at; ≥ 0.</param>
/// <param name="Ended">Whether the end was seen; else it is right-censored: it lasted at least so long.</param>
public readonly record struct SurvivalTime(int Days, bool Ended);

/// <summary>A step of a survival curve.</summary>
/// <param name="Days">The time of the step.</param>
/// <param name="AtRisk">How many still lasted just before it.</param>
/// <param name="Ended">How many ended at it, ≥ 1.</param>
/// <param name="Survival">S after the step, 0..1.</param>
/// <param name="StandardError">Greenwood's standard error of S.</param>
public readonly record struct SurvivalStep(int Days, int AtRisk, int Ended, double Survival, double StandardError);

/// <summary>The Kaplan–Meier estimate of survival with right censoring: S(x) = Π over ends at d ≤ x of (1 − ended/at risk).</summary>
/// <remarks>Kaplan and Meier, JASA 53 (1958). Standard error: Greenwood, S²·Σ ended/(at risk·(at risk − ended)). What is censored at a
/// time still counts as at risk for ends at that time. Cost: a sort.</remarks>
public static class KaplanMeier
{
    /// <summary>Estimates the curve.</summary>
    /// <param name="times">The times, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative.</exception>
    public static SurvivalCurve Run(IReadOnlyCollection<SurvivalTime> times)
    {
        var sorted = times.OrderBy(time => time.Days).ToArray();
        if (sorted.Length > 0 && sorted[0].Days < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(times), sorted[0].Days, "A duration is negative.");
        }

        var steps = new List<SurvivalStep>();
        var (survival, greenwood) = (1.0, 0.0);
        for (var at = 0; at < sorted.Length;)
        {
            var (days, atRisk, ended) = (sorted[at].Days, sorted.Length - at, 0);
            for (; at < sorted.Length && sorted[at].Days == days; at++)
            {
                ended += sorted[at].Ended ? 1 : 0;
            }

            if (ended > 0)
            {
                survival *= 1.0 - ((double)ended / atRisk);
                greenwood += ended == atRisk ? 0.0 : ended / ((double)atRisk * (atRisk - ended));
                steps.Add(new SurvivalStep(days, atRisk, ended, survival, survival * Math.Sqrt(greenwood)));
            }
        }

        return new SurvivalCurve(steps, sorted.Length, sorted.Length == 0 ? 0 : sorted[^1].Days);
    }
}

/// <summary>A survival curve: 1 before the first step.</summary>
/// <param name="Steps">Its steps by time.</param>
/// <param name="Cases">How many times it rests on.</param>
/// <param name="Longest">The longest time seen: what lies beyond is unknown.</param>
public sealed record SurvivalCurve(IReadOnlyList<SurvivalStep> Steps, int Cases, int Longest)
{
    /// <summary>S at a time.</summary>
    /// <param name="days">The time, ≥ 0.</param>
    public double At(int days)
    {
        var survival = 1.0;
        foreach (var step in Steps)
        {
            if (step.Days > days)
            {
                break;
            }

            survival = step.Survival;
        }

        return survival;
    }

    /// <summary>The first time at which S is at most one half, or null: more than half outlasted what was seen.</summary>
    public int? Median
    {
        get
        {
            foreach (var step in Steps)
            {
                // Products of fractions miss one half by a last bit.
                if (step.Survival <= 0.5 + 1e-12)
                {
                    return step.Days;
                }
            }

            return null;
        }
    }

    /// <summary>Mean time up to a horizon: the area under S from 0 to it. NaN without cases.</summary>
    /// <param name="horizon">In days, &gt; 0. Beyond the longest time seen S is taken to stay where it is.</param>
    public double RestrictedMean(int horizon) => Cases == 0 ? double.NaN : Area(0, horizon);

    /// <summary>Standard error of <see cref="RestrictedMean"/>: √Σ A(d)²·ended/(at risk·(at risk − ended)), A(d) the area under S from d to the horizon.</summary>
    /// <param name="horizon">In days, &gt; 0.</param>
    public double RestrictedMeanStandardError(int horizon)
    {
        var variance = 0.0;
        foreach (var step in Steps)
        {
            if (step.Days < horizon && step.Ended < step.AtRisk)
            {
                var area = Area(step.Days, horizon);
                variance += area * area * step.Ended / ((double)step.AtRisk * (step.AtRisk - step.Ended));
            }
        }

        return Cases == 0 ? double.NaN : Math.Sqrt(variance);
    }

    private double Area(int from, int to)
    {
        var (area, survival, last) = (0.0, 1.0, 0);
        foreach (var step in Steps)
        {
            area += survival * Math.Max(0, Math.Min(step.Days, to) - Math.Max(last, from));
            (survival, last) = (step.Survival, step.Days);
        }

        return area + (survival * Math.Max(0, to - Math.Max(last, from)));
    }
}
