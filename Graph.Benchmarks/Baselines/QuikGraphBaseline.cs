using Graph.Model.Graphs;
using QuikGraph;
using QuikGraph.Algorithms.ConnectedComponents;
using QuikGraph.Algorithms.MaximumFlow;
using QuikGraph.Algorithms.Observers;
using QuikGraph.Algorithms.Ranking;
using QuikGraph.Algorithms.Search;
using QuikGraph.Algorithms.ShortestPath;

namespace Graph.Benchmarks.Baselines;

/// <summary>What a .NET user has at hand: the kernels of QuikGraph, on its graphs of struct edges and node numbers. One thread.</summary>
internal sealed class QuikGraphBaseline
{
    private readonly ArrayBidirectionalGraph<int, SEquatableTaggedEdge<int, double>> graph;
    private readonly int nodes;

    /// <summary>Takes the arcs of a graph; of an undirected one, both ways.</summary>
    public QuikGraphBaseline(CsrGraph source)
    {
        nodes = source.NodeCount;
        var arcs = new BidirectionalGraph<int, SEquatableTaggedEdge<int, double>>(allowParallelEdges: true, nodes);
        arcs.AddVertexRange(Enumerable.Range(0, nodes));
        for (var node = 0; node < nodes; node++)
        {
            for (var place = source.Out.Offsets[node]; place < source.Out.Offsets[node + 1]; place++)
            {
                arcs.AddEdge(new(node, source.Out.Targets[place], source.Out.WeightAt(place)));
            }
        }

        graph = arcs.ToArrayBidirectionalGraph();
    }

    /// <summary>The version of the package.</summary>
    public static string Version => typeof(PageRankAlgorithm<,>).Assembly.GetName().Version!.ToString(3);

    /// <summary>Ranks without the money of dangling nodes, as the library has it.</summary>
    public double[] PageRank(double tolerance, int iterations)
    {
        var algorithm = new PageRankAlgorithm<int, SEquatableTaggedEdge<int, double>>(graph) { Damping = 0.85, Tolerance = tolerance, MaxIterations = iterations };
        algorithm.Compute();
        return ByNode(algorithm.Ranks, double.NaN);
    }

    public double[] Components()
    {
        var algorithm = new WeaklyConnectedComponentsAlgorithm<int, SEquatableTaggedEdge<int, double>>(graph);
        algorithm.Compute();
        return ByNode(algorithm.Components.ToDictionary(pair => pair.Key, pair => (double)pair.Value), double.NaN);
    }

    public double[] StrongComponents()
    {
        var algorithm = new StronglyConnectedComponentsAlgorithm<int, SEquatableTaggedEdge<int, double>>(graph);
        algorithm.Compute();
        return ByNode(algorithm.Components.ToDictionary(pair => pair.Key, pair => (double)pair.Value), double.NaN);
    }

    public double[] Depths(int source)
    {
        var algorithm = new BreadthFirstSearchAlgorithm<int, SEquatableTaggedEdge<int, double>>(graph);
        var depths = new VertexDistanceRecorderObserver<int, SEquatableTaggedEdge<int, double>>(_ => 1.0);
        using (depths.Attach(algorithm))
        {
            algorithm.Compute(source);
        }

        return ByNode(depths.Distances, -1.0, source);
    }

    public double[] Distances(int source)
    {
        var algorithm = new DijkstraShortestPathAlgorithm<int, SEquatableTaggedEdge<int, double>>(graph, edge => edge.Tag);
        algorithm.Compute(source);
        var values = new double[nodes];
        for (var node = 0; node < nodes; node++)
        {
            values[node] = algorithm.TryGetDistance(node, out var distance) && distance < double.MaxValue ? distance : -1.0;
        }

        return values;
    }

    /// <summary>Edmonds–Karp on a graph of its own with the reversed edges added, which is outside the clock.</summary>
    public static Func<double> MaximumFlow(EdgeList edges, int source, int sink)
    {
        var network = new AdjacencyGraph<int, TaggedEdge<int, double>>(allowParallelEdges: true);
        network.AddVertexRange(Enumerable.Range(0, edges.NodeCount));
        for (var edge = 0L; edge < edges.Count; edge++)
        {
            network.AddEdge(new(edges.Sources[edge], edges.Targets[edge], edges.IntegerWeights![edge]));
        }

        TaggedEdge<int, double> Reversed(int from, int to) => new(from, to, 0.0);
        var augmentor = new ReversedEdgeAugmentorAlgorithm<int, TaggedEdge<int, double>>(network, Reversed);
        augmentor.AddReversedEdges();
        return () =>
        {
            var algorithm = new EdmondsKarpMaximumFlowAlgorithm<int, TaggedEdge<int, double>>(network, edge => edge.Tag, Reversed, augmentor);
            algorithm.Compute(source, sink);
            return algorithm.MaxFlow;
        };
    }

    private double[] ByNode(IDictionary<int, double> values, double missing, int source = -1)
    {
        var byNode = new double[nodes];
        for (var node = 0; node < nodes; node++)
        {
            byNode[node] = node == source ? 0.0 : values.TryGetValue(node, out var value) ? value : missing;
        }

        return byNode;
    }
}
