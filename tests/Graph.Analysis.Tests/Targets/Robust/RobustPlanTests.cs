using CsCheck;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Robust;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Robust;

/// <summary>Worlds under doubt: certainty changes nothing, the plan of the mean is near the best, draws belong to a seed.</summary>
public sealed class RobustPlanTests
{
    private static readonly RobustOptions Certain = new() { Worlds = 5, MissingShare = 0.0, ResamplePayments = false };

    [Fact]
    public void Certain_records_make_every_world_the_same()
    {
        var plans = 0;
        Gen.OneOf(RandomWorlds.Plain, RandomWorlds.Cyclic).Sample(w =>
        {
            w.World.Actions.Clear();
            for (var i = 0; i < w.World.Lists.Count; i++)
            {
                w.World.Lists[i] = w.World.Lists[i] with { Confidence = null };
            }

            var (flow, exposure) = Solve(w.World, w.Cut);
            var options = new TargetOptions { Budget = 3m };
            var plan = TargetRanking.Run(flow, exposure, options, CancellationToken.None);
            if (plan.Rows.Count == 0)
            {
                return;
            }

            var robust = RobustPlan.Run(flow, exposure, options, plan, Certain, CancellationToken.None);
            Assert.Equal((1.0, 1.0), (robust.TopOverlap, robust.TopOverlapLow));
            Assert.Equal(robust.RemovedShareLow, robust.RemovedShareHigh);
            Assert.Equal(plan.Rows[^1].CumulativeShare, robust.RemovedShareMedian, 9);
            Assert.All(robust.Rows, (row, i) => Assert.Equal((1.0, i + 1, i + 1), (row.ChosenShare, row.RankLow, row.RankHigh)));
            Interlocked.Increment(ref plans);
        }, iter: 100, threads: 1);
        Assert.True(plans > 20, $"only {plans} worlds had a plan");
    }

    [Fact]
    public void Its_first_pick_is_the_best_in_the_mean_and_its_plan_is_near_the_best() => RandomWorlds.Plain.Sample(w =>
    {
        var (flow, exposure) = Solve(w.World, w.Cut);
        var options = new RobustOptions { Worlds = 6, Seed = 11, MissingShare = 0.4 };
        var problem = Problem(flow, exposure, new TargetOptions { Budget = 2m, Exchanges = false });
        var sampler = new WorldSampler(flow, options);
        var worlds = Enumerable.Range(0, options.Worlds).Select(world => sampler.Draw(world, CancellationToken.None)).ToArray();
        double Mean(params int[] picks) => worlds.Average(world => PlanValue.Of(world, [.. picks.Select(c => Cut(problem, c))]).Removed);

        var chosen = RobustPlan.Choose(problem, SampledWorlds.Of(flow, problem.Candidates, options, CancellationToken.None), CancellationToken.None);
        var candidates = problem.Candidates.All;
        var fits = Enumerable.Range(0, candidates.Count).Where(c => candidates[c].Cost <= 2m).ToArray();
        var best = fits.SelectMany(a => fits.Where(b => b > a && candidates[b].Target != candidates[a].Target && candidates[a].Cost + candidates[b].Cost <= 2m)
            .Select(b => Mean(a, b)).Append(Mean(a))).DefaultIfEmpty(0.0).Max();
        var found = Mean([.. chosen]);
        Assert.True(found >= 0.35 * best - 1e-6, $"{found:R} of {best:R}");
        Assert.True(chosen.Sum(c => candidates[c].Cost) <= 2m);
        if (candidates.All(candidate => candidate.Cost == 1m))
        {
            var single = fits.Select(c => Mean(c)).DefaultIfEmpty(0.0).Max();
            Assert.True(best == 0.0 || Mean(chosen[0]) >= single * (1 - 1e-9), "another first pick is better");
            Assert.True(found >= (1 - 1 / Math.E) * best - 1e-6, $"{found:R} of {best:R}");
        }
    }, iter: 60, threads: 1);

