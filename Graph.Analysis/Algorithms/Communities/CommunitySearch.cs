using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>The search that Louvain and Leiden share: local moving, then the same on the graph of communities (or of their refined parts), until nothing moves.</summary>
internal sealed unsafe class CommunitySearch : IDisposable
{
    private readonly CommunityOptions options;
    private readonly WorkTeam team;
    private readonly CancellationToken cancellation;
    private readonly CommunityLevel lowest;
    private readonly WeightsPerCommunity[] scratch;
    private readonly Partition partition;
    private readonly LocalMoving moving;
    private readonly Refinement? refinement;
    private readonly NativeColumn<int> nodeOf;
    private readonly NativeColumn<int> part;
    private readonly NativeColumn<int> numberOf;
    private int levels;
    private int sweeps;
    private double residual;
    private bool converged = true;

    private CommunitySearch(CsrGraph graph, CommunityOptions options, bool refine, WorkTeam team, CancellationToken cancellation)
    {
        (this.options, this.team, this.cancellation) = (options, team, cancellation);
        lowest = LowestLevel.Of(graph, team, cancellation);
        var nodes = graph.NodeCount;
        scratch = new WeightsPerCommunity[team.Threads];
        for (var worker = 0; worker < scratch.Length; worker++)
        {
            scratch[worker] = new WeightsPerCommunity(nodes);
        }

        partition = new Partition(nodes);
        moving = new LocalMoving(nodes, options, scratch, team, cancellation);
        refinement = refine ? new Refinement(nodes, scratch, team, cancellation) : null;
        nodeOf = new NativeColumn<int>(nodes, cleared: false);
        part = new NativeColumn<int>(nodes, cleared: false);
        numberOf = new NativeColumn<int>(nodes, cleared: false);
    }

    /// <summary>Searches.</summary>
    public static CommunityResult Run(CsrGraph graph, CommunityOptions options, bool refine, CancellationToken cancellation)
    {
        options.Check();
        using var team = new WorkTeam(options.Threads);
        using var search = new CommunitySearch(graph, options, refine, team, cancellation);
        var outcome = search.lowest.Total > 0 ? search.Search() : search.Alone();
        GC.KeepAlive(graph);
        return outcome;
    }

    /// <summary>Releases all scratch.</summary>
    public void Dispose()
    {
        lowest.Dispose();
        partition.Dispose();
        moving.Dispose();
        refinement?.Dispose();
        nodeOf.Dispose();
        part.Dispose();
        numberOf.Dispose();
        foreach (var sums in scratch)
        {
            sums.Dispose();
        }
    }

    /// <summary>Without weight there is nothing to gain: every node for itself.</summary>
    private CommunityResult Alone()
    {
        var community = new int[lowest.NodeCount];
        for (var node = 0; node < community.Length; node++)
        {
            community[node] = node;
        }

        return new CommunityResult { Community = community, Count = community.Length, Modularity = 0.0, Levels = 0, Convergence = new Convergence(0, 0.0, Converged: true) };
    }

    private CommunityResult Search()
    {
        partition.Separate(lowest);
        var community = new int[lowest.NodeCount];
        var (count, modularity) = (0, double.NegativeInfinity);
        for (var pass = 0; pass < options.Passes; pass++)
        {
            var before = modularity;
            (count, modularity) = Pass(community);
            if (modularity - before <= options.Tolerance || pass + 1 == options.Passes)
            {
                break;
            }

            // The next pass begins with what this one found.
            community.CopyTo(new Span<int>(partition.Community, community.Length));
            partition.Recount(lowest);
        }

        return new CommunityResult { Community = community, Count = count, Modularity = modularity, Levels = levels, Convergence = new Convergence(sweeps, residual, converged) };
    }

    /// <summary>Climbs from the lowest level until nothing moves, and writes the communities down as smallest members.</summary>
    private (int Count, double Modularity) Pass(int[] community)
    {
        for (var node = 0; node < lowest.NodeCount; node++)
        {
            nodeOf.Pointer[node] = node;
        }

        var level = lowest;
        levels = 0;
        converged = true;
        try
        {
            while (true)
            {
                var moved = moving.Run(level, partition);
                levels++;
                sweeps += moved.Sweeps;
                residual = moved.LastGain;
                converged &= moved.Settled;
                var count = Partition.Renumber(partition.Community, level.NodeCount, numberOf.Pointer);
                if (count == level.NodeCount)
                {
                    break;
                }

                if (levels == options.MaxLevels)
                {
                    converged = false;
                    break;
                }

                if (Coarser(level, count, moved.Gain <= options.Tolerance) is not { } coarse)
                {
                    break;
                }

                if (level != lowest)
                {
                    level.Dispose();
                }

                level = coarse;
            }

            return Finish(level, community);
        }
        finally
        {
            if (level != lowest)
            {
                level.Dispose();
            }
        }
    }

    /// <summary>The next level, with the communities of this one, or null where its nodes would be the same.</summary>
    /// <remarks>Where the nodes of this level have come to rest in their communities, parts of those would too: the next level is that of whole communities.</remarks>
    private CommunityLevel? Coarser(CommunityLevel level, int count, bool atRest)
    {
        var group = partition.Community;
        var groups = count;
        if (refinement is not null)
        {
            if (atRest)
            {
                new Span<int>(partition.Community, level.NodeCount).CopyTo(part.AsSpan());
                ConnectedParts.Separate(level, part.Pointer, cancellation);
            }
            else
            {
                partition.Recount(level);
                refinement.Run(level, partition, count, options.Resolution / level.Total, part.Pointer);
            }

            groups = Partition.Renumber(part.Pointer, level.NodeCount, numberOf.Pointer);
            group = part.Pointer;
        }

        if (groups == level.NodeCount)
        {
            return null;
        }

        var coarse = Aggregation.Of(level, group, groups, scratch, team, cancellation);
        for (var node = 0; node < lowest.NodeCount; node++)
        {
            nodeOf.Pointer[node] = group[nodeOf.Pointer[node]];
        }

        if (refinement is null)
        {
            partition.Separate(coarse);
            return coarse;
        }

        // Each part stays in the community that it was cut from.
        for (var node = 0; node < level.NodeCount; node++)
        {
            numberOf.Pointer[part.Pointer[node]] = partition.Community[node];
        }

        new Span<int>(numberOf.Pointer, groups).CopyTo(new Span<int>(partition.Community, groups));
        partition.Recount(coarse);
        return coarse;
    }

    /// <summary>Names communities by smallest members and adds up the modularity.</summary>
    private (int Count, double Modularity) Finish(CommunityLevel level, int[] community)
    {
        if (refinement is not null)
        {
            ConnectedParts.Separate(level, partition.Community, cancellation);
        }

        var count = Partition.Renumber(partition.Community, level.NodeCount, numberOf.Pointer);
        partition.Recount(level);
        var inside = InsideWeights.Of(level, partition.Community, count, team, cancellation);
        var modularity = 0.0;
        for (var label = 0; label < count; label++)
        {
            var share = partition.Volume[label] / level.Total;
            modularity += (inside[label] / level.Total) - (options.Resolution * share * share);
        }

        new Span<int>(numberOf.Pointer, count).Fill(-1);
        for (var node = 0; node < community.Length; node++)
        {
            var label = partition.Community[nodeOf.Pointer[node]];
            if (numberOf.Pointer[label] < 0)
            {
                numberOf.Pointer[label] = node;
            }

            community[node] = numberOf.Pointer[label];
        }

        return (count, modularity);
    }
}
