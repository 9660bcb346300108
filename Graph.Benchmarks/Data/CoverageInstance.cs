using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Benchmarks.Stages;
using Graph.Model.Records;

namespace Graph.Benchmarks.Data;

/// <summary>A row of a plan, as far as the lanes can check it.</summary>
internal readonly record struct LanePick(string Party, double Efficacy, double Gain, double Removed);

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

    /// <summary>Looks whether sampled rows of a plan add and remove what the lanes say.</summary>
    /// <param name="rows">The rows of a plan; certain cuts where <paramref name="greedy"/>.</param>
    /// <param name="samples">How many rows to look at, the first and the last among them.</param>
    /// <param name="greedy">Whether nothing else may add more than the row's target does.</param>
    /// <exception cref="InvalidOperationException">A figure differs by more than 1e-9.</exception>
    public void Check(IReadOnlyList<LanePick> rows, int samples, bool greedy)
    {
        for (var sample = 0; sample < samples; sample++)
        {
            var at = sample * (rows.Count - 1) / Math.Max(1, samples - 1);
            var row = rows[at];
            var (before, _) = ByLanes(rows.Take(at).Select(taken => (taken.Party, taken.Efficacy)));
            var (_, removed) = ByLanes(rows.Take(at + 1).Select(taken => (taken.Party, taken.Efficacy)));
            var gain = before[partyOf[row.Party]] * row.Efficacy;
            Demand(Math.Abs(gain - row.Gain) <= 1e-9 * removed, $"row {at + 1} adds {gain}, not {row.Gain}");
            Demand(Math.Abs(removed - row.Removed) <= 1e-9 * removed, $"row {at + 1} removes {removed}, not {row.Removed}");
            Demand(!greedy || before.Max() <= row.Gain * (1.0 + 1e-9), $"row {at + 1} adds {row.Gain}, another party would add {before.Max()}");
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
