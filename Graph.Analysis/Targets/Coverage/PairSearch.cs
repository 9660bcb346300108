using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Coverage;

/// <summary>Finds candidates that together with a second one could gain enough, best first.</summary>
/// <remarks>
/// For each price it knows the most that any candidate of at most that price gains. Two candidates gain at most the sum of their gains, so a
/// first one whose gain and the most for the rest of the budget are not enough needs no try.
/// </remarks>
internal sealed class PairSearch
{
    /// <summary>Prices are compared as binary numbers first: what may fit is never missed.</summary>
    private const double Above = 1.0 + 1e-12;

    private readonly double[] price;
    private readonly int[] byPrice;
    private readonly double[] sortedPrice;
    private readonly double[] mostUpTo;
    private readonly double[] together;

    /// <summary>Prepares for candidates of these prices.</summary>
    public PairSearch(decimal[] price)
    {
        this.price = [.. price.Select(part => (double)part)];
        byPrice = [.. Enumerable.Range(0, price.Length)];
        sortedPrice = (double[])this.price.Clone();
        Array.Sort(sortedPrice, byPrice);
        mostUpTo = new double[price.Length];
        together = new double[price.Length];
    }

    /// <summary>Whether the two cheapest candidates cost no more than this.</summary>
    public bool MayFit(decimal left) => sortedPrice.Length > 1 && sortedPrice[0] + sortedPrice[1] <= (double)left * Above;

    /// <summary>Sums up what each candidate and a second one gain at most.</summary>
    /// <param name="gains">Bounds of the gains.</param>
    /// <param name="least">Gains of at most this are nothing.</param>
    /// <param name="use">What is left of the limits.</param>
    public void Prepare(ReadOnlySpan<double> gains, double least, PlanUse use)
    {
        var most = 0.0;
        for (var i = 0; i < byPrice.Length; i++)
        {
            var c = byPrice[i];
            if (gains[c] > most && use.Fits(c))
            {
                most = gains[c];
            }

            mostUpTo[i] = most;
        }

        // The dearer the first, the cheaper the second: one pass from both ends.
        var left = (double)use.Left * Above;
        var second = byPrice.Length - 1;
        for (var i = 0; i < byPrice.Length; i++)
        {
            var c = byPrice[i];
            while (second >= 0 && sortedPrice[second] > left - price[c])
            {
                second--;
            }

            together[c] = gains[c] > least && second >= 0 ? gains[c] + mostUpTo[second] : 0.0;
        }
    }

    /// <summary>The candidate that fits and whose pair could gain most, if more than needed; else −1. Each is named once.</summary>
    public int Next(double needed, PlanUse use)
    {
        while (true)
        {
            var best = -1;
            for (var c = 0; c < together.Length; c++)
            {
                if (together[c] > needed && (best < 0 || together[c] > together[best]))
                {
                    best = c;
                }
            }

            if (best < 0)
            {
                return -1;
            }

            together[best] = 0.0;
            if (use.Fits(best))
            {
                return best;
            }
        }
    }
}
