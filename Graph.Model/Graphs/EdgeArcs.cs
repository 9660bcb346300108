using System.Runtime.CompilerServices;

namespace Graph.Model.Graphs;

/// <summary>The arcs of edges as given, keyed by source; an undirected edge makes an arc each way. Counting them looks whether they are sound.</summary>
internal sealed unsafe class EdgeArcs : IArcSource<long>
{
    private const long PerChunk = 1 << 18;
    private const int MostChunks = 1 << 10;
    private readonly EdgeList edges;
    private readonly CsrOptions options;
    private readonly long* given;
    private readonly long perChunk;
    private long loops;

    public EdgeArcs(EdgeList edges, CsrOptions options)
    {
        (this.edges, this.options) = (edges, options);
        given = options.Weights == EdgeWeightKind.None ? null
            : edges.IntegerWeights is { } whole ? whole.Pointer
            : edges.DoubleWeights is { } floating ? (long*)floating.Pointer
            : null;
        perChunk = Math.Max(PerChunk, (edges.Count + MostChunks - 1) / MostChunks);
        Chunks = (int)((edges.Count + perChunk - 1) / perChunk);
    }

    /// <inheritdoc />
    public int Chunks { get; }

    /// <inheritdoc />
    public long MostArcs => options.Directed ? edges.Count : edges.Count * 2;

    /// <inheritdoc />
    public bool IsWeighted => given is not null;

    /// <summary>Self loops among the edges, once they were counted.</summary>
    public long Loops => loops;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">An edge names a node that is not there, or its weight is not finite.</exception>
    public void Count(int chunk, long* counts, int shift)
    {
        var (from, end) = Bounds(chunk);
        CheckWeights(from, end);
        Interlocked.Add(ref loops, Count(from, end, counts, shift));
    }

    /// <inheritdoc />
    public void Scatter(int chunk, long* places, int shift, ulong* arcs, long* weights)
    {
        var (from, end) = Bounds(chunk);
        if (weights is null)
        {
            Scatter(from, end, places, shift, arcs);
        }
        else
        {
            ScatterWeighted(from, end, places, shift, arcs, weights);
        }
    }

    private (long From, long End) Bounds(int chunk) => (chunk * perChunk, Math.Min(edges.Count, (chunk + 1) * perChunk));

    private void CheckWeights(long from, long end)
    {
        if (edges.DoubleWeights is { } weights)
        {
            for (var edge = from; edge < end; edge++)
            {
                if (!double.IsFinite(weights.Pointer[edge]))
                {
                    throw new ArgumentException(FormattableString.Invariant($"Edge {edge} has weight {weights.Pointer[edge]}: weights must be finite."));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Count(long from, long end, long* counts, int shift)
    {
        unchecked
        {
            var nodes = (uint)edges.NodeCount;
            var sources = edges.Sources.Pointer;
            var targets = edges.Targets.Pointer;
            var (keepLoops, bothWays) = (options.KeepSelfLoops, !options.Directed);
            var selfLoops = 0L;
            for (var edge = from; edge < end; edge++)
            {
                var (source, target) = (sources[edge], targets[edge]);
                if ((uint)source >= nodes || (uint)target >= nodes)
                {
                    throw Outside(edge, source, target);
                }

                if (source == target)
                {
                    selfLoops++;
                    counts[source >> shift] += keepLoops ? 1 : 0;
                    continue;
                }

                counts[source >> shift]++;
                if (bothWays)
                {
                    counts[target >> shift]++;
                }
            }

            return selfLoops;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(long from, long end, long* places, int shift, ulong* arcs)
    {
        unchecked
        {
            var sources = edges.Sources.Pointer;
            var targets = edges.Targets.Pointer;
            var (keepLoops, bothWays) = (options.KeepSelfLoops, !options.Directed);
            for (var edge = from; edge < end; edge++)
            {
                var (source, target) = (sources[edge], targets[edge]);
                if (source != target || keepLoops)
                {
                    arcs[places[source >> shift]++] = ((ulong)(uint)source << 32) | (uint)target;
                    if (bothWays && source != target)
                    {
                        arcs[places[target >> shift]++] = ((ulong)(uint)target << 32) | (uint)source;
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScatterWeighted(long from, long end, long* places, int shift, ulong* arcs, long* weights)
    {
        unchecked
        {
            var sources = edges.Sources.Pointer;
            var targets = edges.Targets.Pointer;
            var (keepLoops, bothWays) = (options.KeepSelfLoops, !options.Directed);
            for (var edge = from; edge < end; edge++)
            {
                var (source, target) = (sources[edge], targets[edge]);
                if (source != target || keepLoops)
                {
                    var at = places[source >> shift]++;
                    arcs[at] = ((ulong)(uint)source << 32) | (uint)target;
                    weights[at] = given[edge];
                    if (bothWays && source != target)
                    {
                        at = places[target >> shift]++;
                        arcs[at] = ((ulong)(uint)target << 32) | (uint)source;
                        weights[at] = given[edge];
                    }
                }
            }
        }
    }

    private ArgumentException Outside(long edge, int source, int target) => new(
        FormattableString.Invariant($"Edge {edge} joins {source} and {target}, and the nodes are 0 … {(long)edges.NodeCount - 1}."));
}
