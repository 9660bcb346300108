using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>What a depth-first search from one node reaches, numbered in the order of arrival.</summary>
internal sealed unsafe class DepthFirstTree : IDisposable
{
    private const int StepsPerLook = 1 << 16;

    /// <summary>Searches. The stack is the path in the tree itself, so that the longest path needs no recursion.</summary>
    public DepthFirstTree(Adjacency rows, int root, CancellationToken cancellation)
    {
        NumberOf = new NativeColumn<int>(rows.NodeCount, cleared: false);
        NodeOf = new NativeColumn<int>(rows.NodeCount, cleared: false);
        Parent = new NativeColumn<int>(rows.NodeCount, cleared: false);
        NumberOf.AsSpan().Fill(-1);
        try
        {
            Search(rows, root, cancellation);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many nodes were reached.</summary>
    public int Reached { get; private set; }

    /// <summary>Number per node; −1 where the search did not come.</summary>
    public NativeColumn<int> NumberOf { get; }

    /// <summary>Node per number.</summary>
    public NativeColumn<int> NodeOf { get; }

    /// <summary>Number of the node that each number was reached from.</summary>
    public NativeColumn<int> Parent { get; }

    public void Dispose()
    {
        NumberOf.Dispose();
        NodeOf.Dispose();
        Parent.Dispose();
    }

    private void Search(Adjacency rows, int root, CancellationToken cancellation)
    {
        using var place = new NativeColumn<long>(rows.NodeCount, cleared: false);
        var offsets = rows.Offsets.Pointer;
        var targets = rows.Targets.Pointer;
        var next = place.Pointer;
        var numberOf = NumberOf.Pointer;
        var nodeOf = NodeOf.Pointer;
        var parent = Parent.Pointer;
        (numberOf[root], nodeOf[0], parent[0], next[0]) = (0, root, -1, offsets[root]);
        var (reached, at) = (1, 0);
        for (var step = 0L; at >= 0; step++)
        {
            if ((step & (StepsPerLook - 1)) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (next[at] == offsets[nodeOf[at] + 1])
            {
                at = parent[at];
                continue;
            }

            var target = targets[next[at]++];
            if (numberOf[target] < 0)
            {
                (numberOf[target], nodeOf[reached], parent[reached], next[reached]) = (reached, target, at, offsets[target]);
                at = reached++;
            }
        }

        Reached = reached;
    }
}
