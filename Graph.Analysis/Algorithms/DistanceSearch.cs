using System.Numerics;
using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Runs <see cref="DeltaStepping{T, TDistance, TLength}"/> for the graph's kind of weights, with distances held in one way or the other.</summary>
internal sealed unsafe class DistanceSearch
{
    private const int NodesPerChunk = 1 << 16;

    private readonly CsrGraph graph;
    private readonly WorkTeam team;
    private readonly CancellationToken cancellation;
    private readonly double* result;
    private readonly EdgeChunks places;

    /// <summary>Makes a search.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="team">The threads.</param>
    /// <param name="result">Where the distances go; +∞: cannot be reached.</param>
    /// <param name="cancellation">Stops the work.</param>
    public DistanceSearch(CsrGraph graph, WorkTeam team, double* result, CancellationToken cancellation)
    {
        (this.graph, this.team, this.cancellation) = (graph, team, cancellation);
        this.result = result;
        places = EdgeChunks.Even(graph.NodeCount, NodesPerChunk);
    }

    /// <summary>Nodes that can be reached.</summary>
    public int Reached { get; private set; }

    /// <summary>Searches with doubles.</summary>
    public void ByDoubles(int source, double delta)
    {
        ByKind<double, RealDistance>(result, source, delta);
        Finish<double, RealDistance>(result);
    }

    /// <summary>Searches with 32-bit whole numbers, which hold all sums exactly.</summary>
    public void ByWholeNumbers(int source, double delta)
    {
        using var distances = new NativeColumn<int>(graph.NodeCount, cleared: false);
        ByKind<int, WholeDistance>(distances.Pointer, source, delta);
        Finish<int, WholeDistance>(distances.Pointer);
    }

    private void ByKind<T, TDistance>(T* distances, int source, double delta)
        where T : unmanaged, INumber<T>
        where TDistance : struct, IDistance<T>
    {
        team.Run(places.Count, (chunk, _) =>
            new Span<T>(distances + places.Start(chunk), places.End(chunk) - places.Start(chunk)).Fill(TDistance.Infinity), cancellation);
        switch (graph.WeightKind)
        {
            case EdgeWeightKind.Integer:
                By<T, TDistance, IntegerLength>(distances, source, delta);
                break;
            case EdgeWeightKind.Single:
                By<T, TDistance, SingleLength>(distances, source, delta);
                break;
            default:
                By<T, TDistance, DoubleLength>(distances, source, delta);
                break;
        }
    }

    private void By<T, TDistance, TLength>(T* distances, int source, double delta)
        where T : unmanaged, INumber<T>
        where TDistance : struct, IDistance<T>
        where TLength : struct, ILength
    {
        using var search = new DeltaStepping<T, TDistance, TLength>(graph, team, distances, delta, cancellation);
        search.From(source);
    }

    private void Finish<T, TDistance>(T* distances)
        where T : unmanaged, INumber<T>
        where TDistance : struct, IDistance<T>
    {
        var reached = new int[places.Count];
        team.Run(places.Count, (chunk, _) =>
            reached[chunk] = Convert<T, TDistance>(distances, result, places.Start(chunk), places.End(chunk)), cancellation);
        Reached = reached.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Convert<T, TDistance>(T* distances, double* result, int from, int end)
        where T : unmanaged, INumber<T>
        where TDistance : struct, IDistance<T>
    {
        unchecked
        {
            var reached = 0;
            for (var node = from; node < end; node++)
            {
                var isReached = distances[node] != TDistance.Infinity;
                reached += isReached ? 1 : 0;
                result[node] = isReached ? TDistance.ToDouble(distances[node]) : double.PositiveInfinity;
            }

            return reached;
        }
    }
}
