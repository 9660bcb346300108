using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Flow;

/// <summary>The lanes with their money: m_ℓ of method §1, the last hop u→a first.</summary>
/// <remarks>
/// Lanes lie by network, reseller, account, site. Equal (n, r, a) are a <em>run</em>: the lane prefix (n,a) or (n,r,a).
/// Accrued: m_ℓ = g_ℓ. Paid: S_ua is shared by the runs from u into a, as settlement lines say, the rest ∝ claims.
/// </remarks>
internal sealed class LaneAllocation
{
    private readonly MoneyRecords records;
    private readonly PairPayments payments;
    private readonly CancellationToken cancellation;
    private readonly Lane[] lanes;
    private readonly List<Run> runs = [];
    private readonly Dictionary<long, (int First, int Count)> runsOfPrefix = [];
    private readonly Dictionary<long, long> unexplained = [];
    private readonly Dictionary<long, long> earlierPaid = [];
    private long[] groupKeys = [];
    private int[] groupRuns = [];

    private LaneAllocation(MoneyRecords records, PairPayments payments, CancellationToken cancellation)
    {
        this.records = records;
        this.payments = payments;
        this.cancellation = cancellation;
        lanes = MergeLanes();
    }

    /// <summary>A lane on its way to a <see cref="LaneFlow"/>.</summary>
    internal struct Lane
    {
        public int Network;
        public int Reseller;
        public int Account;
        public int Site;
        public long Gross;
        public long Claim;
        public long Lined;
        public long Amount;
        public Basis Basis;

        public readonly int LastPayer => Reseller >= 0 ? Reseller : Network;
    }

    /// <summary>The lanes of one prefix (n,a) or (n,r,a); <see cref="Account"/> −1: the network pays its sites itself.</summary>
    internal readonly record struct Run(int Network, int Reseller, int Account, int First, int Count)
    {
        public int LastPayer => Reseller >= 0 ? Reseller : Network;
    }

    /// <summary>All lanes, also those that only a payment of older accruals uses.</summary>
    public Lane[] Lanes => lanes;

    /// <summary>The runs, by network, reseller, account.</summary>
    public IReadOnlyList<Run> Runs => runs;

    /// <summary>The runs of each prefix (n,r), by network, reseller.</summary>
    public IReadOnlyDictionary<long, (int First, int Count)> RunsOfPrefix => runsOfPrefix;

    /// <summary>Σ over lines whose placement has another last hop than their settlement, units.</summary>
    public long UnmatchedLines { get; private set; }

    /// <summary>Accrued by payers on basis paid and not paid, units.</summary>
    public long Owed { get; private set; }

    /// <summary>Shares the payments of the window among the lanes.</summary>
    public static LaneAllocation Of(MoneyRecords records, PairPayments payments, CancellationToken cancellation)
    {
        var allocation = new LaneAllocation(records, payments, cancellation);
        allocation.FindRuns();
        allocation.ApplyLines();
        allocation.Allocate();
        return allocation;
    }

    /// <summary>Σ m_ℓ over a run.</summary>
    public long AmountOf(Run run)
    {
        long sum = 0;
        for (var i = run.First; i < run.First + run.Count; i++)
        {
            sum += lanes[i].Amount;
        }

        return sum;
    }

    /// <summary>The part of S_uv that no lane explains: the opaque hop.</summary>
    public long Unexplained(int payer, int payee) => unexplained.GetValueOrDefault(PairPayments.Key(payer, payee));

    /// <summary>What of S_nr the earlier hop n→r of lanes takes, on basis paid.</summary>
    public long EarlierPaid(int network, int reseller) => earlierPaid.GetValueOrDefault(PairPayments.Key(network, reseller));

    private Lane[] MergeLanes()
    {
        var extra = ExtraLanes();
        var merged = new Lane[records.Lanes.Length + extra.Count];
        for (var i = 0; i < records.Lanes.Length; i++)
        {
            var lane = records.Lanes[i];
            merged[i] = new Lane
            {
                Network = lane.Network,
                Reseller = lane.Reseller,
                Account = lane.Account,
                Site = lane.Site,
                Gross = lane.Gross,
                Claim = lane.Gross,
            };
        }

        if (extra.Count > 0)
        {
            extra.CopyTo(merged, records.Lanes.Length);
            Array.Sort(merged, Compare);
        }

        return merged;
    }

