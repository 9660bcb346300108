using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>The nodes of each community side by side, ascending.</summary>
internal sealed unsafe class NodeGroups : IDisposable
{
    private readonly NativeColumn<int> starts;
    private readonly NativeColumn<int> members;

    /// <summary>Sorts nodes by community.</summary>
    /// <param name="community">Community per node, 0 … count − 1.</param>
    /// <param name="level">The nodes' level.</param>
    /// <param name="count">How many communities.</param>
    /// <param name="chunkWork">Arcs and nodes per chunk.</param>
    public NodeGroups(int* community, CommunityLevel level, int count, long chunkWork)
    {
        var nodes = level.NodeCount;
        starts = new NativeColumn<int>(count + 1L);
        members = new NativeColumn<int>(nodes, cleared: false);
        using var work = new NativeColumn<long>(count + 1L);
        for (var node = 0; node < nodes; node++)
        {
            starts.Pointer[community[node] + 1]++;
            work.Pointer[community[node] + 1] += level.Offsets.Pointer[node + 1] - level.Offsets.Pointer[node] + 1;
        }

        for (var group = 0; group < count; group++)
        {
            starts.Pointer[group + 1] += starts.Pointer[group];
            work.Pointer[group + 1] += work.Pointer[group];
        }

        using var cursor = NativeColumn.Of<int>(starts.AsSpan());
        for (var node = 0; node < nodes; node++)
        {
            members.Pointer[cursor.Pointer[community[node]]++] = node;
        }

        Chunks = EdgeChunks.Of(work, chunkWork);
        LargestWork = 0;
        for (var group = 0; group < count; group++)
        {
            LargestWork = Math.Max(LargestWork, work.Pointer[group + 1] - work.Pointer[group]);
        }
    }

    /// <summary>Groups cut into runs of about equal work.</summary>
    public EdgeChunks Chunks { get; }

    /// <summary>Arcs and nodes of the group that has most.</summary>
    public long LargestWork { get; }

    /// <summary>Where each group begins among the members; one longer than the number of groups.</summary>
    public int* Starts => starts.Pointer;

    /// <summary>The nodes, group by group.</summary>
    public int* Members => members.Pointer;

    /// <summary>Releases the memory.</summary>
    public void Dispose()
    {
        starts.Dispose();
        members.Dispose();
    }
}
