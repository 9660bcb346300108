using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>
/// Push-relabel on a residual network: moves as much excess as can get there to one node.
/// </summary>
/// <remarks>
/// A label is a lower bound of the number of arcs with room on the way to the target; a node whose label is the number of nodes cannot
/// reach it. The active node (one with excess) of the highest label is discharged first. Labels are made exact by a search backward from
/// the target now and then (global relabelling), and when no node of some label is left, nodes above it are known to be cut off (gap).
/// Source: Goldberg, Tarjan 1988; order and heuristics: Cherkassky, Goldberg 1997.
/// </remarks>
internal sealed unsafe class PreflowPush : IDisposable
{
    private const int None = -1;

    /// <summary>Cost of a relabelling beside its scan, in arcs scanned (Cherkassky, Goldberg).</summary>
    private const int RelabelCost = 12;

    private const long CheckEvery = 1 << 16;

    private readonly ResidualNetwork network;
    private readonly int nodes;
    private readonly NativeColumn<int> label;
    private readonly NativeColumn<int> current;
    private readonly NativeColumn<int> activeHead;
    private readonly NativeColumn<int> activeNext;
    private readonly NativeColumn<int> layerHead;
    private readonly NativeColumn<int> layerNext;
    private readonly NativeColumn<int> layerBefore;
    private readonly NativeColumn<ulong> excess;
    private int highestActive;
    private int highestLayer;

    /// <summary>Starts without excess.</summary>
    public PreflowPush(ResidualNetwork network)
    {
        this.network = network;
        nodes = network.NodeCount;
        label = new NativeColumn<int>(nodes, cleared: false);
        current = new NativeColumn<int>(nodes, cleared: false);
        activeHead = new NativeColumn<int>(nodes + 1L, cleared: false);
        activeNext = new NativeColumn<int>(nodes, cleared: false);
        layerHead = new NativeColumn<int>(nodes + 1L, cleared: false);
        layerNext = new NativeColumn<int>(nodes, cleared: false);
        layerBefore = new NativeColumn<int>(nodes, cleared: false);
        excess = new NativeColumn<ulong>(nodes);
    }

    /// <summary>What has come in and not gone out, per node.</summary>
    public NativeColumn<ulong> Excess => excess;

    /// <summary>Label per node: arcs to the target at least, or the number of nodes.</summary>
    public NativeColumn<int> Label => label;

    /// <summary>Pushes made.</summary>
    public long Pushes { get; private set; }

    /// <summary>Relabellings of single nodes made.</summary>
    public long Relabels { get; private set; }

    /// <summary>Searches from the target made.</summary>
    public int GlobalRelabels { get; private set; }

    /// <summary>Fills all arcs that leave the source for nodes that reach the target, and takes the source out of the game. Call after
    /// <see cref="RelabelAll"/>.</summary>
    /// <param name="source">The source.</param>
    /// <param name="most">The most that the arcs may carry together.</param>
    /// <returns>Whether they carry no more than that; else nothing was done.</returns>
    public bool Saturate(int source, ulong most)
    {
        var arcs = network.Arcs.Pointer;
        var from = network.First.Pointer[source];
        var end = network.First.Pointer[source + 1];
        UInt128 sum = 0;
        for (var arc = from; arc < end; arc++)
        {
            sum += label[arcs[arc].Head] < nodes ? arcs[arc].Residual : 0;
        }

        if (sum > most)
        {
            return false;
        }

        if (label[source] < nodes)
        {
            Unlink(source);
            label[source] = nodes;
        }

        for (var arc = from; arc < end; arc++)
        {
            var head = arcs[arc].Head;
            if (label[head] < nodes && arcs[arc].Residual > 0)
            {
                var amount = arcs[arc].Residual;
                Move(arcs, (uint)arc, amount);
                Receive(head, amount);
            }
        }

        return true;
    }

