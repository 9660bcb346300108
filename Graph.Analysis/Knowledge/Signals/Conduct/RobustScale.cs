namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>Location and scale that a few wild values do not move.</summary>
internal static class RobustScale
{
    /// <summary>Makes the median absolute deviation of normal values their standard deviation: 1/Φ⁻¹(¾).</summary>
    public const double NormalFactor = 1.482602218505602;

    /// <summary>The median; the mean of the middle two of an even number; NaN of none.</summary>
    public static double Median(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
        {
            return double.NaN;
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        return MedianWithout(sorted, -1);
    }

    /// <summary>The median of ascending values without the one at an index; −1 leaves out none.</summary>
    /// <param name="sorted">Ascending, at least one value is left.</param>
    /// <param name="left">The index to leave out, or −1.</param>
    public static double MedianWithout(ReadOnlySpan<double> sorted, int left)
    {
        var count = left < 0 ? sorted.Length : sorted.Length - 1;
        var upper = At(sorted, left, count / 2);
        return count % 2 == 1 ? upper : (At(sorted, left, (count / 2) - 1) + upper) / 2.0;
    }

    /// <summary>The standard deviation that normal values with the same median absolute deviation have; NaN of none.</summary>
    public static double Scale(IReadOnlyCollection<double> values)
    {
        var centre = Median(values);
        return NormalFactor * Median([.. values.Select(value => Math.Abs(value - centre))]);
    }

    /// <summary>The least value at which half of the weight is reached; NaN of none.</summary>
    /// <param name="values">Values with weights &gt; 0, in any order.</param>
    public static double WeightedMedian(IEnumerable<(double Value, double Weight)> values)
    {
        var sorted = values.OrderBy(value => value.Value).ThenBy(value => value.Weight).ToList();
        var half = sorted.Sum(value => value.Weight) / 2.0;
        var sum = 0.0;
        foreach (var (value, weight) in sorted)
        {
            sum += weight;
            if (sum >= half)
            {
                return value;
            }
        }

        return double.NaN;
    }

    private static double At(ReadOnlySpan<double> sorted, int left, int index) =>
        sorted[left >= 0 && index >= left ? index + 1 : index];
}
