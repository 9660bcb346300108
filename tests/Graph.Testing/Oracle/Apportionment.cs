using System.Numerics;

namespace Graph.Testing.Oracle;

/// <summary>Largest remainder: exact floors, then one unit each to the largest remainders, ties in the given order.</summary>
public static class Apportionment
{
    public static BigInteger[] Split(BigInteger amount, IReadOnlyList<BigInteger> weights)
    {
        var total = WorldRecords.Sum(weights);
        if (amount.IsZero || total.IsZero)
        {
            return new BigInteger[weights.Count];
        }

        var parts = weights.Select(w => amount * w / total).ToArray();
        var left = (int)(amount - WorldRecords.Sum(parts));
        var next = Enumerable.Range(0, weights.Count).OrderByDescending(i => amount * weights[i] % total).ThenBy(i => i).Take(left);
        foreach (var i in next)
        {
            parts[i] += 1;
        }

        return parts;
    }
}
