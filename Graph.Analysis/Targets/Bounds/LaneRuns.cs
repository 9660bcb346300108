using Graph.Analysis.Flow;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Bounds;

/// <summary>All runs of a money graph with what can have flowed along them.</summary>
internal sealed class LaneRuns
{
    private readonly FlowResult flow;
    private readonly List<(int Network, int Reseller, int Account, bool Paid, LaneRange Range)> sums = [];
    private readonly Dictionary<(int Payer, int Account), LaneRange> payments = [];
    private readonly Dictionary<(int Payer, int Account), int> shared = [];
    private readonly Dictionary<(int Payer, int Account), int> runsOf = [];

    /// <summary>Sums the lanes.</summary>
    public LaneRuns(FlowResult flow)
    {
        this.flow = flow;
        SumRuns();
        Runs = [.. sums.Select(Limits)];
    }

    /// <summary>The runs, by network, reseller, account; also those along which nothing flowed.</summary>
    public LaneRun[] Runs { get; }

    /// <summary>Payments that several runs share.</summary>
    public List<SharedPayment> Payments { get; } = [];

    private void SumRuns()
    {
        var lanes = flow.Lanes;
        for (var i = 0; i < lanes.Length;)
        {
            var first = lanes[i];
            var range = new LaneRange();
            for (; i < lanes.Length && (lanes[i].Network, lanes[i].Reseller, lanes[i].Account) == (first.Network, first.Reseller, first.Account); i++)
            {
                range.Add(RangeOf(lanes[i], flow.Graph.Belief[lanes[i].Site]));
            }

            var paid = first.Basis == Basis.Paid;
            sums.Add((first.Network, first.Reseller, first.Account, paid, range));
            if (paid)
            {
                var pair = (first.LastPayer, first.Account);
                var payment = payments.GetValueOrDefault(pair);
                payment.Add(range);
                payments[pair] = payment;
                runsOf[pair] = runsOf.GetValueOrDefault(pair) + 1;
            }
        }
    }

    private static LaneRange RangeOf(in LaneFlow lane, double belief)
    {
        // Accrued money is known lane by lane, as if a line assigned it.
        var lined = lane.Basis == Basis.Paid ? lane.Lined : lane.Amount;
        var open = lane.Basis == Basis.Paid ? Math.Max(0, lane.Claim - lane.Lined) : 0;
        return new LaneRange { Amount = lane.Amount, Lined = lined, LinedPirate = lined * belief, Open = open, OpenPirate = open * belief };
    }

    private LaneRun Limits((int Network, int Reseller, int Account, bool Paid, LaneRange Range) sum)
    {
        var pair = (sum.Reseller >= 0 ? sum.Reseller : sum.Network, sum.Account);
        var payment = sum.Paid ? payments[pair] : sum.Range;
        var (all, range) = (payment.Of(sum.Range.Open, sum.Range.Lined), sum.Range);
        var pirate = payment.Of(range.OpenPirate, range.LinedPirate);
        var clean = payment.Of(range.Open - range.OpenPirate, range.Lined - range.LinedPirate);
        // Claims are shared as they accrued, so a lane with a line can have got more than its open claim; that way stays possible.
        var most = Math.Max(all.High, range.Amount);
        return new LaneRun(
            sum.Network, sum.Reseller, sum.Account, SharedBy(pair, sum.Paid, payment), range.Amount, most, pirate.Low, pirate.High, clean.High);
    }

    private int SharedBy((int Payer, int Account) pair, bool paid, in LaneRange payment)
    {
        if (!paid || runsOf[pair] == 1 || payment.IsKnown)
        {
            return -1;
        }

        if (!shared.TryGetValue(pair, out var index))
        {
            var (low, high) = payment.Of(payment.OpenPirate, payment.LinedPirate);
            shared.Add(pair, index = Payments.Count);
            Payments.Add(new SharedPayment(pair.Account, payment.Amount, low, high));
        }

        return index;
    }
}
