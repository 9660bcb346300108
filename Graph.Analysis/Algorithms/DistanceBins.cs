using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Some nodes that wait in a bucket.</summary>
internal unsafe struct NodeBlock
{
    /// <summary>Nodes that fit in.</summary>
    public const int Capacity = 124;

    /// <summary>The next block of the same bucket.</summary>
    public NodeBlock* Next;

    /// <summary>How many nodes there are.</summary>
    public int Count;

    /// <summary>The nodes.</summary>
    public fixed int Nodes[Capacity];
}

/// <summary>One worker's buckets: chains of blocks from a store of its own.</summary>
internal sealed unsafe class DistanceBins : IDisposable
{
    private const int BlocksPerSlab = 256;

    private readonly List<NativeColumn<NodeBlock>> slabs = [];
    private readonly NativeColumn<nint> chains;
    private NodeBlock* free;

    /// <summary>Makes empty buckets.</summary>
    public DistanceBins(int bins)
    {
        chains = new NativeColumn<nint>(bins);
    }

    /// <summary>Puts a node into a bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int bin, int node)
    {
        unchecked
        {
            var block = (NodeBlock*)chains.Pointer[bin];
            if (block is null || block->Count == NodeBlock.Capacity)
            {
                block = Extend(bin);
            }

            block->Nodes[block->Count++] = node;
        }
    }

    /// <summary>The first bucket from a given one on that is not empty; <paramref name="end"/> if there is none before it.</summary>
    public int FirstUsed(int bin, int end)
    {
        unchecked
        {
            while (bin < end && chains.Pointer[bin] == 0)
            {
                bin++;
            }

            return bin;
        }
    }

    /// <summary>Takes all of a bucket out; the blocks must be given back.</summary>
    public NodeBlock* Take(int bin)
    {
        var chain = (NodeBlock*)chains.Pointer[bin];
        chains.Pointer[bin] = 0;
        return chain;
    }

    /// <summary>Takes a block back.</summary>
    public void GiveBack(NodeBlock* block)
    {
        block->Next = free;
        free = block;
    }

    /// <summary>Releases the memory.</summary>
    public void Dispose()
    {
        chains.Dispose();
        foreach (var slab in slabs)
        {
            slab.Dispose();
        }
    }

    private NodeBlock* Extend(int bin)
    {
        if (free is null)
        {
            var slab = new NativeColumn<NodeBlock>(BlocksPerSlab, cleared: false);
            slabs.Add(slab);
            for (var i = 0; i < BlocksPerSlab; i++)
            {
                GiveBack(slab.Pointer + i);
            }
        }

        var block = free;
        free = block->Next;
        block->Next = (NodeBlock*)chains.Pointer[bin];
        block->Count = 0;
        chains.Pointer[bin] = (nint)block;
        return block;
    }
}
