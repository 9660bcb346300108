using System.Runtime.CompilerServices;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>What the inner loops of local moving read and write.</summary>
internal unsafe struct MoveView
{
    /// <summary>Start of each row.</summary>
    public long* Offsets;

    /// <summary>The other node per arc.</summary>
    public int* Targets;

    /// <summary>The weight per arc.</summary>
    public void* Weights;

    /// <summary>Weight of all ends at a node.</summary>
    public double* Strength;

    /// <summary>Label per node.</summary>
    public int* Community;

    /// <summary>Nodes per label.</summary>
    public int* Size;

    /// <summary>Strength per label.</summary>
    public double* Volume;

    /// <summary>Where each node stands: <see cref="MoveKernels.Idle"/> and so on.</summary>
    public byte* State;

    /// <summary>Labels without nodes, as a stack.</summary>
    public int* Empty;

    /// <summary>How many there are.</summary>
    public int EmptyCount;

    /// <summary>Resolution over the total strength.</summary>
    public double Rate;
}

/// <summary>The inner loops of local moving.</summary>
/// <remarks>Moving v from A to C gains, in units of half the total strength S,
/// w(v,C) − w(v,A∖v) − γ·k_v·(K_C − K_A + k_v)/S, where k_v is the strength of v and K the strength of a community.
/// K/S is at most 1, so that no product leaves the range of doubles.</remarks>
internal static unsafe class MoveKernels
{
    /// <summary>Nothing around the node has changed since it was looked at.</summary>
    public const byte Idle = 0;

    /// <summary>The node's turn in this sweep is to come.</summary>
    public const byte Waiting = 1;

    /// <summary>The node is to be looked at in the next sweep.</summary>
    public const byte Next = 2;

    /// <summary>The proposal to stay.</summary>
    public const int Stay = -1;

    /// <summary>The proposal to leave for an empty community.</summary>
    public const int Leave = -2;

    // A gain must be more than rounding, in parts of the node's strength: so the search ends.
    private const double Least = 1e-12;

    /// <summary>Finds the best community for each of some nodes, changing nothing. Ties go to the smallest label.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Propose<TWeights>(in MoveView view, int* nodes, int from, int end, int* proposals, WeightsPerCommunity scratch)
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            var offsets = view.Offsets;
            var targets = view.Targets;
            var weights = view.Weights;
            var community = view.Community;
            var volume = view.Volume;
            var sums = scratch.Weights;
            var touched = scratch.Touched;
            for (var i = from; i < end; i++)
            {
                RowsAhead.Fetch(offsets, targets, nodes, i, end);
                var node = nodes[i];
                var count = 0;
                var rowEnd = offsets[node + 1];
                for (var arc = offsets[node]; arc < rowEnd; arc++)
                {
                    var other = targets[arc];
                    var weight = TWeights.At(weights, arc);
                    if (other == node || (typeof(TWeights) != typeof(UnitWeights) && weight == 0.0))
                    {
                        continue;
                    }

                    var label = community[other];
                    var sum = sums[label];
                    touched[count] = label;
                    count += sum == 0.0 ? 1 : 0;
                    sums[label] = sum + weight;
                }

                var own = community[node];
                var strength = view.Strength[node];
                var rate = view.Rate * strength;
                var stay = sums[own] - (rate * (volume[own] - strength));
                var (best, bestScore) = (Stay, stay + (Least * strength));
                for (var t = 0; t < count; t++)
                {
                    var label = touched[t];
                    var score = sums[label] - (rate * volume[label]);
                    sums[label] = 0.0;
                    if (label != own && (score > bestScore || (score == bestScore && label < best)))
                    {
                        (best, bestScore) = (label, score);
                    }
                }

                // An empty community scores 0.
                proposals[i] = bestScore < 0.0 && view.Size[own] > 1 ? Leave : best;
            }
        }
    }

    /// <summary>Makes the proposed moves in order, each only if it still gains now that others have moved.</summary>
    /// <returns>What was gained, in units of half the total strength.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Apply<TWeights>(ref MoveView view, int* nodes, int from, int end, int* proposals)
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            var offsets = view.Offsets;
            var targets = view.Targets;
            var weights = view.Weights;
            var community = view.Community;
            var gained = 0.0;
            for (var i = from; i < end; i++)
            {
                var proposal = proposals[i];
                if (proposal == Stay)
                {
                    continue;
                }

                var node = nodes[i];
                var own = community[node];
                var (toOwn, toNew) = (0.0, 0.0);
                var rowEnd = offsets[node + 1];
                for (var arc = offsets[node]; arc < rowEnd; arc++)
                {
                    var other = targets[arc];
                    var label = community[other];
                    var weight = TWeights.At(weights, arc);
                    toOwn += label == own && other != node ? weight : 0.0;
                    toNew += label == proposal ? weight : 0.0;
                }

                var strength = view.Strength[node];
                var leave = proposal == Leave || view.Size[proposal] == 0;
                var gain = toNew - toOwn - (view.Rate * strength * ((leave ? 0.0 : view.Volume[proposal]) - (view.Volume[own] - strength)));
                if (!(gain > Least * strength) || (leave && view.Size[own] == 1))
                {
                    view.State[node] = Next;
                    continue;
                }

                gained += gain;
                Move(ref view, node, own, leave ? view.Empty[--view.EmptyCount] : proposal);
            }

            return gained;
        }
    }

    private static void Move(ref MoveView view, int node, int own, int target)
    {
        unchecked
        {
            var strength = view.Strength[node];
            view.Community[node] = target;
            view.Volume[target] = view.Size[target] == 0 ? strength : view.Volume[target] + strength;
            view.Size[target]++;
            view.Volume[own] -= strength;
            if (--view.Size[own] == 0)
            {
                view.Volume[own] = 0.0;
                view.Empty[view.EmptyCount++] = own;
            }

            // Neighbours elsewhere may now want to follow; those whose turn is still to come will see the move anyway.
            var rowEnd = view.Offsets[node + 1];
            for (var arc = view.Offsets[node]; arc < rowEnd; arc++)
            {
                var other = view.Targets[arc];
                if (view.State[other] == Idle && view.Community[other] != target)
                {
                    view.State[other] = Next;
                }
            }
        }
    }
}