    /// <summary>Gives excess to a node. Call after <see cref="RelabelAll"/>.</summary>
    public void Receive(int node, ulong amount)
    {
        if (excess[node] == 0 && label[node] > 0 && label[node] < nodes)
        {
            Activate(node);
        }

        excess[node] += amount;
    }

    /// <summary>Makes all labels exact by a search backward from the target, and sorts the nodes by label.</summary>
    public void RelabelAll(int target, CancellationToken cancellation)
    {
        GlobalRelabels++;
        label.AsSpan().Fill(nodes);
        activeHead.AsSpan().Fill(None);
        layerHead.AsSpan().Fill(None);
        (highestActive, highestLayer) = (0, 0);

        // The list of layers' members is not in use while the search goes on; the queue is the order of discovery.
        using var queue = new NativeColumn<int>(nodes, cleared: false);
        Search(target, queue.Pointer, cancellation);
    }

    /// <summary>Discharges until no node that can reach the target has excess.</summary>
    public void Discharge(int target, CancellationToken cancellation)
    {
        var arcCount = network.Arcs.Length;
        var budget = (6L * nodes) + (arcCount / 2);
        while (true)
        {
            if (!DischargeFor(target, budget, cancellation))
            {
                return;
            }

            RelabelAll(target, cancellation);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        label.Dispose();
        current.Dispose();
        activeHead.Dispose();
        activeNext.Dispose();
        layerHead.Dispose();
        layerNext.Dispose();
        layerBefore.Dispose();
        excess.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(int target, int* queue, CancellationToken cancellation)
    {
        var labels = label.Pointer;
        var firsts = network.First.Pointer;
        var arcs = network.Arcs.Pointer;
        var n = nodes;
        unchecked
        {
            labels[target] = 0;
            queue[0] = target;
            var (read, write, nextLook) = (0, 1, CheckEvery);
            var scanned = 0L;
            while (read < write)
            {
                var node = queue[read++];
                var above = labels[node] + 1;
                var end = firsts[node + 1];
                for (var arc = firsts[node]; arc < end; arc++)
                {
                    if ((arcs[arc].MateAndOpen & 1) != 0 && labels[arcs[arc].Head] == n)
                    {
                        var found = arcs[arc].Head;
                        labels[found] = above;
                        queue[write++] = found;
                        current.Pointer[found] = firsts[found];
                        Link(found, above);
                        if (excess.Pointer[found] != 0)
                        {
                            Activate(found);
                        }
                    }
                }

                scanned += end - firsts[node];
                if (scanned >= nextLook)
                {
                    cancellation.ThrowIfCancellationRequested();
                    nextLook = scanned + CheckEvery;
                }
            }
        }
    }

    /// <summary>Discharges until nothing is left (false) or the work exceeds the budget (true).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool DischargeFor(int target, long budget, CancellationToken cancellation)
    {
        var heads = activeHead.Pointer;
        var nexts = activeNext.Pointer;
        var labels = label.Pointer;
        unchecked
        {
            var work = 0L;
            var nextLook = 0L;
            while (highestActive > 0)
            {
                var node = heads[highestActive];
                if (node == None)
                {
                    highestActive--;
                    continue;
                }

                heads[highestActive] = nexts[node];
                work += DischargeNode(node, target);
                if (work >= nextLook)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (work > budget)
                    {
                        return true;
                    }

                    nextLook = Math.Min(work + CheckEvery, budget);
                }
            }

            return false;
        }
    }

    /// <summary>Pushes a node's excess down, relabelling it as often as that takes, until it has none or is cut off.</summary>
    /// <returns>The work of the relabellings.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long DischargeNode(int node, int target)
    {
        var labels = label.Pointer;
        var arcs = network.Arcs.Pointer;
        var excesses = excess.Pointer;
        unchecked
        {
            var end = (uint)network.First.Pointer[node + 1];
            var arc = (uint)current.Pointer[node];
            var left = excesses[node];
            var work = 0L;
            while (true)
            {
                var below = labels[node] - 1;
                for (; arc < end; arc++)
                {
                    if (arcs[arc].Residual == 0 || labels[arcs[arc].Head] != below)
                    {
                        continue;
                    }

                    var head = arcs[arc].Head;
                    var amount = Math.Min(left, arcs[arc].Residual);
                    Move(arcs, arc, amount);
                    Pushes++;
                    if (excesses[head] == 0 && head != target)
                    {
                        Activate(head);
                    }

                    excesses[head] += amount;
                    left -= amount;
                    if (left == 0)
                    {
                        excesses[node] = 0;
                        current.Pointer[node] = (int)arc;
                        return work;
                    }
                }

                work += RelabelCost + end - (uint)network.First.Pointer[node];
                if (!Relabel(node))
                {
                    excesses[node] = left;
                    return work;
                }

                arc = (uint)current.Pointer[node];
            }
        }
    }

    /// <summary>Raises a node to one above its lowest neighbour with room on the way, and its current arc to the one that leads there.</summary>
    /// <returns>Whether it can still reach the target.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Relabel(int node)
    {
        var labels = label.Pointer;
        var arcs = network.Arcs.Pointer;
        unchecked
        {
            Relabels++;
            var old = labels[node];
            Unlink(node);
            if (layerHead.Pointer[old] == None)
            {
                labels[node] = nodes;
                CutOffAbove(old);
                return false;
            }

            var (least, at) = (nodes, 0);
            var end = network.First.Pointer[node + 1];
            for (var arc = network.First.Pointer[node]; arc < end; arc++)
            {
                if (arcs[arc].Residual != 0 && labels[arcs[arc].Head] < least)
                {
                    (least, at) = (labels[arcs[arc].Head], arc);
                }
            }

            if (least + 1 >= nodes)
            {
                labels[node] = nodes;
                return false;
            }

            labels[node] = least + 1;
            current.Pointer[node] = at;
            highestActive = least + 1;
            Link(node, least + 1);
            return true;
        }
    }

    /// <summary>No node has this label any more: those above cannot reach the target. None of them is active, as the highest active one was in hand.</summary>
    private void CutOffAbove(int gap)
    {
        unchecked
        {
            for (var layer = gap + 1; layer <= highestLayer; layer++)
            {
                for (var node = layerHead.Pointer[layer]; node != None; node = layerNext.Pointer[node])
                {
                    label.Pointer[node] = nodes;
                }

                layerHead.Pointer[layer] = None;
            }

            highestLayer = gap - 1;
            highestActive = gap - 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ResidualArc* arcs, uint arc, ulong amount)
    {
        unchecked
        {
            var mate = arcs[arc].MateAndOpen >> 1;
            var rest = arcs[arc].Residual - amount;
            arcs[arc].Residual = rest;
            arcs[arc].MateAndOpen |= 1;
            arcs[mate].Residual += amount;
            if (rest == 0)
            {
                arcs[mate].MateAndOpen &= ~1u;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Activate(int node)
    {
        var layer = label.Pointer[node];
        activeNext.Pointer[node] = activeHead.Pointer[layer];
        activeHead.Pointer[layer] = node;
        highestActive = Math.Max(highestActive, layer);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Link(int node, int layer)
    {
        var next = layerHead.Pointer[layer];
        layerNext.Pointer[node] = next;
        layerBefore.Pointer[node] = None;
        layerHead.Pointer[layer] = node;
        highestLayer = Math.Max(highestLayer, layer);
        if (next != None)
        {
            layerBefore.Pointer[next] = node;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unlink(int node)
    {
        var (before, next) = (layerBefore.Pointer[node], layerNext.Pointer[node]);
        if (before == None)
        {
            layerHead.Pointer[label.Pointer[node]] = next;
        }
        else
        {
            layerNext.Pointer[before] = next;
        }

        if (next != None)
        {
            layerBefore.Pointer[next] = before;
        }
    }
}
