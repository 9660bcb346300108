namespace Graph.Analysis.Targets.Interdiction;

/// <summary>Nodes in the order in which they came, each once at a time.</summary>
internal sealed class NodeQueue(int nodes)
{
    private readonly int[] ring = new int[nodes];
    private readonly bool[] waits = new bool[nodes];
    private int first;
    private int count;

    /// <summary>Adds a node behind all others unless it waits already.</summary>
    public void Add(int node)
    {
        if (waits[node])
        {
            return;
        }

        waits[node] = true;
        var place = first + count++;
        ring[place >= ring.Length ? place - ring.Length : place] = node;
    }

    /// <summary>The node that has waited longest, if any waits.</summary>
    public bool TryPeek(out int node)
    {
        node = count > 0 ? ring[first] : -1;
        return count > 0;
    }

    /// <summary>Takes the node away that has waited longest.</summary>
    public void Pop()
    {
        waits[ring[first]] = false;
        first = first + 1 == ring.Length ? 0 : first + 1;
        count--;
    }
}
