using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>The sweeps of <see cref="Propagation"/> for one kind of weights.</summary>
internal sealed unsafe class PropagationSweep<TWeights> : IDisposable
    where TWeights : struct, IArcWeights
{
    private const int Block = 512;

    private readonly RowSums<double, DoubleLane, TWeights> sums;
    private readonly double damping;
    private readonly NativeColumn<double> own;
    private readonly EdgeChunks chunks;
    private readonly double[] changes;
    private NativeColumn<double> old;
    private NativeColumn<double> value;

    private PropagationSweep(CsrGraph graph, TWeights weights, PropagationOptions options)
    {
        var rows = graph.Out;
        (sums, damping) = (new RowSums<double, DoubleLane, TWeights>(rows, weights), options.Damping);
        chunks = EdgeChunks.Of(rows);
        changes = new double[chunks.Count];
        own = new NativeColumn<double>(rows.NodeCount, cleared: false);
        old = new NativeColumn<double>(rows.NodeCount, cleared: false);
        value = new NativeColumn<double>(rows.NodeCount, cleared: false);
        for (var position = 0; position < rows.NodeCount; position++)
        {
            own.Pointer[position] = value.Pointer[position] = options.RightHandSide[graph.OriginalOf(position)];
        }
    }

    /// <summary>Sweeps from the right-hand side until the change is small, the sweeps run out, or the values run away.</summary>
    public static (double[] Value, Convergence Convergence) Solve(
        CsrGraph graph, TWeights weights, PropagationOptions options, WorkTeam team, CancellationToken cancellation)
    {
        using var sweep = new PropagationSweep<TWeights>(graph, weights, options);
        var convergence = sweep.Run(options, team, cancellation);
        return (sweep.value.AsSpan().ToArray(), convergence);
    }

    public void Dispose()
    {
        own.Dispose();
        old.Dispose();
        value.Dispose();
    }

    private Convergence Run(PropagationOptions options, WorkTeam team, CancellationToken cancellation)
    {
        Action<int, int> pull = (chunk, _) => Pull(chunk);
        for (var iteration = 1; ; iteration++)
        {
            (old, value) = (value, old);
            team.Run(chunks.Count, pull, cancellation);
            var change = Greatest(changes);
            if (options.Reached(change) || iteration == options.MaxIterations || !double.IsFinite(change))
            {
                return new Convergence(iteration, change, change <= options.Tolerance);
            }
        }
    }

    /// <summary>The greatest; NaN if there is one, as when infinities met.</summary>
    private static double Greatest(double[] parts)
    {
        var greatest = 0.0;
        foreach (var part in parts)
        {
            greatest = Math.Max(greatest, part);
        }

        return greatest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pull(int chunk)
    {
        var change = 0.0;
        var end = chunks.End(chunk);
        for (var from = chunks.Start(chunk); from < end; from += Block)
        {
            var behind = Math.Min(from + Block, end);
            sums.Fill(old.Pointer, value.Pointer, from, behind);
            change = Math.Max(change, Renew(from, behind));
        }

        changes[chunk] = change;
    }

    /// <summary>x = damping · sum + r, with <see cref="value"/> holding the sums before and x after; the greatest change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Renew(int from, int end)
    {
        unchecked
        {
            var into = value.Pointer;
            var before = old.Pointer;
            var fresh = own.Pointer;
            var greatest = Vector256<double>.Zero;
            long node = from;
            for (; node + Vector256<double>.Count <= end; node += Vector256<double>.Count)
            {
                var found = (Vector256.Load(into + node) * damping) + Vector256.Load(fresh + node);
                greatest = Vector256.Max(greatest, Vector256.Abs(found - Vector256.Load(before + node)));
                found.Store(into + node);
            }

            var change = Math.Max(Math.Max(greatest[0], greatest[1]), Math.Max(greatest[2], greatest[3]));
            for (; node < end; node++)
            {
                into[node] = (into[node] * damping) + fresh[node];
                change = Math.Max(change, Math.Abs(into[node] - before[node]));
            }

            return change;
        }
    }
}
