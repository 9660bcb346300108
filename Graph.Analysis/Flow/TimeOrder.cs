using Graph.Model.Records;

namespace Graph.Analysis.Flow;

/// <summary>How much settled money breaks the order of time: an amount received at t1 can pay on only at t2 ≥ t1 − grace.</summary>
/// <remarks>Per intermediary the most money that can be matched in order is found greedily: payouts in order of time take from
/// what was received until then plus grace. What passes through and cannot be matched breaks the order.</remarks>
internal static class TimeOrder
{
    /// <summary>Days by which a payout may come before the receipt that funds it: a month's credit.</summary>
    public const int GraceDays = 30;

    /// <summary>Σ over parties that both receive and pay in the window.</summary>
    /// <returns>Money that breaks the order, and all money that passes through, in units.</returns>
    public static (long Violating, long Checked) Measure(MoneyRecords records)
    {
        var between = Intermediaries(records);
        var received = DailySums(records, static payment => payment.Payee, between);
        var paidOut = DailySums(records, static payment => payment.Payer, between);
        long violating = 0;
        long through = 0;
        foreach (var (party, payouts) in paidOut.OrderBy(entry => entry.Key))
        {
            if (received.TryGetValue(party, out var receipts))
            {
                var passing = Math.Min(receipts.Values.Sum(), payouts.Values.Sum());
                through += passing;
                violating += passing - Matched(receipts, payouts);
            }
        }

        return (violating, through);
    }

    /// <summary>Who both receives and pays: most parties do one of the two.</summary>
    private static bool[] Intermediaries(MoneyRecords records)
    {
        var receives = new bool[records.Parties.Count];
        var pays = new bool[records.Parties.Count];
        foreach (var payment in records.Payments)
        {
            receives[payment.Payee] |= payment.Amount > 0;
            pays[payment.Payer] |= payment.Amount > 0;
        }

        for (var party = 0; party < pays.Length; party++)
        {
            pays[party] &= receives[party];
        }

        return pays;
    }

    private static Dictionary<int, SortedDictionary<DateOnly, long>> DailySums(MoneyRecords records, Func<PaymentSum, int> side, bool[] parties)
    {
        var sums = new Dictionary<int, SortedDictionary<DateOnly, long>>();
        foreach (var payment in records.Payments)
        {
            if (payment.Amount <= 0 || !parties[side(payment)])
            {
                continue;
            }

            if (!sums.TryGetValue(side(payment), out var days))
            {
                sums.Add(side(payment), days = []);
            }

            days[payment.Day] = days.GetValueOrDefault(payment.Day) + payment.Amount;
        }

        return sums;
    }

    private static long Matched(SortedDictionary<DateOnly, long> receipts, SortedDictionary<DateOnly, long> payouts)
    {
        long matched = 0;
        long available = 0;
        using var receipt = receipts.GetEnumerator();
        var more = receipt.MoveNext();
        foreach (var (day, amount) in payouts)
        {
            for (; more && receipt.Current.Key.DayNumber <= day.DayNumber + GraceDays; more = receipt.MoveNext())
            {
                available += receipt.Current.Value;
            }

            var taken = Math.Min(available, amount);
            matched += taken;
            available -= taken;
        }

        return matched;
    }
}
