using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Flow;

/// <summary>Builds the money graph of method §1 from summed records.</summary>
/// <remarks>
/// Returns lane prefixes, heads and sites as nodes, and hops with exact integer amounts and a basis. Money is followed along what
/// the records say; it is mixed only at heads (opaque money) and where a payment covers a pair's lanes in part.
/// Cost: linear in lanes and payments, plus sorting the paid prefixes.
/// </remarks>
public static class FlowGraphBuilder
{
    /// <summary>Builds the graph.</summary>
    /// <param name="records">The records of a cut, summed.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="OverflowException">A sum of money leaves 64 bits.</exception>
    public static FlowResult Run(MoneyRecords records, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        var payments = new PairPayments(records);
        var allocation = LaneAllocation.Of(records, payments, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var build = new FlowBuild(records, payments, allocation);
        return build.Assemble();
    }
}

/// <summary>One build of the money graph.</summary>
internal sealed class FlowBuild
{
    private readonly MoneyRecords records;
    private readonly PairPayments payments;
    private readonly LaneAllocation allocation;
    private readonly FlowGraphAssembler assembler;
    private readonly bool[] beginsLanes;
    private readonly int[] headNode;
    private readonly int[] runNode;
    private readonly long[] atHead;
    private readonly Dictionary<int, List<AccountPayouts.Payout>> payoutsOfRun = [];
    private readonly Dictionary<int, List<AccountPayouts.Payout>> payoutsOfHead = [];
    private readonly List<(string, long)> unattributed = [];
    private long opaqueAmount;
    private long owedEarlier;

    public FlowBuild(MoneyRecords records, PairPayments payments, LaneAllocation allocation)
    {
        this.records = records;
        this.payments = payments;
        this.allocation = allocation;
        assembler = new FlowGraphAssembler(records.Sites.Count, allocation.Lanes.Length + 2 * allocation.Runs.Count + payments.Pairs.Count);
        beginsLanes = new bool[records.Parties.Count];
        headNode = new int[records.Parties.Count];
        atHead = new long[records.Parties.Count];
        runNode = new int[allocation.Runs.Count];
        Array.Fill(headNode, -1);
        Array.Fill(runNode, -1);
        foreach (ref readonly var lane in allocation.Lanes.AsSpan())
        {
            beginsLanes[lane.Network] |= lane.Gross > 0 || lane.Amount > 0;
        }
    }

    /// <summary>Adds hops in a fixed order and lays the graph out.</summary>
    public FlowResult Assemble()
    {
        var opaque = OpaqueHops();
        var payers = opaque.Where(hop => HasAccountRule(hop.Payer)).GroupBy(hop => hop.Payer).ToList();
        var receivers = opaque.Where(hop => HasAccountRule(hop.Payee)).Select(hop => hop.Payee);
        var payouts = new AccountPayouts(records, allocation,
            payers.Select(group => group.Key).Concat(receivers).ToHashSet());
        foreach (var hop in opaque)
        {
            atHead[hop.Payee] += hop.Amount;
        }

        ShareAccountPayments(payers, payouts);
        AddLanes();
        AddAdvertisers();
        AddOpaque(opaque.Where(hop => !HasAccountRule(hop.Payer)));
        AddAccountHeads(payouts);
        var (belief, conflicts) = SiteBelief.Of(records);
        return Result(assembler.Build(records, belief), conflicts);
    }

    /// <summary>Whether a party passes money on as an account does: its kind is account and no lane begins at it.</summary>
    private bool HasAccountRule(int party) => records.Parties[party].Kind == PartyKind.Account && !beginsLanes[party];

    private readonly record struct OpaqueHop(int Payer, int Payee, long Amount);

    private List<OpaqueHop> OpaqueHops()
    {
        var hops = new List<OpaqueHop>();
        foreach (var pair in payments.Pairs)
        {
            var amount = allocation.Unexplained(pair.Payer, pair.Payee);
            if (amount > 0)
            {
                hops.Add(new OpaqueHop(pair.Payer, pair.Payee, amount));
            }
        }

        return hops;
    }

