using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>Finds payments split under a round limit, and tells whether a payer is like that towards everybody.</summary>
internal static class SplitPayments
{
    private const int Days = 10;
    private const int LeastPayments = 3;
    private const int LeastBandRows = 5;

    /// <summary>Payments in [0.8·limit, limit), at least three to the payee within ten days, that reach the limit together.</summary>
    /// <param name="payments">Counted payments to one payee, by day.</param>
    /// <returns>The payments of all such runs, by day, each once, and the limits met.</returns>
    public static (List<MarkedSettlement> Rows, SortedSet<long> Limits) Find(IReadOnlyList<MarkedSettlement> payments)
    {
        var (marked, limits) = (new bool[payments.Count], new SortedSet<long>());
        foreach (var limit in KnowledgeRecords.RoundLimits)
        {
            var near = Enumerable.Range(0, payments.Count).Where(i => payments[i].Counted < limit && payments[i].Counted >= limit / 10 * 8).ToList();
            for (var first = 0; first < near.Count; first++)
            {
                var run = near.Skip(first).TakeWhile(i => payments[i].Day.DayNumber < payments[near[first]].Day.DayNumber + Days).ToList();
                if (run.Count >= LeastPayments && run.Sum(i => payments[i].Counted) >= limit)
                {
                    run.ForEach(i => marked[i] = true);
                    limits.Add(limit);
                }
            }
        }

        return ([.. payments.Where((_, i) => marked[i])], limits);
    }

    /// <summary>P(so many of the payments around the limits lie below them) at the larger of the payer's own rate towards others and everybody else's;
    /// NaN where no payment lies within 5 % of a limit.</summary>
    public static double PValue(ConductRecords records, int payer, IReadOnlyList<MarkedSettlement> payments, SortedSet<long> limits)
    {
        var (below, above) = Around(payments, limits);
        var own = Others(records, payer, below, above, limits);
        return below + above == 0 ? double.NaN : ExactTails.Binomial(below + above, Math.Max(Rate(own), Rate(Everybody(records, payer, limits))), below);
    }

    /// <summary>Whether the payer's payments to others around the limits lie below them nearly as often: at least five of them, three quarters as often.</summary>
    public static bool IsUsual(ConductRecords records, int payer, IReadOnlyList<MarkedSettlement> payments, SortedSet<long> limits)
    {
        var (below, above) = Around(payments, limits);
        var others = Others(records, payer, below, above, limits);
        return others.Below + others.Above >= LeastBandRows && below + above > 0
            && (double)others.Below / (others.Below + others.Above) >= 0.75 * below / (below + above);
    }

    private static (long Below, long Above) Around(IReadOnlyList<MarkedSettlement> payments, SortedSet<long> limits) => (
        payments.LongCount(row => limits.Any(limit => row.Counted < limit && row.Counted >= limit / 100 * 95)),
        payments.LongCount(row => limits.Any(limit => row.Counted >= limit && row.Counted < limit / 100 * 105)));

    private static (long Below, long Above) Others(ConductRecords records, int payer, long below, long above, SortedSet<long> limits)
    {
        var all = Sum(records, band => band.Payer == payer && limits.Contains(band.Limit));
        return (Math.Max(0, all.Below - below), Math.Max(0, all.Above - above));
    }

    private static (long Below, long Above) Everybody(ConductRecords records, int payer, SortedSet<long> limits) =>
        Sum(records, band => band.Payer != payer && limits.Contains(band.Limit));

    private static (long Below, long Above) Sum(ConductRecords records, Func<PaymentBand, bool> counts)
    {
        var bands = records.View.Records.Bands.Where(counts).ToList();
        return (bands.Sum(band => band.Below), bands.Sum(band => band.Above));
    }

    private static double Rate((long Below, long Above) band) => (band.Below + 1.0) / (band.Below + band.Above + 2.0);
}
