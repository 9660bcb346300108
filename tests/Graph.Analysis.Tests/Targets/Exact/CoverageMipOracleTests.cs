using CsCheck;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Exact;
using Graph.Analysis.Targets.Rules;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Exact;

/// <summary>From records to the proven optimum, against every plan solved in fractions.</summary>
public sealed class CoverageMipOracleTests
{
    [Fact]
    public void Worlds_with_cycles() => RandomWorlds.Cyclic.Sample(world => Compare(world, 3m), iter: 100, threads: 1);

    [Fact]
    public void Worlds_with_overlapping_roles() => RandomWorlds.Overlapping.Sample(world => Compare(world, 4.5m), iter: 100, threads: 1);

    private static void Compare(RandomWorld world, decimal budget)
    {
        var oracleFlow = OracleFlow.Of(world.World, world.Cut);
        var oracle = oracleFlow.CircularSplit ? null : new OracleTargets(new OracleExposure(oracleFlow));
        if (oracle is null || oracle.Candidates.Count > 8)
        {
            return;
        }

        var problem = Problem(world, new TargetOptions { Budget = budget });
        var table = WalkTable.Of(problem.Flow.Graph, problem.System, problem.Candidates, CoverageMip.MostWalks, CancellationToken.None);
        var exact = CoverageMip.Solve(problem, table, [], TimeSpan.FromMinutes(1), CancellationToken.None);
        var (optimum, revenue) = (oracle.Optimum(budget).ToDouble(), oracle.Revenue.ToDouble());
        Assert.True(exact.Proven);
        Assert.Equal(optimum, exact.Removed, 1e-9 * revenue);
        Assert.InRange(exact.UpperBound, optimum * (1.0 - 1e-12), optimum + (1e-6 * revenue));
        var chosen = exact.Candidates.Select(c => problem.Candidates.All[c])
            .Select(c => (problem.Candidates.Targets[c.Target], c.Action))
            .Select(c => oracle.Candidates.Single(o => o.Kind == c.Item1.Kind && o.Id == c.Item1.Id && o.Action == c.Action)).ToList();
        Assert.True(chosen.Sum(c => c.Cost) <= budget);
        Assert.Equal(oracle.Removed(chosen).ToDouble(), exact.Removed, 1e-9 * revenue);
    }

    private static PlanProblem Problem(RandomWorld world, TargetOptions options)
    {
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world.World, world.Cut), CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        return new Planning(flow, exposure, options).Problem;
    }
}