    /// <summary>Lanes outside the window that payments of the window use: of pairs without lanes in W, and those that lines name.</summary>
    private List<Lane> ExtraLanes()
    {
        var extra = new List<Lane>();
        if (records.Payments.Length == 0)
        {
            return extra;
        }

        var covered = new HashSet<long>();
        foreach (var lane in records.Lanes)
        {
            if (lane.Account >= 0 && payments.IsPaid(lane.LastPayer))
            {
                covered.Add(PairPayments.Key(lane.LastPayer, lane.Account));
            }
        }

        var known = new HashSet<(int, int, int, int)>();
        foreach (var lane in records.LanesToDate)
        {
            if (lane.Account >= 0 && !covered.Contains(PairPayments.Key(lane.LastPayer, lane.Account)) && payments.Sum(lane.LastPayer, lane.Account) > 0)
            {
                extra.Add(new Lane
                {
                    Network = lane.Network,
                    Reseller = lane.Reseller,
                    Account = lane.Account,
                    Site = lane.Site,
                    Claim = lane.Gross,
                });
                known.Add((lane.Network, lane.Reseller, lane.Account, lane.Site));
            }
        }

        AddLinedLanes(extra, known);
        return extra;
    }

    private void AddLinedLanes(List<Lane> extra, HashSet<(int, int, int, int)> known)
    {
        foreach (var line in records.Lines)
        {
            var lane = new Lane { Network = line.Network, Reseller = line.Reseller, Account = line.Account, Site = line.Site };
            if (Matches(line) && FindWindowLane(lane) < 0 && known.Add((line.Network, line.Reseller, line.Account, line.Site)))
            {
                extra.Add(lane);
            }
        }
    }

    /// <summary>Whether a line's placement has the payment as its last hop; a pair that paid nothing has nothing to assign.</summary>
    private bool Matches(LineSum line) =>
        line.Account == line.Payee && line.LastPayer == line.Payer
        && payments.Sum(line.Payer, line.Payee) > 0;