    private void ShareAccountPayments(IEnumerable<IGrouping<int, OpaqueHop>> payers, AccountPayouts payouts)
    {
        foreach (var payer in payers)
        {
            foreach (var payout in payouts.Share(payer.Key, atHead[payer.Key], payer.Select(hop => (hop.Payee, hop.Amount)).ToList()))
            {
                var list = payout.Run >= 0 ? payoutsOfRun : payoutsOfHead;
                var key = payout.Run >= 0 ? payout.Run : payer.Key;
                if (!list.TryGetValue(key, out var known))
                {
                    list.Add(key, known = []);
                }

                known.Add(payout);
            }
        }
    }

    private int Head(int party)
    {
        if (headNode[party] < 0)
        {
            headNode[party] = assembler.AddNode(FlowNodeKind.Head, party, HasAccountRule(party));
        }

        return headNode[party];
    }

    private void AddLanes()
    {
        for (var i = 0; i < allocation.Runs.Count;)
        {
            var run = allocation.Runs[i];
            if (run.Reseller < 0)
            {
                AddDirectRun(i);
                i++;
                continue;
            }

            var (first, count) = allocation.RunsOfPrefix[PairPayments.Key(run.Network, run.Reseller)];
            AddPrefix(run.Network, run.Reseller, first, count);
            i = first + count;
        }
    }

    private void AddDirectRun(int index)
    {
        var run = allocation.Runs[index];
        if (run.Account < 0)
        {
            // The network is its own account: its head pays the sites.
            for (var lane = run.First; lane < run.First + run.Count; lane++)
            {
                if (allocation.Lanes[lane].Amount > 0)
                {
                    assembler.AddHop(Head(run.Network), assembler.Site(allocation.Lanes[lane].Site), allocation.Lanes[lane].Amount, Basis.Accrued);
                }
            }

            return;
        }

        var amount = allocation.AmountOf(run);
        if (amount > 0)
        {
            var basis = BasisOf(run.Network);
            assembler.AddHop(Head(run.Network), AddRunNode(index), amount, basis);
        }
    }

    private void AddPrefix(int network, int reseller, int first, int count)
    {
        long passedOn = 0;
        for (var i = first; i < first + count; i++)
        {
            passedOn += allocation.AmountOf(allocation.Runs[i]);
        }

        NoteOwedToReseller(network, reseller, first, count);
        if (passedOn == 0)
        {
            return;
        }

        var node = assembler.AddNode(FlowNodeKind.Prefix, reseller, false);
        var paid = payments.IsPaid(network);
        var arriving = paid ? allocation.EarlierPaid(network, reseller) : passedOn;
        if (arriving > 0)
        {
            assembler.AddHop(Head(network), node, arriving, BasisOf(network));
        }

        for (var i = first; i < first + count; i++)
        {
            var amount = allocation.AmountOf(allocation.Runs[i]);
            if (amount > 0)
            {
                assembler.AddHop(node, AddRunNode(i), amount, BasisOf(reseller));
            }
        }
    }

    private void NoteOwedToReseller(int network, int reseller, int first, int count)
    {
        if (!payments.IsPaid(network))
        {
            return;
        }

        long gross = 0;
        for (var i = first; i < first + count; i++)
        {
            gross += allocation.GrossOf(allocation.Runs[i]);
        }

        owedEarlier += Math.Max(0, gross - payments.Sum(network, reseller));
    }

    private Basis BasisOf(int payer) => payments.IsPaid(payer) ? Basis.Paid : Basis.Accrued;

    /// <summary>Adds the node of a run with the hops to its sites, after what the account pays to others from it.</summary>
    private int AddRunNode(int index)
    {
        var run = allocation.Runs[index];
        var node = runNode[index] = assembler.AddNode(FlowNodeKind.Prefix, run.Account, true);
        if (!payoutsOfRun.TryGetValue(index, out var payouts))
        {
            for (var i = run.First; i < run.First + run.Count; i++)
            {
                ref readonly var lane = ref allocation.Lanes[i];
                if (lane.Amount > 0)
                {
                    assembler.AddHop(node, assembler.Site(lane.Site), lane.Amount, lane.Basis);
                }
            }

            return node;
        }

        AddDivertedRun(run, node, payouts);
        return node;
    }

