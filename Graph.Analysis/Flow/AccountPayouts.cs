using Graph.Model.Records;

namespace Graph.Analysis.Flow;

/// <summary>What accounts do with money that arrives at them without a lane or leaves them towards other parties.</summary>
/// <remarks>An account that pays other parties does so first, in proportion from all its nodes; its sites share the rest; what is
/// missing is its own money at its head. Money at its head goes to its sites ∝ all accruals into it.</remarks>
internal sealed class AccountPayouts
{
    private readonly MoneyRecords records;
    private readonly LaneAllocation allocation;
    private readonly Dictionary<int, List<int>> runsOfAccount = [];
    private ILookup<int, LaneSum>? toDate;

    /// <summary>Prepares the accounts that pay others or receive opaque money.</summary>
    public AccountPayouts(MoneyRecords records, LaneAllocation allocation, IReadOnlyCollection<int> accounts)
    {
        this.records = records;
        this.allocation = allocation;
        if (accounts.Count == 0)
        {
            return;
        }

        var wanted = new bool[records.Parties.Count];
        foreach (var account in accounts)
        {
            wanted[account] = true;
            runsOfAccount.Add(account, []);
        }

        for (var i = 0; i < allocation.Runs.Count; i++)
        {
            var account = allocation.Runs[i].Account;
            if (account >= 0 && wanted[account])
            {
                runsOfAccount[account].Add(i);
            }
        }
    }

    /// <summary>Money leaving one of an account's nodes for another party. <see cref="Run"/> −1: from its head.</summary>
    public readonly record struct Payout(int Run, int Payee, long Amount);

    /// <summary>Shares an account's payments to others over its nodes.</summary>
    /// <param name="account">The account.</param>
    /// <param name="atHead">Opaque money that arrives at its head.</param>
    /// <param name="payments">What it pays others, by payee; all &gt; 0.</param>
    public List<Payout> Share(int account, long atHead, IReadOnlyList<(int Payee, long Amount)> payments)
    {
        var nodes = runsOfAccount[account];
        var left = new long[nodes.Count + 1];
        for (var i = 0; i < nodes.Count; i++)
        {
            left[i] = allocation.AmountOf(allocation.Runs[nodes[i]]);
        }

        left[^1] = atHead;
        var received = left.Sum();
        var owed = payments.Select(payment => payment.Amount).ToArray();
        var fromNodes = new long[owed.Length];
        LargestRemainder.Split(Math.Min(received, owed.Sum()), owed, fromNodes);

        var payouts = new List<Payout>();
        var parts = new long[left.Length];
        for (var p = 0; p < owed.Length; p++)
        {
            LargestRemainder.Split(fromNodes[p], left, parts);
            parts[^1] += owed[p] - fromNodes[p]; // the account's own money, at its head
            for (var i = 0; i < parts.Length; i++)
            {
                if (parts[i] > 0)
                {
                    payouts.Add(new Payout(i < nodes.Count ? nodes[i] : -1, payments[p].Payee, parts[i]));
                }
            }

            parts[^1] -= owed[p] - fromNodes[p];
            for (var i = 0; i < parts.Length; i++)
            {
                left[i] -= parts[i];
            }
        }

        return payouts;
    }

    /// <summary>Where money at an account's head goes: its sites ∝ accruals into it in W, else to date; nothing when no accrual tells.</summary>
    public List<(int Site, long Amount)> SitesOfHead(int account, long amount)
    {
        var accruals = new SortedDictionary<int, long>();
        foreach (var run in runsOfAccount[account])
        {
            var (first, count) = (allocation.Runs[run].First, allocation.Runs[run].Count);
            for (var i = first; i < first + count; i++)
            {
                Add(accruals, allocation.Lanes[i].Site, allocation.Lanes[i].Gross);
            }
        }

        if (accruals.Count == 0)
        {
            foreach (var lane in ToDate()[account])
            {
                Add(accruals, lane.Site, lane.Gross);
            }
        }

        if (accruals.Count == 0)
        {
            return [];
        }

        var shares = new long[accruals.Count];
        LargestRemainder.Split(amount, accruals.Values.ToArray(), shares);
        return accruals.Keys.Zip(shares).Where(pair => pair.Second > 0).ToList();
    }

    private ILookup<int, LaneSum> ToDate() => toDate ??= records.LanesToDate.ToLookup(lane => lane.Account);

    private static void Add(SortedDictionary<int, long> accruals, int site, long gross)
    {
        if (gross > 0)
        {
            accruals[site] = accruals.GetValueOrDefault(site) + gross;
        }
    }
}
