using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Bounds;

/// <summary>Makes the graph of money that cannot be told apart.</summary>
/// <remarks>
/// Lanes that share nothing with others lead from the place of their last payer straight to the sites. An account that pays others first is
/// a place per run and its head, over which all that it pays goes.
/// </remarks>
internal sealed class MixedMoneyBuilder(FlowGraph graph, ExposureBounds bounds, LaneRuns lanes, AccountDetours detours)
{
    private readonly Dictionary<int, int> headOf = [];
    private readonly List<double> own = [];
    private readonly List<MoneyArc> arcs = [];
    private readonly List<PirateEnd> ends = [];
    private int[] placeOfPayment = [];

    /// <summary>Makes it.</summary>
    public MixedMoney Build()
    {
        placeOfPayment = [.. lanes.Payments.Select(_ => Place())];
        for (var i = 0; i < placeOfPayment.Length; i++)
        {
            var payment = lanes.Payments[i];
            var way = new MoneyArc(placeOfPayment[i], -1, 0.0, -1, -1, -1);
            ends.Add(new PirateEnd(way, detours.Least(payment.Account, payment.PirateLow), payment.PirateHigh));
        }

        AddHeads();
        AddLanes();
        return Assemble();
    }

    private int Place()
    {
        own.Add(0.0);
        return own.Count - 1;
    }

    private int Head(int party) => headOf.TryGetValue(party, out var place) ? place : headOf[party] = Place();

    private void AddHeads()
    {
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var isHead = graph.NodeKind[node] == FlowNodeKind.Head;
            var party = graph.NodeParty[node];
            if (isHead)
            {
                own[Head(party)] += graph.OwnMoney(node);
            }

            var unknown = 0.0;
            var reaches = false;
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var target = graph.HopTarget[hop];
                if (graph.NodeKind[target] == FlowNodeKind.Head)
                {
                    arcs.Add(new MoneyArc(Head(party), Head(graph.NodeParty[target]), graph.HopAmount[hop], party, graph.NodeParty[target], -1));
                }
                else if (isHead && graph.NodeIsAccount[node] && graph.IsTerminal(target))
                {
                    unknown += graph.HopAmount[hop];
                    reaches |= bounds.CanReach(target);
                }
            }

            if (reaches)
            {
                // To which of its sites an account's head pays is not known, only that it is one of them.
                ends.Add(new PirateEnd(new MoneyArc(Head(party), -1, 0.0, party, -1, -1), 0.0, unknown));
            }
        }
    }

    private void AddLanes()
    {
        var arriving = bounds.EarlierHops.ToDictionary(hop => (hop.Network, hop.Reseller), hop => hop.Arriving);
        for (var i = 0; i < lanes.Runs.Length;)
        {
            var first = lanes.Runs[i];
            if (first.Reseller < 0)
            {
                // It pays more of its own where a payment goes to its lanes instead of those that it resells.
                own[Head(first.Network)] += first.Most - first.Amount;
                AddRun(Head(first.Network), first);
                i++;
                continue;
            }

            var (place, passedOn) = (Place(), 0.0);
            for (; i < lanes.Runs.Length && (lanes.Runs[i].Network, lanes.Runs[i].Reseller) == (first.Network, first.Reseller); i++)
            {
                AddRun(place, lanes.Runs[i]);
                passedOn += lanes.Runs[i].Most;
            }

            var hop = arriving.GetValueOrDefault((first.Network, first.Reseller));
            own[place] = Math.Max(0.0, passedOn - hop);
            arcs.Add(new MoneyArc(Head(first.Network), place, hop, first.Network, first.Reseller, -1));
        }
    }

    private void AddRun(int place, in LaneRun run)
    {
        if (run.Account < 0)
        {
            ends.Add(new PirateEnd(new MoneyArc(place, -1, 0.0, run.LastPayer, -1, -1), run.PirateLow, run.PirateHigh));
        }
        else if (detours.Of(run.Account) == 0)
        {
            End(run, new MoneyArc(place, -1, 0.0, run.LastPayer, run.Account, run.Account));
        }
        else
        {
            var at = Place();
            arcs.Add(new MoneyArc(place, at, run.Most, run.LastPayer, run.Account, -1));
            arcs.Add(new MoneyArc(at, Head(run.Account), Math.Min(run.Most, detours.Of(run.Account)), -1, -1, -1));
            End(run, new MoneyArc(at, -1, 0.0, run.Account, -1, -1));
        }
    }

    private void End(in LaneRun run, MoneyArc way)
    {
        if (run.Pair >= 0)
        {
            arcs.Add(way with { To = placeOfPayment[run.Pair], Most = run.PirateHigh });
        }
        else if (run.PirateHigh > 0.0)
        {
            ends.Add(new PirateEnd(way, detours.Least(run.Account, run.PirateLow), run.PirateHigh));
        }
    }

    private MixedMoney Assemble()
    {
        var used = arcs.Where(arc => arc.Most > 0.0).OrderBy(arc => arc.From).ToArray();
        var start = new int[own.Count + 1];
        foreach (var arc in used)
        {
            start[arc.From + 1]++;
        }

        for (var place = 0; place < own.Count; place++)
        {
            start[place + 1] += start[place];
        }

        return new MixedMoney { Own = [.. own], Arcs = used, ArcStart = start, Ends = [.. ends] };
    }
}