    private void AddDivertedRun(LaneAllocation.Run run, int node, List<AccountPayouts.Payout> payouts)
    {
        long diverted = 0;
        foreach (var payout in payouts)
        {
            assembler.AddHop(node, Head(payout.Payee), payout.Amount, Basis.Paid, opaque: true);
            diverted += payout.Amount;
        }

        opaqueAmount += diverted;
        var weights = new long[run.Count];
        for (var i = 0; i < run.Count; i++)
        {
            weights[i] = allocation.Lanes[run.First + i].Amount;
        }

        var rest = new long[run.Count];
        LargestRemainder.Split(weights.Sum() - diverted, weights, rest);
        for (var i = 0; i < run.Count; i++)
        {
            ref readonly var lane = ref allocation.Lanes[run.First + i];
            if (rest[i] > 0)
            {
                assembler.AddHop(node, assembler.Site(lane.Site), rest[i], lane.Basis);
            }
        }
    }

    private void AddAdvertisers()
    {
        foreach (var sum in records.Advertisers)
        {
            if (!payments.IsPaid(sum.Advertiser))
            {
                assembler.AddHop(Head(sum.Advertiser), Head(sum.Network), sum.Gross, Basis.Accrued);
            }
        }
    }

    private void AddOpaque(IEnumerable<OpaqueHop> hops)
    {
        foreach (var hop in hops)
        {
            var opaque = records.Parties[hop.Payer].Kind != PartyKind.Advertiser || !beginsLanes[hop.Payee];
            assembler.AddHop(Head(hop.Payer), Head(hop.Payee), hop.Amount, Basis.Paid, opaque);
            opaqueAmount += opaque ? hop.Amount : 0;
        }
    }

    private void AddAccountHeads(AccountPayouts payouts)
    {
        for (var account = 0; account < atHead.Length; account++)
        {
            if (!HasAccountRule(account))
            {
                continue;
            }

            long paidOn = 0;
            foreach (var payout in payoutsOfHead.GetValueOrDefault(account, []))
            {
                assembler.AddHop(Head(account), Head(payout.Payee), payout.Amount, Basis.Paid, opaque: true);
                opaqueAmount += payout.Amount;
                paidOn += payout.Amount;
            }

            AddHeadSites(account, Math.Max(0, atHead[account] - paidOn), payouts);
        }
    }

    private void AddHeadSites(int account, long amount, AccountPayouts payouts)
    {
        if (amount == 0)
        {
            return;
        }

        var sites = payouts.SitesOfHead(account, amount);
        foreach (var (site, part) in sites)
        {
            assembler.AddHop(Head(account), assembler.Site(site), part, Basis.Paid);
        }

        if (sites.Count == 0)
        {
            assembler.AddHop(Head(account), assembler.Unattributed(), amount, Basis.Paid);
            unattributed.Add((records.Parties[account].Id, amount));
        }
    }

    private FlowResult Result(FlowGraph graph, IReadOnlyList<string> conflicts)
    {
        var (violating, through) = TimeOrder.Measure(records);
        var notes = new FlowNotes
        {
            NegativePayments = payments.Negative,
            Unattributed = unattributed,
            ListConflicts = conflicts,
            OpaqueAmount = opaqueAmount,
            Owed = allocation.Owed + owedEarlier,
            UnmatchedLines = allocation.UnmatchedLines,
            Held = payments.Held,
            Reversed = payments.Reversed,
            TimeViolating = violating,
            TimeChecked = through,
        };
        var lanes = new LaneFlow[allocation.Lanes.Length];
        for (var i = 0; i < lanes.Length; i++)
        {
            ref readonly var lane = ref allocation.Lanes[i];
            lanes[i] = new LaneFlow(lane.Network, lane.Reseller, lane.Account, lane.Site, lane.Gross, lane.Claim, lane.Lined, lane.Amount, lane.Basis);
        }

        return new FlowResult(graph, lanes, records, OverallBasis(graph), notes);
    }

    private static Basis OverallBasis(FlowGraph graph)
    {
        var paid = false;
        var accrued = false;
        foreach (var basis in graph.HopBasis)
        {
            paid |= basis == Basis.Paid;
            accrued |= basis == Basis.Accrued;
        }

        return paid ? accrued ? Basis.Mixed : Basis.Paid : Basis.Accrued;
    }
}
