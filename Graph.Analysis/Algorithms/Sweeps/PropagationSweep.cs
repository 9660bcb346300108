using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>The sweeps of <see cref="Propagation"/> for one kind of weights.</summary>
internal sealed unsafe class PropagationSweep<TWeights> : IDisposable
    where TWeights : struct, IArcWeights
{
    private readonly Adjacency rows;
    private readonly TWeights weights;
    private readonly double damping;
    private readonly NativeColumn<double> own;
    private readonly EdgeChunks chunks;
    private readonly double[] changes;
    private NativeColumn<double> old;
    private NativeColumn<double> value;

    private PropagationSweep(CsrGraph graph, TWeights weights, PropagationOptions options)
    {
        (rows, this.weights, damping) = (graph.Out, weights, options.Damping);
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
        unchecked
        {
            var offsets = rows.Offsets.Pointer;
            var targets = rows.Targets.Pointer;
            var arcs = weights;
            var from = old.Pointer;
            var into = value.Pointer;
            var fresh = own.Pointer;
            var factor = damping;
            var last = rows.ArcCount;
            var prefetch = rows.NodeCount * (long)sizeof(double) > RowSum.CacheBytes;
            var change = 0.0;
            var end = chunks.End(chunk);
            for (var node = chunks.Start(chunk); node < end; node++)
            {
                if (prefetch)
                {
                    RowSum.Prefetch(from, targets, offsets[node], offsets[node + 1], last);
                }

                var sum = RowSum.Of<double, DoubleLane, TWeights>(from, targets, arcs, offsets[node], offsets[node + 1]);
                var found = (factor * sum) + fresh[node];
                change = Math.Max(change, Math.Abs(found - from[node]));
                into[node] = found;
            }

            changes[chunk] = change;
        }
    }
}
