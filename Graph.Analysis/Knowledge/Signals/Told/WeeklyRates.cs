namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>A rate added up week by week, so that its scatter can be seen.</summary>
internal sealed class WeeklyRates
{
    private readonly List<double> weeks = [];

    /// <summary>Counts weeks up to a length as seen, also where nothing accrued.</summary>
    public void Lasting(int days)
    {
        while (weeks.Count < (days + 6) / 7)
        {
            weeks.Add(0.0);
        }
    }

    /// <summary>Adds to a week that <see cref="Lasting"/> covers.</summary>
    public void Add(int week, double rate) => weeks[week] += rate;

    /// <summary>The whole rate.</summary>
    public double Sum => weeks.Sum();

    /// <summary>Variance of the sum over its square; 0 for a sum of 0, NaN for fewer than two weeks.</summary>
    public double RelativeVariance
    {
        get
        {
            if (weeks.Count < 2)
            {
                return double.NaN;
            }

            var (sum, mean) = (Sum, Sum / weeks.Count);
            return sum == 0.0 ? 0.0 : weeks.Sum(week => (week - mean) * (week - mean)) * weeks.Count / (weeks.Count - 1) / (sum * sum);
        }
    }
}
