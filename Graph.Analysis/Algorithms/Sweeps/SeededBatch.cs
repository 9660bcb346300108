using System.Runtime.Intrinsics;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>At most eight seed sets on their way through the sweeps: what is asked and what came out.</summary>
internal sealed class SeededBatch(SortedDictionary<int, double>[] seeds)
{
    /// <summary>Score per set and position.</summary>
    public double[][] Score { get; } = new double[seeds.Length][];

    /// <summary>End per set.</summary>
    public Convergence[] Convergence { get; } = new Convergence[seeds.Length];

    /// <summary>Shares by position per set.</summary>
    public SortedDictionary<int, double>[] Seeds => seeds;

    /// <summary>Sweeps until every set has ended.</summary>
    public void Run(Adjacency rows, NativeColumn<double> factors, SweepOptions options, WorkTeam team, CancellationToken cancellation)
    {
        if (seeds.Length == 1)
        {
            Run<double, DoubleLane>(rows, factors, options, team, cancellation);
        }
        else if (seeds.Length <= Vector256<double>.Count)
        {
            Run<Vector256<double>, FourLanes>(rows, factors, options, team, cancellation);
        }
        else
        {
            Run<Vector512<double>, EightLanes>(rows, factors, options, team, cancellation);
        }
    }

    private void Run<T, TLanes>(Adjacency rows, NativeColumn<double> factors, SweepOptions options, WorkTeam team, CancellationToken cancellation)
        where T : unmanaged
        where TLanes : struct, ILanes<T>
    {
        switch (rows.WeightKind)
        {
            case EdgeWeightKind.None:
                SeededSweep<T, TLanes, UnitWeights>.Solve(this, rows, default, factors, options, team, cancellation);
                break;
            case EdgeWeightKind.Integer:
                SeededSweep<T, TLanes, IntegerWeights>.Solve(this, rows, new(rows), factors, options, team, cancellation);
                break;
            case EdgeWeightKind.Double:
                SeededSweep<T, TLanes, DoubleWeights>.Solve(this, rows, new(rows), factors, options, team, cancellation);
                break;
            default:
                SeededSweep<T, TLanes, SingleWeights>.Solve(this, rows, new(rows), factors, options, team, cancellation);
                break;
        }
    }
}
