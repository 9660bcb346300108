using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Benchmarks.Stages;
using Graph.Model.Records;

namespace Graph.Benchmarks.Data;

/// <summary>A world of lanes to plan for, and what a plan removes in it by the lanes alone: a checker that shares no code with the search.</summary>
/// <remarks>Where there are no payments, the money of a lane stays in its lane: a plan lets through its gross · y · Π (1 − q) over its parties.</remarks>
internal sealed class CoverageInstance
{
    private readonly double[] belief;
    private readonly Dictionary<string, int> partyOf;

    /// <summary>Makes the money graph of records.</summary>
    public CoverageInstance(string name, MoneyRecords records)
    {
        Name = name;
        Flow = StageData.Flow(records);
        Exposure = StageData.Exposure(Flow);
        belief = new double[records.Sites.Count];
        for (var entry = 0; entry < records.Lists.Count; entry++)
        {
            belief[records.ListSites[entry]] = records.Lists[entry].Confidence is { } confidence ? confidence / 1e6 : 1.0;
        }

        partyOf = records.Parties.Select((party, at) => (party.Id, at)).ToDictionary(entry => entry.Id, entry => entry.at, StringComparer.Ordinal);
    }

    /// <summary>What it is.</summary>
    public string Name { get; }

    /// <summary>The money graph.</summary>
    public FlowResult Flow { get; }

    /// <summary>Its exposure.</summary>
    public ExposureResult Exposure { get; }

    /// <summary>The actions and limits under a budget.</summary>
    public PlanProblem Problem(decimal budget) => new Planning(Flow, Exposure, Options(budget)).Problem;

    /// <summary>The options of a plan.</summary>
    public static TargetOptions Options(decimal budget) => new() { Budget = budget };

    /// <summary>What one action on every target costs together: of several on one, the dearest.</summary>
    public decimal AllCosts()
    {
        var candidates = Problem(0m).Candidates;
        return candidates.All.GroupBy(candidate => candidate.Target).Sum(actions => actions.Max(action => action.Cost));
    }

    /// <summary>Per party and last what no party takes: how much more is removed when it is cut with certainty after the given cuts.</summary>
    /// <param name="cuts">Party and efficacy.</param>
    /// <returns>The gains by party, and what the cuts remove.</returns>
    public (double[] Gain, double Removed) ByLanes(IEnumerable<(string Party, double Efficacy)> cuts)
    {
        var survival = new double[Flow.Records.Parties.Count];
        Array.Fill(survival, 1.0);
        foreach (var (party, efficacy) in cuts)
        {
            survival[partyOf[party]] *= 1.0 - efficacy;
        }

        var gain = new double[survival.Length];
        var removed = 0.0;
        foreach (var lane in Flow.Records.Lanes)
        {
            var money = lane.Gross * belief[lane.Site];
            var left = money * survival[lane.Network] * At(survival, lane.Reseller) * At(survival, lane.Account);
            removed += money - left;
            foreach (var party in new[] { lane.Network, lane.Reseller, lane.Account })
            {
                if (party >= 0)
                {
                    gain[party] += left;
                }
            }
        }

        return (gain, removed);
    }

    /// <summary>Looks whether every row of a plan removes what the lanes say, and, at some of them, that nothing else would have added more.</summary>
    /// <param name="plan">A plan of certain cuts at one price, in greedy order.</param>
    /// <param name="samples">At how many rows.</param>
    /// <exception cref="InvalidOperationException">A figure differs by more than 1e-9.</exception>
    public void Check(TargetPlan plan, int samples)
    {
        var cuts = plan.Rows.Select(row => (row.TargetId, (double)row.Efficacy)).ToList();
        var (whole, _) = ByLanes([]);
        var scale = whole.Max();
        for (var sample = 0; sample < samples; sample++)
        {
            var row = sample * (plan.Rows.Count - 1) / Math.Max(1, samples - 1);
            var (before, _) = ByLanes(cuts.Take(row));
            var gain = before[partyOf[plan.Rows[row].TargetId]] * (double)plan.Rows[row].Efficacy;
            var (_, removed) = ByLanes(cuts.Take(row + 1));
            Demand(Math.Abs(gain - plan.Rows[row].Gain) <= 1e-9 * scale, $"gain of row {row + 1}: {plan.Rows[row].Gain} instead of {gain}");
            Demand(Math.Abs(removed - plan.Rows[row].CumulativeRemoved) <= 1e-9 * removed, $"row {row + 1} removes {removed}, not {plan.Rows[row].CumulativeRemoved}");
        }
    }

    /// <summary>Looks whether, at some rows, no party would have added more than the one taken.</summary>
    public void CheckGreedy(TargetPlan plan, int samples)
    {
        for (var sample = 0; sample < samples; sample++)
        {
            var row = sample * (plan.Rows.Count - 1) / Math.Max(1, samples - 1);
            var (gain, _) = ByLanes(plan.Rows.Take(row).Select(taken => (taken.TargetId, (double)taken.Efficacy)));
            Demand(gain.Max() <= plan.Rows[row].Gain * (1.0 + 1e-9), $"row {row + 1} adds {plan.Rows[row].Gain}, another party {gain.Max()}");
        }
    }

    private static double At(double[] survival, int party) => party < 0 ? 1.0 : survival[party];

    private static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Wrong answer: " + what);
        }
    }
}
