using Graph.Analysis.Flow;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Targets.Robust;

/// <summary>Draws worlds that the records leave possible, and builds their money graphs.</summary>
/// <remarks>
/// <para>Lists: site s is a pirate site with probability y_s, each site on its own: a confidence belongs to an entry, and nothing in it says what
/// the entries of one owner have in common.</para>
/// <para>Missing rows: each placement is kept with probability 1 − <see cref="RobustOptions.MissingShare"/>; a lane of n placements keeps a binomial
/// number k of them and k/n of its gross. What advertisers spent at a network shrinks like the network's lanes.</para>
/// <para>Payments: the sum of a payer to a payee over n rows counts k/n times, k Poisson of mean n: the bootstrap of rows, with as many draws as it
/// happens to take (Poisson bootstrap). What lines assign of it goes along. A payer that showed its books has shown them in every world.</para>
/// </remarks>
internal sealed class WorldSampler(FlowResult flow, RobustOptions options)
{
    private enum Purpose
    {
        Lists,
        Lanes,
        OlderLanes,
        Payments,
    }

    private readonly MoneyRecords records = flow.Records;

    /// <summary>The money graph of a world.</summary>
    public FlowResult Draw(int world, CancellationToken cancellation)
    {
        var drawn = options.MissingShare > 0.0 || options.ResamplePayments ? FlowGraphBuilder.Run(Records(world), cancellation) : flow;
        return options.DrawLists ? drawn with { Graph = drawn.Graph.WithBelief(Beliefs(world)) } : drawn;
    }

    private SeededRandom Stream(int world, Purpose purpose) => SeededRandom.Stream(options.Seed, (ulong)world, (ulong)purpose);

    private double[] Beliefs(int world)
    {
        var random = Stream(world, Purpose.Lists);
        var beliefs = new double[flow.Graph.Sites.Count];
        for (var site = 0; site < beliefs.Length; site++)
        {
            var belief = flow.Graph.Belief[site];
            beliefs[site] = belief > 0.0 && WorldCounts.Chance(ref random, belief) ? 1.0 : 0.0;
        }

        return beliefs;
    }

    private MoneyRecords Records(int world)
    {
        var drawn = records;
        if (options.MissingShare > 0.0)
        {
            var lanes = Thin(records.Lanes, Stream(world, Purpose.Lanes));
            drawn = drawn with
            {
                Lanes = lanes,
                LanesToDate = Thin(records.LanesToDate, Stream(world, Purpose.OlderLanes)),
                Advertisers = Shrink(records.Advertisers, lanes),
            };
        }

        return options.ResamplePayments && records.Payments.Length > 0 ? Resample(drawn, Stream(world, Purpose.Payments)) : drawn;
    }

    private LaneSum[] Thin(LaneSum[] lanes, SeededRandom random)
    {
        var kept = new List<LaneSum>(lanes.Length);
        foreach (var lane in lanes)
        {
            var rows = WorldCounts.Binomial(ref random, lane.Placements, 1.0 - options.MissingShare);
            if (Part(lane.Gross, rows, lane.Placements) is var gross and > 0)
            {
                kept.Add(lane with { Gross = gross, Placements = rows });
            }
        }

        return [.. kept];
    }

    private AdvertiserSum[] Shrink(AdvertiserSum[] sums, LaneSum[] lanes)
    {
        var (before, after) = (GrossOfNetworks(records.Lanes), GrossOfNetworks(lanes));
        return
        [
            .. sums.Select(sum => before[sum.Network] == 0 ? sum : sum with { Gross = Part(sum.Gross, after[sum.Network], before[sum.Network]) })
                .Where(sum => sum.Gross > 0),
        ];
    }

    private long[] GrossOfNetworks(LaneSum[] lanes)
    {
        var gross = new long[records.Parties.Count];
        foreach (var lane in lanes)
        {
            gross[lane.Network] += lane.Gross;
        }

        return gross;
    }

    private static MoneyRecords Resample(MoneyRecords records, SeededRandom random)
    {
        var payments = (PaymentSum[])records.Payments.Clone();
        var times = new Dictionary<(int Payer, int Payee), (long Drawn, long Rows)>();
        for (var i = 0; i < payments.Length;)
        {
            var pair = (payments[i].Payer, payments[i].Payee);
            var end = i;
            var rows = 0L;
            for (; end < payments.Length && (payments[end].Payer, payments[end].Payee) == pair; end++)
            {
                rows += payments[end].Rows;
            }

            var drawn = WorldCounts.Poisson(ref random, rows);
            times.Add(pair, (drawn, rows));
            for (; i < end; i++)
            {
                payments[i] = payments[i] with { Amount = Part(payments[i].Amount, drawn, rows) };
            }
        }

        return records with
        {
            Payments = payments,
            Lines = Array.ConvertAll(records.Lines, line => times.TryGetValue((line.Payer, line.Payee), out var pair)
                ? line with { Amount = Part(line.Amount, pair.Drawn, pair.Rows) }
                : line),
        };
    }

    private static long Part(long amount, long part, long whole) => whole == 0 ? amount : (long)((Int128)amount * part / whole);
}
