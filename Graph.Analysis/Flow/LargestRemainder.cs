namespace Graph.Analysis.Flow;

/// <summary>Splits a whole number of units in proportion to weights, exactly: floors, then one unit each to the largest remainders.</summary>
/// <remarks>Hamilton's method. Ties go to the earlier weight, so the caller's order is the tie order.</remarks>
internal static class LargestRemainder
{
    /// <summary>Splits.</summary>
    /// <param name="total">What to split, ≥ 0.</param>
    /// <param name="weights">≥ 0, not all 0 unless <paramref name="total"/> is 0.</param>
    /// <param name="shares">Receives the parts; they sum to <paramref name="total"/>.</param>
    /// <exception cref="ArgumentException">Money without a weight to carry it.</exception>
    public static void Split(long total, ReadOnlySpan<long> weights, Span<long> shares)
    {
        shares.Clear();
        if (total == 0)
        {
            return;
        }

        if (weights.Length == 1)
        {
            shares[0] = total;
            return;
        }

        Int128 sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        if (sum <= 0)
        {
            throw new ArgumentException("There is money to split and no weight to carry it.", nameof(weights));
        }

        if (sum == total)
        {
            weights.CopyTo(shares);
            return;
        }

        SplitByFloors(total, weights, sum, shares);
    }

    private static void SplitByFloors(long total, ReadOnlySpan<long> weights, Int128 sum, Span<long> shares)
    {
        var remainders = new Int128[weights.Length];
        var left = total;
        for (var i = 0; i < weights.Length; i++)
        {
            var product = (Int128)total * weights[i];
            // 128-bit division is slow; most products fit 64 bits.
            if (product <= long.MaxValue && sum <= long.MaxValue)
            {
                var (quotient, remainder) = Math.DivRem((long)product, (long)sum);
                shares[i] = quotient;
                remainders[i] = remainder;
            }
            else
            {
                var quotient = product / sum;
                shares[i] = (long)quotient;
                remainders[i] = product - quotient * sum;
            }

            left -= shares[i];
        }

        if (left == 0)
        {
            return;
        }

        var order = new int[weights.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => remainders[b].CompareTo(remainders[a]) is var c && c != 0 ? c : a.CompareTo(b));
        for (var i = 0; i < left; i++)
        {
            shares[order[i]]++;
        }
    }
}