    private int FindWindowLane(in Lane wanted)
    {
        int low = 0, high = records.Lanes.Length - 1;
        while (low <= high)
        {
            var middle = low + ((high - low) >> 1);
            var lane = records.Lanes[middle];
            var order = (lane.Network, lane.Reseller, lane.Account, lane.Site)
                .CompareTo((wanted.Network, wanted.Reseller, wanted.Account, wanted.Site));
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }

    private static int Compare(Lane a, Lane b) =>
        (a.Network, a.Reseller, a.Account, a.Site).CompareTo((b.Network, b.Reseller, b.Account, b.Site));

    private void FindRuns()
    {
        for (var i = 0; i < lanes.Length;)
        {
            ref readonly var first = ref lanes[i];
            var start = i;
            while (i < lanes.Length && lanes[i].Network == first.Network && lanes[i].Reseller == first.Reseller
                   && lanes[i].Account == first.Account)
            {
                i++;
            }

            if (first.Reseller >= 0)
            {
                var key = PairPayments.Key(first.Network, first.Reseller);
                var known = runsOfPrefix.GetValueOrDefault(key, (runs.Count, 0));
                runsOfPrefix[key] = (known.Item1, known.Item2 + 1);
            }

            runs.Add(new Run(first.Network, first.Reseller, first.Account, start, i - start));
        }
    }

    private void ApplyLines()
    {
        foreach (var line in records.Lines)
        {
            if (!Matches(line))
            {
                UnmatchedLines += Math.Max(0, line.Amount);
                continue;
            }

            var wanted = new Lane { Network = line.Network, Reseller = line.Reseller, Account = line.Account, Site = line.Site };
            var index = Array.BinarySearch(lanes, wanted, Comparer<Lane>.Create(Compare));
            lanes[index].Lined = Math.Max(0, line.Amount);
        }
    }

    private void Allocate()
    {
        AllocateAccrued();
        GroupPaidRuns();
        var state = new AllocationState[groupRuns.Length];
        for (var i = 0; i < groupRuns.Length; i = GroupEnd(i))
        {
            cancellation.ThrowIfCancellationRequested();
            AllocateGroup(i, state);
        }

        foreach (var pair in payments.Pairs)
        {
            SettlePair(pair);
        }
    }

    private enum AllocationState : byte
    {
        Open,
        Busy,
        Done,
    }

    private void AllocateAccrued()
    {
        for (var i = 0; i < lanes.Length; i++)
        {
            ref var lane = ref lanes[i];
            // A network that is its own account has nobody to pay: its sites get what accrued.
            if (lane.Account < 0 || !payments.IsPaid(lane.LastPayer))
            {
                lane.Amount = lane.Gross;
                lane.Claim = 0;
                lane.Lined = 0;
                lane.Basis = Basis.Accrued;
            }
        }
    }

    private void GroupPaidRuns()
    {
        var keys = new List<long>();
        var ids = new List<int>();
        for (var i = 0; i < runs.Count; i++)
        {
            if (runs[i].Account >= 0 && payments.IsPaid(runs[i].LastPayer))
            {
                keys.Add(PairPayments.Key(runs[i].LastPayer, runs[i].Account));
                ids.Add(i);
            }
        }

        groupKeys = [.. keys];
        groupRuns = [.. ids];
        Array.Sort(groupKeys, groupRuns);
    }

    private int GroupEnd(int start)
    {
        var end = start;
        while (end < groupKeys.Length && groupKeys[end] == groupKeys[start])
        {
            end++;
        }

        return end;
    }

    private int FindGroup(long key)
    {
        var index = Array.BinarySearch(groupKeys, key);
        while (index > 0 && groupKeys[index - 1] == key)
        {
            index--;
        }

        return index;
    }

    /// <summary>Shares S_ua among the lanes of one group (all runs from u into a).</summary>
    private void AllocateGroup(int start, AllocationState[] state)
    {
        if (state[start] != AllocationState.Open)
        {
            return;
        }

        state[start] = AllocationState.Busy;
        var payer = (int)(groupKeys[start] >> 32);
        var payee = (int)(groupKeys[start] & 0xFFFF_FFFF);
        var members = LanesOfGroup(start, GroupEnd(start));
        long claims = 0;
        long gross = 0;
        foreach (var lane in members)
        {
            claims += lanes[lane].Claim;
            gross += lanes[lane].Gross;
        }

        var sum = payments.Sum(payer, payee);
        var earlier = ShareOfEarlierHop(payer, payee, sum, claims, state);
        var own = sum - earlier;
        if (claims == 0)
        {
            own = Math.Min(own, members.Sum(lane => lanes[lane].Lined)); // no accrual explains what no line assigns
        }

        Owed += Math.Max(0, gross - own);
        ShareAmong(members, own, claims);
        state[start] = AllocationState.Done;
    }

    private int[] LanesOfGroup(int start, int end)
    {
        var count = 0;
        for (var i = start; i < end; i++)
        {
            count += runs[groupRuns[i]].Count;
        }

        var members = new int[count];
        var next = 0;
        for (var i = start; i < end; i++)
        {
            var run = runs[groupRuns[i]];
            for (var lane = run.First; lane < run.First + run.Count; lane++)
            {
                members[next++] = lane;
            }
        }

        if (end - start > 1)
        {
            Array.Sort(members, (a, b) => (lanes[a].Site, lanes[a].Network, lanes[a].Reseller)
                .CompareTo((lanes[b].Site, lanes[b].Network, lanes[b].Reseller)));
        }

        return members;
    }

    /// <summary>Where u→v is the last hop of some lanes and an earlier hop of others, both share S ∝ what they carry.</summary>
    private long ShareOfEarlierHop(int payer, int payee, long sum, long claims, AllocationState[] state)
    {
        var key = PairPayments.Key(payer, payee);
        if (!runsOfPrefix.TryGetValue(key, out var prefix))
        {
            return 0;
        }

        var passedOn = PassedOn(prefix, state);
        var share = claims == 0
            ? sum
            : (long)((2 * (Int128)sum * passedOn + (passedOn + (Int128)claims)) / (2 * (passedOn + (Int128)claims)));
        var earlier = Math.Min(passedOn, share);
        earlierPaid[key] = earlier;
        return earlier;
    }

    private long PassedOn((int First, int Count) prefix, AllocationState[] state)
    {
        long sum = 0;
        for (var i = prefix.First; i < prefix.First + prefix.Count; i++)
        {
            var run = runs[i];
            if (payments.IsPaid(run.LastPayer) && run.Account >= 0)
            {
                var group = FindGroup(PairPayments.Key(run.LastPayer, run.Account));
                AllocateGroup(group, state);
                if (state[group] == AllocationState.Busy)
                {
                    // The pairs wait for one another in a circle: what accrued stands in for what was paid.
                    sum += GrossOf(run);
                    continue;
                }
            }

            sum += AmountOf(run);
        }

        return sum;
    }

    /// <summary>Σ g_ℓ over a run.</summary>
    public long GrossOf(Run run)
    {
        long sum = 0;
        for (var i = run.First; i < run.First + run.Count; i++)
        {
            sum += lanes[i].Gross;
        }

        return sum;
    }

    private void ShareAmong(int[] members, long sum, long claims)
    {
        long lined = 0;
        foreach (var lane in members)
        {
            lined += lanes[lane].Lined;
        }

        Span<long> weights = members.Length <= 256 ? stackalloc long[members.Length] : new long[members.Length];
        Span<long> shares = members.Length <= 256 ? stackalloc long[members.Length] : new long[members.Length];
        if (lined > sum)
        {
            // Lines beyond the payment are scaled to it.
            Fill(weights, members, static lane => lane.Lined);
            LargestRemainder.Split(sum, weights, shares);
            for (var i = 0; i < members.Length; i++)
            {
                lanes[members[i]].Lined = Math.Min(lanes[members[i]].Lined, shares[i]);
            }

            Store(members, shares, addLined: false);
            return;
        }

        if (claims > 0)
        {
            Fill(weights, members, static lane => lane.Claim);
            LargestRemainder.Split(sum - lined, weights, shares);
        }

        Store(members, shares, addLined: true);
    }

    private void Fill(Span<long> weights, int[] members, Func<Lane, long> weight)
    {
        for (var i = 0; i < members.Length; i++)
        {
            weights[i] = weight(lanes[members[i]]);
        }
    }

    private void Store(int[] members, ReadOnlySpan<long> shares, bool addLined)
    {
        for (var i = 0; i < members.Length; i++)
        {
            ref var lane = ref lanes[members[i]];
            lane.Basis = Basis.Paid;
            lane.Amount = shares[i] + (addLined ? lane.Lined : 0);
        }
    }

    /// <summary>Finds what of a payment the lanes do not explain.</summary>
    private void SettlePair(PairPayments.Pair pair)
    {
        var key = PairPayments.Key(pair.Payer, pair.Payee);
        var isEarlier = runsOfPrefix.TryGetValue(key, out var prefix);
        var group = FindGroup(key);
        long explained = 0;
        if (group >= 0)
        {
            foreach (var lane in LanesOfGroup(group, GroupEnd(group)))
            {
                explained += lanes[lane].Amount;
            }

            explained += EarlierPaid(pair.Payer, pair.Payee);
        }
        else if (isEarlier)
        {
            long passedOn = 0;
            for (var i = prefix.First; i < prefix.First + prefix.Count; i++)
            {
                passedOn += AmountOf(runs[i]);
            }

            explained = Math.Min(pair.Sum, passedOn);
            earlierPaid[key] = explained;
        }

        if (pair.Sum > explained)
        {
            unexplained[key] = pair.Sum - explained;
        }
    }
}
