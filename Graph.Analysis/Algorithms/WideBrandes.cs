using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>The same search with path counts of any size: for graphs with more than 10^290 shortest paths between two nodes, as grids have.</summary>
/// <remarks>A count is mantissa · 2^exponent. Slow and plain; only ratios of counts enter the result, and these fit doubles.</remarks>
internal static unsafe class WideBrandes
{
    private const int StepsPerLook = 1 << 14;

    /// <summary>Adds the dependency of a source on every other node.</summary>
    /// <param name="rows">Arcs by source.</param>
    /// <param name="source">The source.</param>
    /// <param name="sums">What to add to, per node.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static void AddFrom(Adjacency rows, int source, double* sums, CancellationToken cancellation)
    {
        using var depth = new NativeColumn<int>(rows.NodeCount, cleared: false);
        using var queue = new NativeColumn<int>(rows.NodeCount, cleared: false);
        using var paths = new NativeColumn<WideCount>(rows.NodeCount);
        using var dependency = new NativeColumn<double>(rows.NodeCount);
        depth.AsSpan().Fill(-1);
        var reached = Outward(rows, source, depth.Pointer, queue.Pointer, paths.Pointer, cancellation);
        for (var i = reached - 1; i > 0; i--)
        {
            Look(i, cancellation);
            var node = queue.Pointer[i];
            var own = 0.0;
            foreach (var target in rows.Neighbors(node))
            {
                if (depth.Pointer[target] == depth.Pointer[node] + 1)
                {
                    own += paths.Pointer[node].Over(paths.Pointer[target]) * (1.0 + dependency.Pointer[target]);
                }
            }

            dependency.Pointer[node] = own;
            sums[node] += own;
        }
    }

    private static int Outward(Adjacency rows, int source, int* depth, int* queue, WideCount* paths, CancellationToken cancellation)
    {
        (queue[0], depth[source], paths[source]) = (source, 0, new WideCount(1.0, 0));
        var reached = 1;
        for (var i = 0; i < reached; i++)
        {
            Look(i, cancellation);
            var node = queue[i];
            foreach (var target in rows.Neighbors(node))
            {
                if (depth[target] < 0)
                {
                    depth[target] = depth[node] + 1;
                    queue[reached++] = target;
                }

                if (depth[target] == depth[node] + 1)
                {
                    paths[target] = paths[target].Plus(paths[node]);
                }
            }
        }

        return reached;
    }

    private static void Look(int step, CancellationToken cancellation)
    {
        if (step % StepsPerLook == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>A count of paths; the mantissa is 0 or lies in 1 … 2.</summary>
    private readonly record struct WideCount(double Mantissa, int Exponent)
    {
        public WideCount Plus(WideCount other)
        {
            if (Mantissa == 0.0 || other.Mantissa == 0.0)
            {
                return Mantissa == 0.0 ? other : this;
            }

            var (large, small) = Exponent >= other.Exponent ? (this, other) : (other, this);
            var sum = large.Mantissa + Math.ScaleB(small.Mantissa, small.Exponent - large.Exponent);
            return sum < 2.0 ? new WideCount(sum, large.Exponent) : new WideCount(sum / 2.0, large.Exponent + 1);
        }

        public double Over(WideCount other) => Math.ScaleB(Mantissa / other.Mantissa, Exponent - other.Exponent);
    }
}
