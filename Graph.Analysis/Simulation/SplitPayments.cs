using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>How a payment is split into parts just below a round limit. What does not fill a part waits.</summary>
internal static class SplitPayments
{
    private const int MostParts = 40;
    private static readonly long[] Limits = [10_000 * Money.UnitsPerYuan, 20_000 * Money.UnitsPerYuan, 50_000 * Money.UnitsPerYuan, 100_000 * Money.UnitsPerYuan];

    /// <summary>The parts, in units, each within 0.5 to 4.5 % below its limit; empty where too little is due.</summary>
    /// <param name="due">What is due, in units.</param>
    /// <param name="random">Draws; the same generator gives the same parts.</param>
    public static List<long> Parts(long due, ref SeededRandom random)
    {
        // The largest limit that needs at least three parts, so that no part stands out.
        var limit = Limits.Where(l => due >= l * 3).DefaultIfEmpty(Limits[0]).Max();
        var parts = new List<long>();
        while (parts.Count < MostParts)
        {
            var part = limit / 1_000 * random.Between(955, 995);
            if (part > due)
            {
                break;
            }

            parts.Add(part);
            due -= part;
        }

        return parts;
    }
}
