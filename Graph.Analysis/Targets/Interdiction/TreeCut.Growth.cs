using System.Runtime.CompilerServices;

namespace Graph.Analysis.Targets.Interdiction;

/// <content>How the two trees grow, meet, break and mend.</content>
internal sealed partial class TreeCut
{
    /// <summary>Adds the free neighbours of a node to its tree.</summary>
    /// <returns>An arc with room from the source's tree to the sink's, or −1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Grow(int node)
    {
        var sinks = ofSink[node];
        for (var arc = start[node]; arc < start[node + 1]; arc++)
        {
            var open = sinks ? mate[arc] : arc;
            if (room[open] == 0)
            {
                continue;
            }

            var other = head[arc];
            if (parent[other] == Free)
            {
                Hang(other, mate[arc], node, sinks);
                active.Add(other);
            }
            else if (ofSink[other] != sinks)
            {
                return open;
            }
            else if (stamp[other] <= stamp[node] && depth[other] > depth[node] && parent[other] >= 0)
            {
                Hang(other, mate[arc], node, sinks);
            }
        }

        return -1;
    }

    private void Hang(int node, int arc, int on, bool sinks)
    {
        parent[node] = arc;
        ofSink[node] = sinks;
        stamp[node] = stamp[on];
        depth[node] = depth[on] + 1;
    }

    /// <summary>Pushes what fits over an arc between the trees, from the root of one to that of the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Augment(int middle)
    {
        var amount = room[middle];
        var from = head[mate[middle]];
        for (; parent[from] >= 0; from = head[parent[from]])
        {
            amount = Math.Min(amount, room[mate[parent[from]]]);
        }

        var to = head[middle];
        for (; parent[to] >= 0; to = head[parent[to]])
        {
            amount = Math.Min(amount, room[parent[to]]);
        }

        amount = Math.Min(amount, Math.Min(terminal[from], -terminal[to]));
        room[middle] -= amount;
        room[mate[middle]] += amount;
        for (var node = head[mate[middle]]; node != from;)
        {
            node = Push(node, mate[parent[node]], amount);
        }

        for (var node = head[middle]; node != to;)
        {
            node = Push(node, parent[node], amount);
        }

        Value += amount;
        terminal[from] -= amount;
        terminal[to] += amount;
        if (terminal[from] == 0)
        {
            MakeOrphan(from);
        }

        if (terminal[to] == 0)
        {
            MakeOrphan(to);
        }
    }

    /// <summary>Pushes along a tree's arc; the parent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Push(int node, int arc, long amount)
    {
        var next = head[parent[node]];
        room[arc] -= amount;
        room[mate[arc]] += amount;
        if (room[arc] == 0)
        {
            MakeOrphan(node);
        }

        return next;
    }

    /// <summary>Finds parents for all that have lost theirs, or sets them free.</summary>
    private void Adopt()
    {
        while (orphans.TryPeek(out var node))
        {
            orphans.Pop();
            if (parent[node] == Orphan)
            {
                Adopt(node, ofSink[node]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Adopt(int node, bool sinks)
    {
        var (best, least) = (-1, int.MaxValue);
        for (var arc = start[node]; arc < start[node + 1]; arc++)
        {
            var other = head[arc];
            if (room[sinks ? arc : mate[arc]] == 0 || parent[other] is Free or Orphan || ofSink[other] != sinks)
            {
                continue;
            }

            var steps = StepsToRoot(other);
            if (steps < least)
            {
                (best, least) = (arc, steps);
            }
        }

        if (best >= 0)
        {
            parent[node] = best;
            stamp[node] = time;
            depth[node] = least + 1;
            return;
        }

        Abandon(node, sinks);
    }

    private void Abandon(int node, bool sinks)
    {
        parent[node] = Free;
        for (var arc = start[node]; arc < start[node + 1]; arc++)
        {
            var other = head[arc];
            if (parent[other] == Free || ofSink[other] != sinks)
            {
                if (parent[other] != Free && room[sinks ? mate[arc] : arc] != 0)
                {
                    active.Add(other);
                }

                continue;
            }

            if (room[sinks ? arc : mate[arc]] != 0)
            {
                active.Add(other);
            }

            if (parent[other] == mate[arc])
            {
                MakeOrphan(other);
            }
        }
    }

    /// <summary>Steps from a node of a tree to beyond the root, remembered for this time on all nodes of the way; the largest number where the way
    /// ends at an orphan.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int StepsToRoot(int node)
    {
        unchecked
        {
            var steps = 0;
            var at = node;
            while (stamp[at] != time)
            {
                if (parent[at] == Root)
                {
                    stamp[at] = time;
                    depth[at] = 1;
                    break;
                }

                if (parent[at] == Orphan)
                {
                    return int.MaxValue;
                }

                at = head[parent[at]];
                steps++;
            }

            steps += depth[at];
            var left = steps;
            for (at = node; stamp[at] != time; at = head[parent[at]])
            {
                stamp[at] = time;
                depth[at] = left--;
            }

            return steps;
        }
    }
}
