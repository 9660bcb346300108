using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>Nodes of a level cut into communities. Labels are numbers below the number of nodes; some may stand for no node.</summary>
internal sealed unsafe class Partition : IDisposable
{
    private readonly NativeColumn<int> community;
    private readonly NativeColumn<int> size;
    private readonly NativeColumn<double> volume;

    /// <summary>Room for a number of nodes.</summary>
    public Partition(int nodes)
    {
        community = new NativeColumn<int>(nodes, cleared: false);
        size = new NativeColumn<int>(nodes, cleared: false);
        volume = new NativeColumn<double>(nodes, cleared: false);
    }

    /// <summary>Label per node.</summary>
    public int* Community => community.Pointer;

    /// <summary>Nodes per label.</summary>
    public int* Size => size.Pointer;

    /// <summary>Sum of the strengths of a label's nodes.</summary>
    public double* Volume => volume.Pointer;

    /// <summary>Every node for itself.</summary>
    public void Separate(CommunityLevel level)
    {
        for (var node = 0; node < level.NodeCount; node++)
        {
            (Community[node], Size[node], Volume[node]) = (node, 1, level.Strength.Pointer[node]);
        }
    }

    /// <summary>Counts sizes and volumes after labels were set.</summary>
    public void Recount(CommunityLevel level)
    {
        new Span<int>(Size, level.NodeCount).Clear();
        new Span<double>(Volume, level.NodeCount).Clear();
        for (var node = 0; node < level.NodeCount; node++)
        {
            Size[Community[node]]++;
            Volume[Community[node]] += level.Strength.Pointer[node];
        }
    }

    /// <summary>Numbers labels 0, 1, … in the order of their first nodes.</summary>
    /// <param name="labels">Label per node, below the number of nodes; becomes its number.</param>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="numberOf">Room for a number per label.</param>
    /// <returns>How many labels are in use.</returns>
    public static int Renumber(int* labels, int nodes, int* numberOf)
    {
        new Span<int>(numberOf, nodes).Fill(-1);
        var count = 0;
        for (var node = 0; node < nodes; node++)
        {
            ref var number = ref numberOf[labels[node]];
            if (number < 0)
            {
                number = count++;
            }

            labels[node] = number;
        }

        return count;
    }

    /// <summary>Releases the room.</summary>
    public void Dispose()
    {
        community.Dispose();
        size.Dispose();
        volume.Dispose();
    }
}
