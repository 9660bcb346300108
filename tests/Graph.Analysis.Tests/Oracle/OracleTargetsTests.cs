using CsCheck;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Oracle;

/// <summary>Gains, totals and the certificate against exact solves; the plan against the optimum.</summary>
public sealed class OracleTargetsTests
{
    [Fact]
    public void Plain_worlds() => RandomWorlds.Plain.Sample(w => Compare(w, 3m), iter: 150, threads: 1);

    [Fact]
    public void Worlds_with_cycles() => RandomWorlds.Cyclic.Sample(w => Compare(w, 3m), iter: 150, threads: 1);

    [Fact]
    public void Worlds_with_overlapping_roles() => RandomWorlds.Overlapping.Sample(w => Compare(w, 4.5m), iter: 150, threads: 1);

    [Fact]
    public void Exchanges_remove_as_much_or_more() => RandomWorlds.Overlapping.Sample(w => Compare(w, 4.5m, exchanges: true), iter: 150, threads: 1);

    private static void Compare(RandomWorld w, decimal budget, bool exchanges = false)
    {
        var oracleFlow = OracleFlow.Of(w.World, w.Cut);
        if (oracleFlow.CircularSplit)
        {
            return;
        }

        var oracle = new OracleTargets(new OracleExposure(oracleFlow));
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(w.World, w.Cut), CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        var plan = TargetRanking.Run(flow, exposure, new TargetOptions { Budget = budget, Exchanges = exchanges }, CancellationToken.None);

        OracleExposureTests.Near(oracle.Revenue, plan.Revenue, "R(∅)", 1e-9);
        var chosen = new List<OracleCandidate>();
        foreach (var row in plan.Rows)
        {
            var candidate = oracle.Candidates.Single(c => c.Kind == row.Kind && c.Id == row.TargetId && c.Action == row.Action);
            Assert.Equal((candidate.Cost, candidate.Efficacy), (row.Cost, row.Efficacy));
            if (!exchanges)
            {
                CheckGreedy(oracle, chosen, candidate, budget, plan.Rule);
            }

            OracleExposureTests.Near(oracle.Gain(chosen, candidate), row.Gain, $"gain of {candidate}", 1e-9);
            chosen.Add(candidate);
            OracleExposureTests.Near(oracle.Removed(chosen), row.CumulativeRemoved, $"removed with {candidate}", 1e-9);
            OracleExposureTests.Near(oracle.Collateral(chosen), row.Collateral, $"collateral with {candidate}", 1e-9);
            OracleExposureTests.Near(Rational.Share(oracle.Removed(chosen), oracle.UpperBound(budget)), row.Optimality, $"optimality with {candidate}", 1e-9);
        }

        Assert.Equal(chosen.Count, chosen.Select(c => c.Target).Distinct().Count());
        Assert.True(chosen.Sum(c => c.Cost) <= budget);
        var (greedy, removed) = (oracle.Removed(oracle.Plan(budget).Select(p => p.Candidate).ToList()), plan.Rows.Count == 0 ? 0 : plan.Rows[^1].CumulativeRemoved);
        if (exchanges)
        {
            Assert.True(removed >= greedy.ToDouble() * (1 - 1e-9), $"exchanges left {removed:R} of {greedy.ToDouble():R}");
        }
        else
        {
            OracleExposureTests.Near(greedy, removed, "plan", 1e-9);
        }

        OracleExposureTests.Near(oracle.UpperBound(budget), plan.UpperBound, "certificate", 1e-9);
        if (oracle.Candidates.Count <= 10)
        {
            Assert.True(removed <= oracle.Optimum(budget).ToDouble() * (1 + 1e-9), "more than the optimum");
            Assert.True(plan.UpperBound >= oracle.Optimum(budget).ToDouble() * (1 - 1e-9), "the certificate is below the optimum");
        }
    }

    /// <summary>No open candidate that fits is worth more than the one that was taken.</summary>
    private static void CheckGreedy(OracleTargets oracle, List<OracleCandidate> chosen, OracleCandidate taken, decimal budget, string rule)
    {
        Assert.Contains(rule, new[] { "ratio", "gain" });
        double Worth(OracleCandidate c) => oracle.Gain(chosen, c).ToDouble() / (rule == "ratio" ? (double)c.Cost : 1);
        var left = budget - chosen.Sum(c => c.Cost);
        var best = oracle.Candidates.Where(c => c.Cost <= left && chosen.All(o => o.Target != c.Target)).Max(Worth);
        Assert.True(Worth(taken) >= best * (1 - 1e-9), $"{taken} is worth {Worth(taken):R}, the best {best:R}");
    }
}
