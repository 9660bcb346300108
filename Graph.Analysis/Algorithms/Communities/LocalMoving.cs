using Graph.Model;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>How local moving on one level ended.</summary>
/// <param name="Sweeps">Sweeps made.</param>
/// <param name="Gain">Modularity gained.</param>
/// <param name="LastGain">Modularity gained by the last sweep.</param>
/// <param name="Settled">Whether the last sweep gained no more than the tolerance.</param>
internal readonly record struct MovingOutcome(int Sweeps, double Gain, double LastGain, bool Settled);

/// <summary>Local moving: nodes go to the neighbouring community that gains most, until none gains.</summary>
/// <remarks>
/// A sweep takes the nodes around which something changed, cuts them into batches by their arcs alone, finds the best moves of
/// a batch in parallel while nothing changes, and then makes those that still gain, in order. So nothing depends on the threads, and
/// no sweep loses modularity. Batches of small levels hold one node: there this is the sequential algorithm.
/// </remarks>
internal sealed unsafe class LocalMoving : IDisposable
{
    private const long SequentialWork = 1 << 15;
    private const int CancellationMask = 0xFFFF;
    private const long ChunkWork = 1 << 12;

    // Large enough to share out, few enough to a sweep that waiting for each other costs little, and small enough that the rows
    // read for the proposals are still in the cache when the moves are made.
    private const int BatchesPerSweep = 16;
    private const long LargestBatch = 1 << 17;

    private readonly WorkTeam team;
    private readonly IReadOnlyList<WeightsPerCommunity> scratch;
    private readonly CommunityOptions options;
    private readonly CancellationToken cancellation;
    private readonly NativeColumn<byte> state;
    private readonly NativeColumn<int> order;
    private readonly NativeColumn<int> queue;
    private readonly NativeColumn<int> proposals;
    private readonly NativeColumn<int> empty;
    private readonly List<int> chunkStarts = [];
    private MoveView view;
    private ArcWeightKind kind;

    /// <summary>Room for levels of at most a number of nodes.</summary>
    public LocalMoving(int nodes, CommunityOptions options, IReadOnlyList<WeightsPerCommunity> scratch, WorkTeam team, CancellationToken cancellation)
    {
        (this.options, this.scratch, this.team, this.cancellation) = (options, scratch, team, cancellation);
        state = new NativeColumn<byte>(nodes);
        order = new NativeColumn<int>(nodes, cleared: false);
        queue = new NativeColumn<int>(nodes, cleared: false);
        proposals = new NativeColumn<int>(nodes, cleared: false);
        empty = new NativeColumn<int>(nodes, cleared: false);
    }

    /// <summary>Moves nodes of a level until none gains, the last sweep gained too little, or the sweeps run out.</summary>
    public MovingOutcome Run(CommunityLevel level, Partition partition)
    {
        kind = level.Kind;
        view = View(level, partition);
        new Span<byte>(view.State, level.NodeCount).Fill(MoveKernels.Next);
        Shuffle(level.NodeCount);
        var work = level.ArcCount + level.NodeCount;
        var batch = work <= SequentialWork ? 1 : Math.Min(work / BatchesPerSweep, LargestBatch);
        var (total, last, sweeps) = (0.0, 0.0, 0);
        while (sweeps < options.MaxIterations)
        {
            var waiting = Collect(level.NodeCount);
            if (waiting == 0)
            {
                return new MovingOutcome(sweeps, total, 0.0, Settled: true);
            }

            last = Sweep(waiting, batch) * 2.0 / level.Total;
            total += last;
            sweeps++;
            if (last <= options.Tolerance)
            {
                return new MovingOutcome(sweeps, total, last, Settled: true);
            }
        }

        return new MovingOutcome(sweeps, total, last, Settled: false);
    }

    /// <summary>Releases the room.</summary>
    public void Dispose()
    {
        state.Dispose();
        order.Dispose();
        queue.Dispose();
        proposals.Dispose();
        empty.Dispose();
    }

    private MoveView View(CommunityLevel level, Partition partition)
    {
        var made = new MoveView
        {
            Offsets = level.Offsets.Pointer,
            Targets = level.Targets,
            Weights = level.Weights,
            Strength = level.Strength.Pointer,
            Community = partition.Community,
            Size = partition.Size,
            Volume = partition.Volume,
            State = state.Pointer,
            Empty = empty.Pointer,
            Rate = options.Resolution / level.Total,
        };
        for (var label = level.NodeCount - 1; label >= 0; label--)
        {
            if (made.Size[label] == 0)
            {
                made.Empty[made.EmptyCount++] = label;
            }
        }

        return made;
    }

