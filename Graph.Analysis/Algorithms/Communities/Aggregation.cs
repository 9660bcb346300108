using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>Makes the next level: one node per group, arcs between groups with the sum of the weights.</summary>
/// <remarks>The rows are counted first and then filled, so that no more is allocated than the coarse level needs. Sums run over members in ascending order.</remarks>
internal static unsafe class Aggregation
{
    private const long ChunkWork = 1 << 14;

    /// <summary>The coarse level.</summary>
    /// <param name="level">The fine one.</param>
    /// <param name="group">Group per node, 0 … count − 1.</param>
    /// <param name="count">How many groups.</param>
    /// <param name="scratch">Scratch per worker.</param>
    /// <param name="team">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static CommunityLevel Of(CommunityLevel level, int* group, int count, IReadOnlyList<WeightsPerCommunity> scratch, WorkTeam team, CancellationToken cancellation)
    {
        using var groups = new NodeGroups(group, level, count, ChunkWork);
        var offsets = new NativeColumn<long>(count + 1L);
        team.Run(groups.Chunks.Count, (chunk, worker) => Count(level, group, groups, groups.Chunks.Start(chunk), groups.Chunks.End(chunk), offsets.Pointer, scratch[worker]), cancellation);
        for (var node = 0; node < count; node++)
        {
            offsets.Pointer[node + 1] += offsets.Pointer[node];
        }

        var small = level.Whole && level.Total <= int.MaxValue;
        var targets = new NativeColumn<int>(offsets[count], cleared: false);
        var integers = small ? new NativeColumn<int>(offsets[count], cleared: false) : null;
        var doubles = small ? null : new NativeColumn<double>(offsets[count], cleared: false);
        var weights = small ? (void*)integers!.Pointer : doubles!.Pointer;
        var coarse = new CommunityLevel(offsets, targets, weights, small ? ArcWeightKind.Int32 : ArcWeightKind.Double, offsets, targets, integers, doubles) { Whole = level.Whole };
        team.Run(groups.Chunks.Count, (chunk, worker) => Fill(level, group, groups, groups.Chunks.Start(chunk), groups.Chunks.End(chunk), coarse, scratch[worker]), cancellation);
        coarse.SumUp();
        return coarse;
    }

    private static void Count(CommunityLevel level, int* group, NodeGroups groups, int from, int end, long* counts, WeightsPerCommunity scratch)
    {
        switch (level.Kind)
        {
            case ArcWeightKind.Unit:
                Count<UnitWeights>(level, group, groups, from, end, counts, scratch);
                break;
            case ArcWeightKind.Int32:
                Count<Int32Weights>(level, group, groups, from, end, counts, scratch);
                break;
            case ArcWeightKind.Int64:
                Count<Int64Weights>(level, group, groups, from, end, counts, scratch);
                break;
            case ArcWeightKind.Single:
                Count<SingleWeights>(level, group, groups, from, end, counts, scratch);
                break;
            default:
                Count<DoubleWeights>(level, group, groups, from, end, counts, scratch);
                break;
        }
    }

    private static void Fill(CommunityLevel level, int* group, NodeGroups groups, int from, int end, CommunityLevel coarse, WeightsPerCommunity scratch)
    {
        switch (level.Kind)
        {
            case ArcWeightKind.Unit:
                Fill<UnitWeights>(level, group, groups, from, end, coarse, scratch);
                break;
            case ArcWeightKind.Int32:
                Fill<Int32Weights>(level, group, groups, from, end, coarse, scratch);
                break;
            case ArcWeightKind.Int64:
                Fill<Int64Weights>(level, group, groups, from, end, coarse, scratch);
                break;
            case ArcWeightKind.Single:
                Fill<SingleWeights>(level, group, groups, from, end, coarse, scratch);
                break;
            default:
                Fill<DoubleWeights>(level, group, groups, from, end, coarse, scratch);
                break;
        }
    }

    /// <summary>Counts the other groups that each group has arcs to. Arcs of weight 0 are left out, here as in every later loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count<TWeights>(CommunityLevel level, int* group, NodeGroups groups, int from, int end, long* counts, WeightsPerCommunity scratch)
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            var offsets = level.Offsets.Pointer;
            var targets = level.Targets;
            var weights = level.Weights;
            var seen = scratch.Weights;
            var touched = scratch.Touched;
            var members = groups.Members;
            var last = groups.Starts[end];
            for (var made = from; made < end; made++)
            {
                var count = 0;
                seen[made] = 1.0;
                for (var i = groups.Starts[made]; i < groups.Starts[made + 1]; i++)
                {
                    RowsAhead.Fetch(offsets, targets, members, i, last);
                    var node = members[i];
                    var rowEnd = offsets[node + 1];
                    for (var arc = offsets[node]; arc < rowEnd; arc++)
                    {
                        if (typeof(TWeights) != typeof(UnitWeights) && TWeights.At(weights, arc) == 0.0)
                        {
                            continue;
                        }

                        var other = group[targets[arc]];
                        touched[count] = other;
                        count += seen[other] == 0.0 ? 1 : 0;
                        seen[other] = 1.0;
                    }
                }

                seen[made] = 0.0;
                counts[made + 1] = count;
                for (var t = 0; t < count; t++)
                {
                    seen[touched[t]] = 0.0;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill<TWeights>(CommunityLevel level, int* group, NodeGroups groups, int from, int end, CommunityLevel coarse, WeightsPerCommunity scratch)
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            var offsets = level.Offsets.Pointer;
            var targets = level.Targets;
            var weights = level.Weights;
            var sums = scratch.Weights;
            var touched = scratch.Touched;
            var members = groups.Members;
            var last = groups.Starts[end];
            for (var made = from; made < end; made++)
            {
                var (inside, strength) = (0.0, 0.0);
                var count = 0;
                for (var i = groups.Starts[made]; i < groups.Starts[made + 1]; i++)
                {
                    RowsAhead.Fetch(offsets, targets, members, i, last);
                    var node = members[i];
                    inside += level.Inside.Pointer[node];
                    strength += level.Strength.Pointer[node];
                    var rowEnd = offsets[node + 1];
                    for (var arc = offsets[node]; arc < rowEnd; arc++)
                    {
                        var target = targets[arc];
                        var other = group[target];
                        var weight = TWeights.At(weights, arc);
                        if (other == made)
                        {
                            inside += target == node ? 0.0 : weight;
                        }
                        else if (typeof(TWeights) == typeof(UnitWeights) || weight != 0.0)
                        {
                            var sum = sums[other];
                            touched[count] = other;
                            count += sum == 0.0 ? 1 : 0;
                            sums[other] = sum + weight;
                        }
                    }
                }

                coarse.Inside.Pointer[made] = inside;
                coarse.Strength.Pointer[made] = strength;
                Write(coarse, coarse.Offsets.Pointer[made], touched, sums, count);
            }
        }
    }

    /// <summary>Writes a finished row and clears the scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(CommunityLevel coarse, long start, int* touched, double* sums, int count)
    {
        unchecked
        {
            new ReadOnlySpan<int>(touched, count).CopyTo(new Span<int>(coarse.Targets + start, count));
            if (coarse.Kind == ArcWeightKind.Int32)
            {
                var weights = (int*)coarse.Weights + start;
                for (var t = 0; t < count; t++)
                {
                    weights[t] = (int)sums[touched[t]];
                    sums[touched[t]] = 0.0;
                }
            }
            else
            {
                var weights = (double*)coarse.Weights + start;
                for (var t = 0; t < count; t++)
                {
                    weights[t] = sums[touched[t]];
                    sums[touched[t]] = 0.0;
                }
            }
        }
    }
}
