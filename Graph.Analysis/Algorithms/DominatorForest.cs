using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>The forest that Lengauer and Tarjan's search for dominators builds, bottom up. All nodes go by their depth-first numbers.</summary>
internal sealed unsafe class DominatorForest : IDisposable
{
    private const int StepsPerLook = 1 << 16;

    private readonly DepthFirstTree search;
    private readonly NativeColumn<int> semi;
    private readonly NativeColumn<int> best;
    private readonly NativeColumn<int> ancestor;
    private readonly NativeColumn<int> bucket;
    private readonly NativeColumn<int> nextInBucket;
    private readonly NativeColumn<int> dominator;

    // The way up of a compression: a stack of its own instead of recursion.
    private readonly NativeColumn<int> path;

    public DominatorForest(DepthFirstTree search)
    {
        this.search = search;
        (semi, best) = (Numbers(search.Reached), Numbers(search.Reached));
        (ancestor, bucket, nextInBucket) = (Unset(search.Reached), Unset(search.Reached), Unset(search.Reached));
        dominator = Unset(search.Reached);
        path = new NativeColumn<int>(search.Reached, cleared: false);
    }

    /// <summary>The immediate dominator per number; of the root −1.</summary>
    /// <param name="incoming">Arcs by target.</param>
    /// <param name="cancellation">Stops the work.</param>
    public NativeColumn<int> Solve(Adjacency incoming, CancellationToken cancellation)
    {
        var steps = 0L;
        for (var node = search.Reached - 1; node > 0; node--)
        {
            var parent = search.Parent.Pointer[node];
            steps = Look(steps + 1, cancellation);
            foreach (var neighbor in incoming.Neighbors(search.NodeOf.Pointer[node]))
            {
                steps = Look(steps, cancellation);
                var from = search.NumberOf.Pointer[neighbor];
                if (from >= 0)
                {
                    semi.Pointer[node] = Math.Min(semi.Pointer[node], semi.Pointer[BestAbove(from, ref steps)]);
                }
            }

            Put(node, semi.Pointer[node]);
            ancestor.Pointer[node] = parent;
            Empty(parent, ref steps);
        }

        for (var node = 1; node < search.Reached; node++)
        {
            if (dominator.Pointer[node] != semi.Pointer[node])
            {
                dominator.Pointer[node] = dominator.Pointer[dominator.Pointer[node]];
            }
        }

        return dominator;
    }

    public void Dispose()
    {
        foreach (var column in (ReadOnlySpan<NativeColumn<int>>)[semi, best, ancestor, bucket, nextInBucket, dominator, path])
        {
            column.Dispose();
        }
    }

    private static long Look(long steps, CancellationToken cancellation)
    {
        if (steps < StepsPerLook)
        {
            return steps + 1;
        }

        cancellation.ThrowIfCancellationRequested();
        return 0;
    }

    private static NativeColumn<int> Numbers(int count)
    {
        var column = new NativeColumn<int>(count, cleared: false);
        for (var number = 0; number < count; number++)
        {
            column.Pointer[number] = number;
        }

        return column;
    }

    private static NativeColumn<int> Unset(int count)
    {
        var column = new NativeColumn<int>(count, cleared: false);
        column.AsSpan().Fill(-1);
        return column;
    }

    private void Put(int node, int into)
    {
        nextInBucket.Pointer[node] = bucket.Pointer[into];
        bucket.Pointer[into] = node;
    }

    /// <summary>Decides the nodes whose semidominator is the parent: the parent itself, or whatever dominates a better node on the way.</summary>
    private void Empty(int parent, ref long steps)
    {
        for (var node = bucket.Pointer[parent]; node >= 0; node = nextInBucket.Pointer[node])
        {
            var above = BestAbove(node, ref steps);
            dominator.Pointer[node] = semi.Pointer[above] < semi.Pointer[node] ? above : parent;
        }

        bucket.Pointer[parent] = -1;
    }

    /// <summary>The node of least semidominator on the way from a node up to below the root of its tree; shortens the way.</summary>
    private int BestAbove(int node, ref long steps)
    {
        var above = ancestor.Pointer;
        var least = best.Pointer;
        var limit = semi.Pointer;
        if (above[node] < 0)
        {
            return node;
        }

        var length = 0;
        for (var at = node; above[above[at]] >= 0; at = above[at])
        {
            path.Pointer[length++] = at;
        }

        steps += length;
        while (length > 0)
        {
            var at = path.Pointer[--length];
            var up = above[at];
            if (limit[least[up]] < limit[least[at]])
            {
                least[at] = least[up];
            }

            above[at] = above[up];
        }

        return least[node];
    }
}
