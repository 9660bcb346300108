using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>Leiden's refinement: cuts each community into well-connected parts.</summary>
/// <remarks>
/// Within a community C every node begins alone. In turn, each node v that is still alone and well connected,
/// w(v, C∖v) ≥ γ·k_v·(K_C − k_v)/S, joins the part R ⊆ C that gains most, among the parts with an edge to v, a gain above 0 and
/// w(R, C∖R) ≥ γ·K_R·(K_C − K_R)/S. The published algorithm draws R at random, in favour of large gains; here the largest gain
/// is taken, ties by smallest label. Parts are connected, since a node joins only along an edge.
/// Communities do not touch each other, so each is one worker's, and the threads do not show.
/// </remarks>
internal sealed unsafe class Refinement : IDisposable
{
    private const long ChunkWork = 1 << 14;
    private const long CancellationWork = 1 << 16;

    private readonly WorkTeam team;
    private readonly IReadOnlyList<WeightsPerCommunity> scratch;
    private readonly CancellationToken cancellation;
    private readonly NativeColumn<int> size;
    private readonly NativeColumn<double> volume;
    private readonly NativeColumn<double> outward;

    /// <summary>Room for levels of at most a number of nodes.</summary>
    public Refinement(int nodes, IReadOnlyList<WeightsPerCommunity> scratch, WorkTeam team, CancellationToken cancellation)
    {
        (this.scratch, this.team, this.cancellation) = (scratch, team, cancellation);
        size = new NativeColumn<int>(nodes, cleared: false);
        volume = new NativeColumn<double>(nodes, cleared: false);
        outward = new NativeColumn<double>(nodes, cleared: false);
    }

    /// <summary>Refines.</summary>
    /// <param name="level">The level.</param>
    /// <param name="partition">Its communities, numbered 0, 1, …</param>
    /// <param name="count">How many communities.</param>
    /// <param name="rate">Resolution over the total strength.</param>
    /// <param name="part">Gets a label per node, the number of a node of the part.</param>
    public void Run(CommunityLevel level, Partition partition, int count, double rate, int* part)
    {
        using var groups = new NodeGroups(partition.Community, level, count, ChunkWork);
        team.Run(groups.Chunks.Count, (chunk, worker) =>
        {
            for (var group = groups.Chunks.Start(chunk); group < groups.Chunks.End(chunk); group++)
            {
                var members = groups.Members + groups.Starts[group];
                var length = groups.Starts[group + 1] - groups.Starts[group];
                if (length == 1)
                {
                    part[members[0]] = members[0];
                    continue;
                }

                switch (level.Kind)
                {
                    case ArcWeightKind.Unit:
                        Cut<UnitWeights>(level, partition, group, members, length, rate, part, scratch[worker]);
                        break;
                    case ArcWeightKind.Int32:
                        Cut<Int32Weights>(level, partition, group, members, length, rate, part, scratch[worker]);
                        break;
                    case ArcWeightKind.Int64:
                        Cut<Int64Weights>(level, partition, group, members, length, rate, part, scratch[worker]);
                        break;
                    case ArcWeightKind.Single:
                        Cut<SingleWeights>(level, partition, group, members, length, rate, part, scratch[worker]);
                        break;
                    default:
                        Cut<DoubleWeights>(level, partition, group, members, length, rate, part, scratch[worker]);
                        break;
                }
            }
        }, cancellation);
    }

    /// <summary>Releases the room.</summary>
    public void Dispose()
    {
        size.Dispose();
        volume.Dispose();
        outward.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cut<TWeights>(CommunityLevel level, Partition partition, int label, int* members, int length, double rate, int* part, WeightsPerCommunity scratch)
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            Begin<TWeights>(level, partition.Community, label, members, length, part);
            var offsets = level.Offsets.Pointer;
            var targets = level.Targets;
            var weights = level.Weights;
            var community = partition.Community;
            var sums = scratch.Weights;
            var touched = scratch.Touched;
            var sizes = size.Pointer;
            var volumes = volume.Pointer;
            var outwards = outward.Pointer;
            var whole = partition.Volume[label];
            var sinceCheck = 0L;
            for (var i = 0; i < length; i++)
            {
                RowsAhead.Fetch(offsets, targets, members, i, length);
                var node = members[i];
                var strength = volumes[node];
                if (sizes[node] != 1 || part[node] != node || !(outwards[node] >= rate * strength * (whole - strength)))
                {
                    continue;
                }

                var count = 0;
                var rowEnd = offsets[node + 1];
                for (var arc = offsets[node]; arc < rowEnd; arc++)
                {
                    var other = targets[arc];
                    var weight = TWeights.At(weights, arc);
                    if (community[other] != label || other == node || (typeof(TWeights) != typeof(UnitWeights) && weight == 0.0))
                    {
                        continue;
                    }

                    var candidate = part[other];
                    var sum = sums[candidate];
                    touched[count] = candidate;
                    count += sum == 0.0 ? 1 : 0;
                    sums[candidate] = sum + weight;
                }

                var (best, bestScore, bestSum) = (node, 0.0, 0.0);
                for (var t = 0; t < count; t++)
                {
                    var candidate = touched[t];
                    var sum = sums[candidate];
                    sums[candidate] = 0.0;
                    var score = sum - (rate * strength * volumes[candidate]);
                    var better = score > bestScore || (score == bestScore && best != node && candidate < best);
                    if (better && outwards[candidate] >= rate * volumes[candidate] * (whole - volumes[candidate]))
                    {
                        (best, bestScore, bestSum) = (candidate, score, sum);
                    }
                }

                if (best != node)
                {
                    part[node] = best;
                    sizes[node] = 0;
                    sizes[best]++;
                    volumes[best] += strength;
                    outwards[best] += outwards[node] - (2.0 * bestSum);
                }

                sinceCheck += rowEnd - offsets[node] + 1;
                if (sinceCheck >= CancellationWork)
                {
                    cancellation.ThrowIfCancellationRequested();
                    sinceCheck = 0;
                }
            }
        }
    }

    /// <summary>Puts every node alone and weighs its edges to the rest of the community.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin<TWeights>(CommunityLevel level, int* community, int label, int* members, int length, int* part)
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            var offsets = level.Offsets.Pointer;
            var targets = level.Targets;
            var weights = level.Weights;
            var sinceCheck = 0L;
            for (var i = 0; i < length; i++)
            {
                RowsAhead.Fetch(offsets, targets, members, i, length);
                var node = members[i];
                var sum = 0.0;
                var rowEnd = offsets[node + 1];
                for (var arc = offsets[node]; arc < rowEnd; arc++)
                {
                    var other = targets[arc];
                    sum += community[other] == label && other != node ? TWeights.At(weights, arc) : 0.0;
                }

                part[node] = node;
                size.Pointer[node] = 1;
                volume.Pointer[node] = level.Strength.Pointer[node];
                outward.Pointer[node] = sum;
                sinceCheck += rowEnd - offsets[node] + 1;
                if (sinceCheck >= CancellationWork)
                {
                    cancellation.ThrowIfCancellationRequested();
                    sinceCheck = 0;
                }
            }
        }
    }
}
