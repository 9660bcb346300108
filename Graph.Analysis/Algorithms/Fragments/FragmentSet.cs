using Graph.Model;

namespace Graph.Analysis.Algorithms.Fragments;

/// <summary>A set of removed nodes with the parts that it leaves, and a local search that makes the set smaller.</summary>
internal sealed class FragmentSet
{
    private const int Gone = -1;

    private readonly PlainNeighbors neighbors;
    private readonly int limit;
    private readonly int[] part;
    private readonly int[] size;
    private readonly Stack<int> free = new();
    private readonly List<int> members = [];
    private readonly List<int> returning = [];
    private readonly List<int> joined = [];
    private readonly bool[] isListed;
    private long looked;

    /// <summary>Makes the parts.</summary>
    public FragmentSet(PlainNeighbors neighbors, bool[] isRemoved, int limit)
    {
        this.neighbors = neighbors;
        this.limit = limit;
        part = new int[neighbors.NodeCount];
        size = new int[neighbors.NodeCount + 1];
        isListed = new bool[neighbors.NodeCount];
        Array.Fill(part, Gone);
        for (var name = neighbors.NodeCount; name >= 0; name--)
        {
            free.Push(name);
        }

        RemovedCount = neighbors.NodeCount;
        for (var node = 0; node < part.Length; node++)
        {
            if (!isRemoved[node] && !TryReturn(node))
            {
                throw new ArgumentException("The set leaves a part that is too large.", nameof(isRemoved));
            }
        }
    }

    /// <summary>How many nodes are removed.</summary>
    public int RemovedCount { get; private set; }

    /// <summary>Whether each node is removed.</summary>
    public bool[] IsRemoved() => Array.ConvertAll(part, name => name == Gone);

    /// <summary>Nodes in the largest part.</summary>
    public int LargestSize() => part.Where(name => name != Gone).Select(name => size[name]).DefaultIfEmpty().Max();

    /// <summary>Exchanges until so many neighbours were looked at. The set never grows.</summary>
    public void Search(long effort, ulong seed, CancellationToken cancellation)
    {
        var random = new SeededRandom(seed);
        looked = 0;
        while (looked < effort && RemovedCount > 0 && RemovedCount < part.Length)
        {
            var before = looked;
            var node = (int)random.Below(part.Length);
            if (part[node] != Gone)
            {
                Exchange(node, ref random);
            }

            looked++;
            if ((before >> 16) != (looked >> 16))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Removes a node and puts back, in a random order, what that lets return; itself last.</summary>
    private void Exchange(int node, ref SeededRandom random)
    {
        Remove(node);
        ListReturning(node);
        for (var i = returning.Count - 1; i > 0; i--)
        {
            var other = (int)random.Below(i + 1);
            (returning[i], returning[other]) = (returning[other], returning[i]);
        }

        foreach (var candidate in returning)
        {
            isListed[candidate] = false;
            _ = TryReturn(candidate);
        }

        _ = TryReturn(node);
    }

    /// <summary>The removed nodes beside what was the part of a node, which is now among <see cref="members"/>.</summary>
    private void ListReturning(int removed)
    {
        returning.Clear();
        isListed[removed] = true;
        foreach (var member in members)
        {
            looked += neighbors.Degree(member);
            foreach (var neighbor in neighbors.Of(member))
            {
                if (part[neighbor] == Gone && !isListed[neighbor])
                {
                    isListed[neighbor] = true;
                    returning.Add(neighbor);
                }
            }
        }

        isListed[removed] = false;
    }

    /// <summary>Removes a node; its part falls into those that its neighbours are in. <see cref="members"/> is the old part.</summary>
    private void Remove(int node)
    {
        var old = part[node];
        part[node] = Gone;
        RemovedCount++;
        members.Clear();
        members.Add(node);
        looked += neighbors.Degree(node);
        foreach (var neighbor in neighbors.Of(node))
        {
            if (part[neighbor] == old)
            {
                var name = free.Pop();
                var first = members.Count;
                Rename(neighbor, old, name);
                size[name] = members.Count - first;
            }
        }

        free.Push(old);
    }

    /// <summary>Gives the part of a node another name, and adds its nodes to <see cref="members"/>.</summary>
    private void Rename(int start, int old, int name)
    {
        var next = members.Count;
        part[start] = name;
        members.Add(start);
        for (; next < members.Count; next++)
        {
            looked += neighbors.Degree(members[next]);
            foreach (var neighbor in neighbors.Of(members[next]))
            {
                if (part[neighbor] == old)
                {
                    part[neighbor] = name;
                    members.Add(neighbor);
                }
            }
        }
    }

    /// <summary>Puts a node back where no part becomes too large by it.</summary>
    private bool TryReturn(int node)
    {
        joined.Clear();
        var sum = 1;
        looked += neighbors.Degree(node);
        foreach (var neighbor in neighbors.Of(node))
        {
            if (part[neighbor] is var name && name != Gone && !joined.Contains(name))
            {
                joined.Add(name);
                sum += size[name];
                if (sum > limit)
                {
                    return false;
                }
            }
        }

        var kept = joined.Count == 0 ? free.Pop() : joined.MaxBy(name => size[name]);
        part[node] = kept;
        RemovedCount--;
        foreach (var neighbor in neighbors.Of(node))
        {
            if (part[neighbor] is var name && name != Gone && name != kept)
            {
                members.Clear();
                Rename(neighbor, name, kept);
                free.Push(name);
            }
        }

        size[kept] = sum;
        return true;
    }
}
