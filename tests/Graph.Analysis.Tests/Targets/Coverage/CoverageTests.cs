using CsCheck;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Coverage;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Coverage;

/// <summary>Both coverages against solves of the whole graph, while sets grow and shrink.</summary>
public sealed class CoverageTests
{
    private static readonly Gen<(PlanProblem, int[])> Cases = Gen.Select(RandomPlans.Plain, Gen.Int[0, 999].Array[0, 8]);

    [Fact]
    public void Gains_over_walks_are_those_of_whole_solves() => Cases.Sample((problem, changes) =>
    {
        if (CoverageSearch.Walks(problem, CancellationToken.None) is { } walks)
        {
            Compare(problem, new WalkCoverage(walks, problem.Candidates), changes);
        }
    }, iter: 1_000, threads: 1);

    [Fact]
    public void Gains_by_the_equations_are_those_of_whole_solves() =>
        Cases.Sample((problem, changes) => Compare(problem, new FlowCoverage(problem), changes), iter: 1_000, threads: 1);

    [Fact]
    public void Few_circles_are_left_to_the_equations()
    {
        var (tables, all) = (0, 0);
        RandomPlans.Plain.Sample(problem =>
        {
            all++;
            tables += CoverageSearch.Walks(problem, CancellationToken.None) is null ? 0 : 1;
        }, iter: 200, threads: 1);
        Assert.True(tables > 0.9 * all, $"{tables} of {all}");
    }

    private static void Compare(PlanProblem problem, ICoverage coverage, int[] changes)
    {
        var slow = new SlowPlans(problem);
        var count = problem.Candidates.All.Count;
        Near(slow.Revenue, coverage.Revenue, slow.Revenue, "R");
        var set = new List<int>();
        CheckGains(problem, slow, coverage, set);
        foreach (var change in changes.Where(_ => count > 0))
        {
            Change(problem, coverage, set, change % count);
            CheckGains(problem, slow, coverage, set);
        }

        coverage.Clear();
        CheckGains(problem, slow, coverage, []);
    }

    /// <summary>Adds a candidate, or takes it out, first taking out what else stands on its target.</summary>
    private static void Change(PlanProblem problem, ICoverage coverage, List<int> set, int c)
    {
        var other = set.FindIndex(member => problem.Candidates.All[member].Target == problem.Candidates.All[c].Target);
        var present = other >= 0 && set[other] == c;
        if (other >= 0)
        {
            coverage.Remove(set[other]);
            set.RemoveAt(other);
        }

        if (!present)
        {
            coverage.Add(c);
            set.Add(c);
        }
    }

    private static void CheckGains(PlanProblem problem, SlowPlans slow, ICoverage coverage, List<int> set)
    {
        var removed = slow.Removed(set);
        Near(removed, coverage.Removed, slow.Revenue, "g");
        var bounds = new double[problem.Candidates.All.Count];
        coverage.CopyBounds(bounds);
        for (var c = 0; c < bounds.Length; c++)
        {
            // Those of the set itself mean nothing.
            if (set.Contains(c))
            {
                continue;
            }

            var gain = slow.Removed([.. set, c]) - removed;
            Assert.True(bounds[c] >= gain - (1e-12 * slow.Revenue), $"bound {bounds[c]:R} of {c} below {gain:R}");
            Near(gain, coverage.Gain(c), slow.Revenue, "gain");
        }
    }

    private static void Near(double expected, double found, double scale, string what) =>
        Assert.True(Math.Abs(expected - found) <= 1e-9 * scale, $"{what}: {found:R} instead of {expected:R}");
}