    /// <summary>A seeded shuffle of the nodes: their numbers often follow the structure, and to visit them so gives worse communities.</summary>
    private void Shuffle(int nodes)
    {
        var random = SeededRandom.Stream(options.Seed, (ulong)nodes, 0);
        for (var i = 0; i < nodes; i++)
        {
            if ((i & CancellationMask) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var at = (int)random.Below(i + 1L);
            order.Pointer[i] = order.Pointer[at];
            order.Pointer[at] = i;
        }
    }

    /// <summary>Puts the nodes to look at into the queue.</summary>
    private int Collect(int nodes)
    {
        var count = 0;
        var states = state.Pointer;
        var nodesInTurn = queue.Pointer;
        var visited = order.Pointer;
        for (var i = 0; i < nodes; i++)
        {
            var node = visited[i];
            if (states[node] == MoveKernels.Next)
            {
                states[node] = MoveKernels.Waiting;
                nodesInTurn[count++] = node;
            }
        }

        return count;
    }

    private double Sweep(int waiting, long batchWork)
    {
        var gained = 0.0;
        Action<int, int> propose = (chunk, worker) => Propose(chunkStarts[chunk], chunkStarts[chunk + 1], scratch[worker]);
        for (var from = 0; from < waiting;)
        {
            var end = CutBatch(from, waiting, batchWork);
            team.Run(chunkStarts.Count - 1, propose, cancellation);
            gained += Apply(from, end);
            from = end;
        }

        return gained;
    }

    /// <summary>Cuts the next batch off the queue, and the batch into chunks.</summary>
    private int CutBatch(int from, int waiting, long batchWork)
    {
        unchecked
        {
            chunkStarts.Clear();
            chunkStarts.Add(from);
            var (work, chunk) = (0L, 0L);
            var at = from;
            while (at < waiting && work < batchWork)
            {
                var node = queue.Pointer[at++];
                var cost = view.Offsets[node + 1] - view.Offsets[node] + 1;
                state.Pointer[node] = MoveKernels.Idle;
                work += cost;
                chunk += cost;
                if (chunk >= ChunkWork)
                {
                    chunkStarts.Add(at);
                    chunk = 0;
                }
            }

            if (chunkStarts[^1] != at)
            {
                chunkStarts.Add(at);
            }

            return at;
        }
    }

    private void Propose(int from, int end, WeightsPerCommunity sums)
    {
        switch (kind)
        {
            case ArcWeightKind.Unit:
                MoveKernels.Propose<UnitWeights>(view, queue.Pointer, from, end, proposals.Pointer, sums);
                break;
            case ArcWeightKind.Int32:
                MoveKernels.Propose<Int32Weights>(view, queue.Pointer, from, end, proposals.Pointer, sums);
                break;
            case ArcWeightKind.Int64:
                MoveKernels.Propose<Int64Weights>(view, queue.Pointer, from, end, proposals.Pointer, sums);
                break;
            case ArcWeightKind.Single:
                MoveKernels.Propose<SingleWeights>(view, queue.Pointer, from, end, proposals.Pointer, sums);
                break;
            default:
                MoveKernels.Propose<DoubleWeights>(view, queue.Pointer, from, end, proposals.Pointer, sums);
                break;
        }
    }

    private double Apply(int from, int end) => kind switch
    {
        ArcWeightKind.Unit => MoveKernels.Apply<UnitWeights>(ref view, queue.Pointer, from, end, proposals.Pointer),
        ArcWeightKind.Int32 => MoveKernels.Apply<Int32Weights>(ref view, queue.Pointer, from, end, proposals.Pointer),
        ArcWeightKind.Int64 => MoveKernels.Apply<Int64Weights>(ref view, queue.Pointer, from, end, proposals.Pointer),
        ArcWeightKind.Single => MoveKernels.Apply<SingleWeights>(ref view, queue.Pointer, from, end, proposals.Pointer),
        _ => MoveKernels.Apply<DoubleWeights>(ref view, queue.Pointer, from, end, proposals.Pointer),
    };
}
