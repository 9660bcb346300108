using CsCheck;
using Graph.Analysis.Targets.Exact;
using Graph.Analysis.Targets.Rules;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Exact;

/// <summary>The proven optimum against all plans tried one by one.</summary>
public sealed class CoverageMipTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    [Fact]
    public void It_finds_what_trying_every_plan_finds() => CoverageInstance.Random.Sample(
        instance =>
        {
            var plans = instance.Plans.ToList();
            if (plans.Count == 0)
            {
                return;
            }

            var optimum = plans.Max(instance.Removed);
            var exact = Solve(instance, plans[0], Long);
            var tolerance = 1e-9 * instance.Walks.Sum(walk => walk.Weight);
            Assert.True(exact.Proven);
            Assert.Null(exact.Skipped);
            Assert.True(instance.IsPlan(exact.Candidates.ToList()), "not a plan");
            Assert.Equal(optimum, exact.Removed, tolerance);
            Assert.Equal(instance.Removed(exact.Candidates.ToList()), exact.Removed, tolerance);
            Assert.True(exact.UpperBound >= optimum + instance.Unfollowed, "the bound is below the optimum");
            Assert.True(exact.UpperBound <= optimum + instance.Unfollowed + 1e-6 * instance.Walks.Sum(walk => walk.Weight), "the bound is loose");
        },
        iter: 700, threads: 1);

    [Fact]
    public void Where_it_begins_does_not_change_the_optimum() => CoverageInstance.Random.Sample(
        instance =>
        {
            var plans = instance.Plans.ToList();
            if (plans.Count == 0)
            {
                return;
            }

            var worst = Solve(instance, plans.MinBy(instance.Removed)!, Long);
            var best = Solve(instance, plans.MaxBy(instance.Removed)!, Long);
            Assert.True(worst.Proven && best.Proven);
            Assert.Equal(best.Removed, worst.Removed, 1e-9 * instance.Walks.Sum(walk => walk.Weight));
        },
        iter: 60, threads: 1);

    [Fact]
    public void A_target_passed_twice_is_cut_twice()
    {
        // 1000 pass target 0 twice, 700 pass target 1 once, both with q = 0.5: 750 or 350.
        var exact = Solve(Bare([(1000.0, [(0, 2)]), (700.0, [(1, 1)])], [1m, 1m], [0.5, 0.5], 1m), [1], Long);
        Assert.Equal([0], exact.Candidates);
        Assert.Equal(750.0, exact.Removed, 1e-9);
    }

    [Fact]
    public void Prices_that_exceed_the_budget_by_less_than_the_solver_sees_still_exceed_it()
    {
        var exact = Solve(Bare([(5.0, [(0, 1)]), (4.0, [(1, 1)]), (3.0, [(2, 1)])], [1.5m, 1.500_000_000_001m, 1.5m], [1.0, 1.0, 1.0], 3m), [], Long);
        Assert.Equal([0, 2], exact.Candidates);
        Assert.Equal(8.0, exact.Removed, 1e-9);
        Assert.True(exact.Proven);
    }

    [Fact]
    public void Actions_that_remove_nothing_more_are_left_out_unless_they_are_forced()
    {
        var instance = Bare([(5.0, [(0, 1), (1, 1), (2, 1)])], [1m, 1m, 1m], [1.0, 1.0, 1.0], 9m);
        Assert.Single(Solve(instance, [0, 1, 2], Long).Candidates);
        Assert.Equal([2], Solve(instance with { Forced = [2] }, [2], Long).Candidates);
    }

    [Fact]
    public void Without_a_table_nothing_is_searched_and_the_reason_is_given()
    {
        var exact = CoverageMip.Solve(null, [1.0], new PlanLimits(1m, [1m], [0], [], [], [], []), [0], Long, CancellationToken.None);
        Assert.Equal([0], exact.Candidates);
        Assert.False(exact.Proven);
        Assert.Equal(double.PositiveInfinity, exact.UpperBound);
        Assert.Contains("200000", exact.Skipped, StringComparison.Ordinal);
    }

    [Fact]
    public void When_time_is_up_the_plan_and_the_bound_still_hold()
    {
        var hard = Hard();
        var exact = Solve(hard, [0, 1, 2], TimeSpan.FromMilliseconds(1));
        Assert.False(exact.Proven);
        Assert.True(hard.IsPlan(exact.Candidates.ToList()));
        Assert.True(exact.Removed >= hard.Removed([0, 1, 2]) * (1.0 - 1e-12));
        Assert.InRange(exact.UpperBound, exact.Removed, hard.Walks.Sum(walk => walk.Weight) * (1.0 + 1e-6));
    }

    [Fact]
    public async Task Cancelling_stops_the_solver()
    {
        using var cancel = new CancellationTokenSource();
        var solving = Task.Run(() => Solve(Hard(), [], Long, cancel.Token), CancellationToken.None);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => solving.WaitAsync(TimeSpan.FromSeconds(60), CancellationToken.None));
    }

    private static ExactPlan Solve(CoverageInstance instance, int[] start, TimeSpan limit, CancellationToken cancellation = default) =>
        CoverageMip.Solve(instance.Table, instance.Efficacy, instance.Limits, start, limit, cancellation);

    private static CoverageInstance Bare((double, (int, int)[])[] walks, decimal[] price, double[] efficacy, decimal budget) =>
        new(walks, 0.0, price, efficacy, [.. Enumerable.Range(0, price.Length)], budget, [], [], []);

    /// <summary>Two hundred uncertain actions on a thousand walks of three targets each: more than a second's work.</summary>
    private static CoverageInstance Hard()
    {
        var random = new Graph.Model.SeededRandom(5);
        var walks = Enumerable.Range(0, 1_000).Select(_ => (
            (double)random.Between(100, 200),
            Enumerable.Range(0, 3).Select(_ => (int)random.Below(200)).Distinct().Order().Select(target => (target, 1)).ToArray())).ToArray();
        return Bare(walks, [.. Enumerable.Repeat(1m, 200)], [.. Enumerable.Repeat(0.7, 200)], 30m);
    }
}
