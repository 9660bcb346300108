namespace Graph.Analysis.Targets.Robust;

/// <summary>Percentiles of a few numbers.</summary>
internal static class Percentile
{
    /// <summary>Linear between order statistics (type 7 of Hyndman and Fan); 0 of no numbers.</summary>
    public static double Of(double[] values, double share)
    {
        if (values.Length == 0)
        {
            return 0.0;
        }

        double[] sorted = [.. values.Order()];
        var place = share * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The number at that place, never one between two (type 1); 0 of no numbers.</summary>
    public static int RankOf(int[] values, double share) =>
        values.Length == 0 ? 0 : values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * values.Length) - 1));
}
