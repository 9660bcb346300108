namespace Graph.Analysis.Targets.Coverage;

/// <summary>The most that a budget could buy of some gains if parts of candidates could be bought (Dantzig 1957).</summary>
/// <remarks>
/// Bought by falling gain per price. Where the last purchase stopped is remembered: gains only fall while a greedy run goes on, so what was
/// worth more than that is bought whole, and only a thin slice below it needs to be sorted.
/// </remarks>
internal sealed class FractionalKnapsack(double[] price, double budget)
{
    /// <summary>A little above the remembered price per unit, so that the purchase that was cut short falls into a slice.</summary>
    private const double Above = 1.02;

    private const double SliceShare = 0.8;
    private const double LeastSlice = 1e-300;

    private readonly double[] ratio = new double[price.Length];
    private readonly int[] slice = new int[price.Length];
    private readonly double[] sliceKey = new double[price.Length];
    private readonly List<int> bought = [];

    /// <summary>Gain per price at which the last purchase ended: what a unit of budget is worth; 0 where budget was left.</summary>
    public double PricePerUnit { get; private set; } = double.PositiveInfinity;

    /// <summary>The candidates of the last purchase.</summary>
    public IReadOnlyList<int> Bought => bought;

    /// <summary>The most that can be bought.</summary>
    /// <param name="gains">Per candidate, ≥ 0.</param>
    public double Most(ReadOnlySpan<double> gains)
    {
        for (var c = 0; c < ratio.Length; c++)
        {
            // What costs nothing comes first of all.
            ratio[c] = price[c] > 0.0 ? gains[c] / price[c] : gains[c] > 0.0 ? double.MaxValue : 0.0;
        }

        var top = PricePerUnit * Above;
        var (sum, left) = BuyAbove(top, gains);
        if (left < 0.0)
        {
            (top, sum, left) = (double.PositiveInfinity, 0.0, budget);
            bought.Clear();
        }

        while (left > 0.0 && top > 0.0)
        {
            var bottom = double.IsPositiveInfinity(top) || top < LeastSlice ? 0.0 : top * SliceShare;
            (sum, left) = BuySlice(bottom, top, gains, sum, left);
            top = bottom;
        }

        PricePerUnit = left > 0.0 ? 0.0 : PricePerUnit;
        return sum;
    }

    private (double Sum, double Left) BuyAbove(double least, ReadOnlySpan<double> gains)
    {
        bought.Clear();
        var (sum, left) = (0.0, budget);
        for (var c = 0; c < ratio.Length; c++)
        {
            if (ratio[c] >= least && ratio[c] > 0.0)
            {
                bought.Add(c);
                sum += gains[c];
                left -= price[c];
            }
        }

        return (sum, left);
    }

    private (double Sum, double Left) BuySlice(double bottom, double top, ReadOnlySpan<double> gains, double sum, double left)
    {
        var count = 0;
        for (var c = 0; c < ratio.Length; c++)
        {
            if (ratio[c] < top && ratio[c] >= bottom && ratio[c] > 0.0)
            {
                slice[count] = c;
                sliceKey[count++] = -ratio[c];
            }
        }

        Array.Sort(sliceKey, slice, 0, count);
        for (var i = 0; i < count && left > 0.0; i++)
        {
            var c = slice[i];
            var part = price[c] <= left ? 1.0 : left / price[c];
            sum += gains[c] * part;
            left -= price[c];
            bought.Add(c);
            PricePerUnit = ratio[c];
        }

        return (sum, left);
    }
}
