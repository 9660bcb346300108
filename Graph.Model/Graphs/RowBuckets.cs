namespace Graph.Model.Graphs;

/// <summary>Arcs sorted into rows by one end, the other end and the raw 64 bits of the weight beside it.</summary>
internal sealed unsafe class RowBuckets : IDisposable
{
    private RowBuckets(NativeColumn<long> starts, NativeColumn<int> others, NativeColumn<long>? weights)
    {
        (Starts, Others, Weights) = (starts, others, weights);
    }

    /// <summary>Start of each row; one longer than the number of nodes.</summary>
    public NativeColumn<long> Starts { get; }

    /// <summary>The other end per arc.</summary>
    public NativeColumn<int> Others { get; }

    /// <summary>Bits of the weight per arc, or null.</summary>
    public NativeColumn<long>? Weights { get; }

    public int NodeCount => (int)(Starts.Length - 1);

    /// <summary>Empty rows of given lengths.</summary>
    public static RowBuckets OfLengths(NativeColumn<long> starts, bool weighted)
    {
        var arcs = starts[starts.Length - 1];
        return new RowBuckets(starts, new NativeColumn<int>(arcs, cleared: false), weighted ? new NativeColumn<long>(arcs, cleared: false) : null);
    }

    /// <summary>The arcs of edges by target, in the order given; an undirected edge makes an arc each way.</summary>
    public static RowBuckets ByTarget(EdgeList edges, CsrOptions options, WorkTeam team, CancellationToken cancellation)
    {
        var weights = options.Weights == EdgeWeightKind.None ? null
            : edges.IntegerWeights is { } whole ? whole.Pointer
            : edges.DoubleWeights is { } floating ? (long*)floating.Pointer
            : null;
        return new EdgeScatter(edges, weights, options).Run(team, cancellation);
    }

    /// <summary>The same arcs by their other end: rows ascend, arcs between the same ends stay in order.</summary>
    public RowBuckets Turned(WorkTeam team, CancellationToken cancellation)
    {
        var starts = RowStarts.OfTargets(Others, NodeCount, team, cancellation);
        var turned = OfLengths(starts, Weights is not null);
        using var cursor = new NativeColumn<long>(NodeCount, cleared: false);
        RowStarts.CopyTo(starts, cursor);
        var ranges = RowStarts.Ranges(starts, team.Threads);
        var from = this;
        var to = turned;
        var next = cursor.Pointer;
        team.Run(ranges.Length - 1, (range, _) => from.TurnRange(to, next, ranges[range], ranges[range + 1], cancellation), cancellation);
        return turned;
    }

    public void Dispose()
    {
        Starts.Dispose();
        Others.Dispose();
        Weights?.Dispose();
    }

    private void TurnRange(RowBuckets to, long* next, int low, int high, CancellationToken cancellation)
    {
        var starts = Starts.Pointer;
        var others = Others.Pointer;
        var weights = Weights is { } w ? w.Pointer : null;
        var toOthers = to.Others.Pointer;
        var toWeights = to.Weights is { } t ? t.Pointer : null;
        for (var row = 0; row < NodeCount; row++)
        {
            if ((row & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (var arc = starts[row]; arc < starts[row + 1]; arc++)
            {
                var other = others[arc];
                if (other >= low && other < high)
                {
                    var at = next[other]++;
                    toOthers[at] = row;
                    if (weights is not null)
                    {
                        toWeights[at] = weights[arc];
                    }
                }
            }
        }
    }

    /// <summary>The first pass over the edges as given.</summary>
    private sealed class EdgeScatter(EdgeList edges, long* weights, CsrOptions options)
    {
        private readonly long* weights = weights;

        public RowBuckets Run(WorkTeam team, CancellationToken cancellation)
        {
            using var counts = new NativeColumn<long>(edges.NodeCount);
            var even = RowStarts.EvenRanges(edges.NodeCount, team.Threads);
            var count = counts.Pointer;
            team.Run(even.Length - 1, (range, _) => Count(count, even[range], even[range + 1], cancellation), cancellation);
            var starts = RowStarts.OfCounts(counts);
            var rows = OfLengths(starts, weights is not null);
            RowStarts.CopyTo(starts, counts);
            var ranges = RowStarts.Ranges(starts, team.Threads);
            team.Run(ranges.Length - 1, (range, _) => Fill(rows, count, ranges[range], ranges[range + 1], cancellation), cancellation);
            return rows;
        }

        private void Count(long* count, int low, int high, CancellationToken cancellation)
        {
            var sources = edges.Sources.Pointer;
            var targets = edges.Targets.Pointer;
            for (var edge = 0L; edge < edges.Count; edge++)
            {
                Look(edge, cancellation);
                var (source, target) = (sources[edge], targets[edge]);
                if (source == target && !options.KeepSelfLoops)
                {
                    continue;
                }

                if (target >= low && target < high)
                {
                    count[target]++;
                }

                if (!options.Directed && source != target && source >= low && source < high)
                {
                    count[source]++;
                }
            }
        }

        private void Fill(RowBuckets rows, long* next, int low, int high, CancellationToken cancellation)
        {
            var sources = edges.Sources.Pointer;
            var targets = edges.Targets.Pointer;
            var others = rows.Others.Pointer;
            var bits = rows.Weights is { } column ? column.Pointer : null;
            for (var edge = 0L; edge < edges.Count; edge++)
            {
                Look(edge, cancellation);
                var (source, target) = (sources[edge], targets[edge]);
                if (source == target && !options.KeepSelfLoops)
                {
                    continue;
                }

                if (target >= low && target < high)
                {
                    Put(next[target]++, source, edge, others, bits);
                }

                if (!options.Directed && source != target && source >= low && source < high)
                {
                    Put(next[source]++, target, edge, others, bits);
                }
            }
        }

        private void Put(long at, int other, long edge, int* others, long* bits)
        {
            others[at] = other;
            if (bits is not null)
            {
                bits[at] = weights[edge];
            }
        }

        private static void Look(long edge, CancellationToken cancellation)
        {
            if ((edge & 0xFFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
