using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>The labels of a push-relabel run, the nodes of each label, and among them the active ones.</summary>
/// <remarks>Two sets of linked lists over the nodes: of all nodes by label, linked both ways, and of active ones by label, a stack each. Raw
/// pointers, so that a hot loop can keep a copy in registers; the columns belong to <see cref="LabelColumns"/>.</remarks>
internal unsafe struct LabelLayers
{
    /// <summary>The end of a list.</summary>
    public const int None = -1;

    /// <summary>Label per node.</summary>
    public int* Label;

    /// <summary>First active node per label.</summary>
    public int* ActiveHead;

    /// <summary>Next active node of the same label.</summary>
    public int* ActiveNext;

    /// <summary>First node per label.</summary>
    public int* Head;

    /// <summary>Next node of the same label.</summary>
    public int* Next;

    /// <summary>The node before it.</summary>
    public int* Before;

    /// <summary>How many nodes there are; as a label: cut off from the target.</summary>
    public int Nodes;

    /// <summary>No node has a higher label, but for those cut off.</summary>
    public int Highest;

    /// <summary>No active node has a higher label.</summary>
    public int HighestActive;

    /// <summary>Gives a node without a label one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Place(int node, int label)
    {
        Label[node] = label;
        var next = Head[label];
        Next[node] = next;
        Before[node] = None;
        Head[label] = node;
        Highest = Math.Max(Highest, label);
        if (next != None)
        {
            Before[next] = node;
        }
    }

    /// <summary>Takes a node out of the list of its label.</summary>
    /// <returns>Whether it was the last one there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Unlink(int node, int label)
    {
        var before = Before[node];
        var next = Next[node];
        if (next != None)
        {
            Before[next] = before;
        }

        if (before == None)
        {
            Head[label] = next;
            return next == None;
        }

        Next[before] = next;
        return false;
    }

    /// <summary>Puts a node among the active ones of its label.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Activate(int node, int label)
    {
        ActiveNext[node] = ActiveHead[label];
        ActiveHead[label] = node;
    }

    /// <summary>Cuts off all nodes above a label that nobody has. Static, so that the caller's copy may stay in registers.</summary>
    public static void CutOffAbove(int* label, int* head, int* next, int gap, int highest, int nodes)
    {
        for (var above = gap + 1; above <= highest; above++)
        {
            for (var node = head[above]; node != None; node = next[node])
            {
                label[node] = nodes;
            }

            head[above] = None;
        }
    }
}

/// <summary>The memory of <see cref="LabelLayers"/>.</summary>
internal sealed unsafe class LabelColumns : IDisposable
{
    private readonly NativeColumn<int> perNode;
    private readonly NativeColumn<int> perLabel;
    private readonly int nodes;

    /// <summary>Makes room; <see cref="Cleared"/> fills it.</summary>
    public LabelColumns(int nodes)
    {
        this.nodes = nodes;
        perNode = new NativeColumn<int>(4L * nodes, cleared: false);
        perLabel = new NativeColumn<int>(2L * (nodes + 1), cleared: false);
    }

    /// <summary>Empty lists, and every node cut off.</summary>
    public LabelLayers Cleared()
    {
        new Span<int>(perNode.Pointer, nodes).Fill(nodes);
        perLabel.AsSpan().Fill(LabelLayers.None);
        unchecked
        {
            return new LabelLayers
            {
                Label = perNode.Pointer,
                ActiveNext = perNode.Pointer + nodes,
                Next = perNode.Pointer + (2L * nodes),
                Before = perNode.Pointer + (3L * nodes),
                ActiveHead = perLabel.Pointer,
                Head = perLabel.Pointer + nodes + 1,
                Nodes = nodes,
            };
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        perNode.Dispose();
        perLabel.Dispose();
    }
}
