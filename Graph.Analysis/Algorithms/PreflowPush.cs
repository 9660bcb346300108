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
    private const int None = LabelLayers.None;

    /// <summary>Cost of a relabelling beside its scan, in arcs scanned.</summary>
    private const int RelabelCost = 12;

    private readonly ResidualNetwork network;
    private readonly LabelColumns columns;
    private readonly NativeColumn<int> current;
    private readonly NativeColumn<int> queue;
    private readonly NativeColumn<ulong> excess;
    private readonly int nodes;
    private readonly long budget;
    private LabelLayers layers;

    /// <summary>Starts without excess, and with the labels for the sink that the network was made for.</summary>
    public PreflowPush(ResidualNetwork network)
    {
        this.network = network;
        nodes = network.NodeCount;
        columns = new LabelColumns(nodes);
        current = new NativeColumn<int>(nodes, cleared: false);
        queue = new NativeColumn<int>(nodes, cleared: false);
        excess = new NativeColumn<ulong>(nodes);
        layers = columns.Cleared();
        for (var node = 0; node < nodes; node++)
        {
            if (network.Distance.Pointer[node] < nodes)
            {
                var row = network.Rows.Pointer[node];
                current.Pointer[node] = row.First;
                layers.Place(node, network.Distance.Pointer[node]);
                budget += row.End - row.First + RelabelCost;
            }
        }
    }

    /// <summary>What has come in and not gone out, per node.</summary>
    public NativeColumn<ulong> Excess => excess;

    /// <summary>Pushes made.</summary>
    public long Pushes { get; private set; }

    /// <summary>Relabellings of single nodes made.</summary>
    public long Relabels { get; private set; }

    /// <summary>Searches from the target made.</summary>
    public int GlobalRelabels { get; private set; }

    /// <summary>Fills all arcs that leave the source, and takes the source out of the game.</summary>
    /// <param name="source">The source.</param>
    /// <param name="most">The most that the arcs may carry together.</param>
    /// <returns>Whether they carry no more than that; else nothing was done.</returns>
    public bool Saturate(int source, ulong most)
    {
        var arcs = network.Arcs.Pointer;
        var row = network.Rows[source];
        UInt128 sum = 0;
        for (var arc = row.First; arc < row.End; arc++)
        {
            sum += arcs[arc].Residual;
        }

        if (sum > most)
        {
            return false;
        }

        if (layers.Label[source] < nodes)
        {
            layers.Unlink(source, layers.Label[source]);
            layers.Label[source] = nodes;
        }

        for (var arc = row.First; arc < row.End; arc++)
        {
            if (arcs[arc].Residual is > 0 and var amount)
            {
                Move(arcs, arcs + arc, amount);
                Receive(arcs[arc].Head, amount);
            }
        }

        return true;
    }

    /// <summary>Gives excess to a node that can reach the target, or to the target.</summary>
    public void Receive(int node, ulong amount)
    {
        var label = layers.Label[node];
        if (excess[node] == 0 && label > 0)
        {
            layers.Activate(node, label);
            layers.HighestActive = Math.Max(layers.HighestActive, label);
        }

        excess[node] += amount;
    }

    /// <summary>Discharges until no node that can reach the target has excess.</summary>
    public void Discharge(int target, CancellationToken cancellation)
    {
        while (!DischargeWithin(target, cancellation))
        {
            RelabelAll(target, cancellation);
        }
    }

    /// <summary>Makes all labels exact.</summary>
    public void RelabelAll(int target, CancellationToken cancellation)
    {
        GlobalRelabels++;
        layers = columns.Cleared();
        layers.Place(target, 0);
        queue[0] = target;
        Search(cancellation);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        columns.Dispose();
        current.Dispose();
        queue.Dispose();
        excess.Dispose();
    }

    /// <summary>Breadth-first from the target, which stands in the queue, against arcs with room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(CancellationToken cancellation)
    {
        var sorted = layers;
        var rows = network.Rows.Pointer;
        var arcs = network.Arcs.Pointer;
        var order = queue.Pointer;
        var currents = current.Pointer;
        var excesses = excess.Pointer;
        unchecked
        {
            var write = 1;
            var meter = new CancellationMeter(cancellation);
            for (var read = 0; read < write; read++)
            {
                var above = sorted.Label[order[read]] + 1;
                var arc = arcs + rows[order[read]].First;
                var end = arcs + rows[order[read]].End;
                meter.Spend(1 + end - arc);
                for (; arc < end; arc++)
                {
                    var head = arc->Head;
                    if ((arc->MateAndOpen & 1) != 0 && sorted.Label[head] == sorted.Nodes)
                    {
                        sorted.Place(head, above);
                        order[write++] = head;
                        currents[head] = rows[head].First;
                        if (excesses[head] != 0)
                        {
                            sorted.Activate(head, above);
                            sorted.HighestActive = above;
                        }
                    }
                }
            }
        }

        layers = sorted;
    }

    /// <summary>Discharges nodes, the highest first, until none is active or relabelling has cost more than some searches.</summary>
    /// <remarks>A node in hand is scanned once from its current arc: arcs down by one label take excess, and of the others the lowest head is
    /// kept. Where excess is left, the arcs before the current one are scanned too, and the node rises to one above the lowest head. A label and
    /// an arc's number make one 64-bit key, label first, so that one comparison finds both.</remarks>
    /// <returns>Whether none is active.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool DischargeWithin(int target, CancellationToken cancellation)
    {
        var sorted = layers;
        var rows = network.Rows.Pointer;
        var arcs = network.Arcs.Pointer;
        var currents = current.Pointer;
        var excesses = excess.Pointer;
        var labels = sorted.Label;
        var meter = new CancellationMeter(cancellation);
        var (work, pushes, relabels) = (0L, 0L, 0L);
        var top = sorted.HighestActive;
        unchecked
        {
            while (top > 0 && work <= budget)
            {
                var node = sorted.ActiveHead[top];
                if (node == None)
                {
                    top--;
                    continue;
                }

                sorted.ActiveHead[top] = sorted.ActiveNext[node];
                var end = arcs + rows[node].End;
                var arc = arcs + currents[node];
                var from = arc;
                var left = excesses[node];
                while (work <= budget)
                {
                    meter.Spend(RelabelCost + (end - arc));
                    var below = (uint)(top - 1);
                    var lowest = ulong.MaxValue;
                    for (; arc < end; arc++)
                    {
                        var label = LabelBehind(labels, arc);
                        if (label != below)
                        {
                            lowest = Math.Min(lowest, ((ulong)label << 32) | (uint)(arc - arcs));
                            continue;
                        }

                        var head = arc->Head;
                        var amount = Math.Min(left, arc->Residual);
                        Move(arcs, arc, amount);
                        pushes++;
                        var had = excesses[head];
                        excesses[head] = had + amount;
                        if (had == 0 && head != target)
                        {
                            sorted.Activate(head, (int)below);
                        }

                        left -= amount;
                        if (left == 0)
                        {
                            break;
                        }
                    }

                    if (left == 0)
                    {
                        currents[node] = (int)(arc - arcs);
                        break;
                    }

                    var first = arcs + rows[node].First;
                    relabels++;
                    work += RelabelCost + (end - first);
                    if (sorted.Unlink(node, top))
                    {
                        LabelLayers.CutOffAbove(labels, sorted.Head, sorted.Next, top, sorted.Highest, sorted.Nodes);
                        sorted.Highest = top - 1;
                        labels[node] = sorted.Nodes;
                        break;
                    }

                    for (arc = first; arc < from; arc++)
                    {
                        lowest = Math.Min(lowest, ((ulong)LabelBehind(labels, arc) << 32) | (uint)(arc - arcs));
                    }

                    if ((lowest >> 32) >= (ulong)(sorted.Nodes - 1))
                    {
                        labels[node] = sorted.Nodes;
                        break;
                    }

                    top = (int)(lowest >> 32) + 1;
                    sorted.Place(node, top);
                    from = arc = arcs + (uint)lowest;
                }

                excesses[node] = left;
            }
        }

        sorted.HighestActive = top;
        layers = sorted;
        Pushes += pushes;
        Relabels += relabels;
        return top <= 0;
    }

    /// <summary>The label of the node that an arc leads to; the highest number there is where the arc is full. Without a branch, which could not be predicted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LabelBehind(int* labels, ResidualArc* arc) =>
        unchecked((uint)labels[arc->Head] | (uint)-(arc->Residual == 0 ? 1 : 0));

    /// <summary>Moves an amount along an arc that has room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ResidualArc* arcs, ResidualArc* arc, ulong amount)
    {
        unchecked
        {
            var mate = arcs + (arc->MateAndOpen >> 1);
            arc->MateAndOpen |= 1;
            arc->Residual -= amount;
            mate->Residual += amount;
            if (arc->Residual == 0)
            {
                mate->MateAndOpen &= ~1u;
            }
        }
    }
}