    [Fact]
    public void Walks_of_a_world_say_what_its_graph_says() => Gen.OneOf(RandomWorlds.Cyclic, RandomWorlds.Overlapping).Select(Gen.Int[0, int.MaxValue]).Sample((w, subset) =>
    {
        var (flow, exposure) = Solve(w.World, w.Cut);
        var problem = Problem(flow, exposure, new TargetOptions());
        var options = new RobustOptions { Worlds = 4, Seed = 2 };
        var tables = SampledWorlds.Of(flow, problem.Candidates, options, CancellationToken.None);
        var picks = Enumerable.Range(0, problem.Candidates.All.Count).Where(c => (subset >> (c % 31) & 1) == 1)
            .DistinctBy(c => problem.Candidates.All[c].Target).ToArray();
        for (var world = 0; world < tables.Length; world++)
        {
            var coverage = new WalkCoverage(tables[world], problem.Candidates);
            Array.ForEach(picks, coverage.Add);
            var value = PlanValue.Of(new WorldSampler(flow, options).Draw(world, CancellationToken.None), [.. picks.Select(c => Cut(problem, c))]);
            Assert.Equal(value.Revenue, coverage.Revenue, 1e-9 * Math.Max(1.0, value.Revenue));
            Assert.Equal(value.Removed, coverage.Removed, 1e-9 * Math.Max(1.0, value.Revenue));
        }
    }, iter: 60, threads: 1);

    [Fact]
    public void Doubt_shows_as_width_and_belongs_to_a_seed()
    {
        // Two networks pay much the same; one of them only to a site that may well be honest.
        var world = new WorldText().Black("sure.example", "2026-01-01").Black("doubtful.example", "2026-01-01", confidence: 50m);
        for (var i = 0; i < 30; i++)
        {
            world.Placement($"a{i}", "2026-10-01", "n1", "a1", "sure.example", 10m).Placement($"b{i}", "2026-10-01", "n2", "a2", "doubtful.example", 21m);
        }

        var (flow, exposure) = Solve(world, world.DefaultCut);
        var options = new TargetOptions { Budget = 1m };
        var plan = TargetRanking.Run(flow, exposure, options, CancellationToken.None);
        var robust = RobustPlan.Run(flow, exposure, options, plan, new RobustOptions { Worlds = 200, Threads = 1 }, CancellationToken.None);
        Assert.Equal("a2", plan.Rows[0].TargetId);
        Assert.InRange(robust.TopOverlap, 0.35, 0.65);
        Assert.Equal(0.0, robust.RemovedShareLow);
        Assert.InRange(robust.RemovedShareHigh, 0.6, 0.75);
        Assert.Equal(robust.TopOverlap, robust.Rows[0].ChosenShare);

        var again = RobustPlan.Run(flow, exposure, options, plan, new RobustOptions { Worlds = 200, Threads = 2 }, CancellationToken.None);
        Assert.Equal(robust with { Rows = [] }, again with { Rows = [] });
        Assert.Equal(robust.Rows, again.Rows);
        Assert.NotEqual(robust.TopOverlap, RobustPlan.Run(flow, exposure, options, plan, new RobustOptions { Worlds = 200, Seed = 1 }, CancellationToken.None).TopOverlap);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var (flow, exposure) = Solve(new WorldText().Placement("p", "2026-10-01", "n", "a", "s.example", 1m), new AsOfCut(new DateOnly(2026, 10, 1), null, 12));
        var problem = Problem(flow, exposure, new TargetOptions());
        Assert.Throws<ArgumentOutOfRangeException>(() => RobustPlan.Choose(problem, SampledWorlds.Of(problem.Flow, problem.Candidates, new RobustOptions { Worlds = 1 }, CancellationToken.None), CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => RobustPlan.Choose(problem, SampledWorlds.Of(problem.Flow, problem.Candidates, new RobustOptions { MissingShare = 1.0 }, CancellationToken.None), CancellationToken.None));
        Assert.Empty(RobustPlan.Choose(problem, SampledWorlds.Of(problem.Flow, problem.Candidates, new RobustOptions(), CancellationToken.None), CancellationToken.None));
    }

    private static TargetCut Cut(PlanProblem problem, int candidate)
    {
        var target = problem.Candidates.Targets[problem.Candidates.All[candidate].Target];
        return new TargetCut(target.Kind, target.Id, (double)problem.Candidates.All[candidate].Efficacy);
    }

    private static (FlowResult Flow, ExposureResult Exposure) Solve(WorldText world, AsOfCut cut)
    {
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world, cut), CancellationToken.None);
        return (flow, ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None));
    }

    private static PlanProblem Problem(FlowResult flow, ExposureResult exposure, TargetOptions options) => new Planning(flow, exposure, options).Problem;
}
