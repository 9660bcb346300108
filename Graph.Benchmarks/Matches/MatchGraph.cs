using Graph.Benchmarks.Data;
using Graph.Model;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Matches;

/// <summary>A graph that a match is about, in the forms that contenders take it in: made when first asked for.</summary>
/// <param name="name">kron, uniform, payments.</param>
/// <param name="scale">16 · 2^scale edges before merging.</param>
/// <param name="folder">Where its files lie.</param>
internal sealed class MatchGraph(string name, int scale, string folder) : IDisposable
{
    private const ulong SourceSeed = 0x736F7572;
    private readonly Dictionary<string, CsrGraph> forms = [];

    /// <summary>kron18.</summary>
    public string Name => FormattableString.Invariant($"{name}{scale}");

    /// <summary>Undirected, no weights, no self loops.</summary>
    public CsrGraph Plain => Form("plain", new CsrOptions { Directed = false, KeepSelfLoops = false });

    /// <summary>Undirected with whole-number weights; of parallel edges the least.</summary>
    public CsrGraph Whole => Form("whole", new CsrOptions { Directed = false, KeepSelfLoops = false, Weights = EdgeWeightKind.Integer, Parallel = ParallelEdges.Minimum });

    /// <summary>The same with 32-bit weights, as the .wsg file has them.</summary>
    public CsrGraph Lengths => Form("lengths", new CsrOptions { Directed = false, KeepSelfLoops = false, Weights = EdgeWeightKind.Single, Parallel = ParallelEdges.Minimum });

    /// <summary>Directed, no weights, no self loops.</summary>
    public CsrGraph Directed => Form("directed", new CsrOptions { KeepSelfLoops = false });

    /// <summary>The undirected edges led both ways, each with its share of its source's weights: the same rows as <see cref="Plain"/>.</summary>
    public CsrGraph Shares
    {
        get
        {
            if (!forms.TryGetValue("shares", out var shares))
            {
                using var arcs = ArcsOf(Whole);
                shares = forms["shares"] = CsrGraph.Build(arcs, new CsrOptions { Weights = EdgeWeightKind.Double, OutShares = true }, CancellationToken.None);
            }

            return shares;
        }
    }

    /// <summary><see cref="Plain"/> without the nodes that have no edges, the others renumbered in order.</summary>
    public CsrGraph Linked
    {
        get
        {
            if (!forms.TryGetValue("linked", out var linked))
            {
                using var edges = LinkedEdgesOf(Plain);
                linked = forms["linked"] = CsrGraph.Build(edges, new CsrOptions { Directed = false }, CancellationToken.None);
            }

            return linked;
        }
    }

    /// <summary>File of <see cref="Plain"/>.</summary>
    public string PlainFile => FileOf("plain.sg", Plain);

    /// <summary>File of <see cref="Linked"/>.</summary>
    public string LinkedFile => FileOf("linked.sg", Linked);

    /// <summary>File of <see cref="Whole"/>.</summary>
    public string WholeFile => FileOf("whole.wsg", Whole);

    /// <summary>File of <see cref="Directed"/>.</summary>
    public string DirectedFile => FileOf("directed.sg", Directed);

    /// <summary>The edges as generated, as text.</summary>
    public string TextFile
    {
        get
        {
            var path = Path.Combine(folder, Name + ".txt");
            if (!File.Exists(path))
            {
                using var edges = BenchmarkGraph.Make(name, scale);
                TextGraphFile.WriteEdges(edges, path + ".part");
                File.Move(path + ".part", path);
            }

            return path;
        }
    }

    /// <summary>How many edges the generator gives.</summary>
    public long GivenEdges => (long)KroneckerGraph.EdgeFactor << scale;

    /// <summary>Nodes with edges, picked at random: the same for everybody.</summary>
    public int[] Sources(int count)
    {
        var random = new SeededRandom(SourceSeed);
        var (sources, graph) = (new List<int>(), Plain);
        while (sources.Count < count)
        {
            var node = (int)random.Below(graph.NodeCount);
            if (graph.Out.Degree(node) > 0)
            {
                sources.Add(node);
            }
        }

        return [.. sources];
    }

    /// <summary>The same kind of graph at this scale or a smaller one.</summary>
    public MatchGraph AtMost(int largest) => new(name, Math.Min(scale, largest), folder);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var form in forms.Values)
        {
            form.Dispose();
        }

        forms.Clear();
    }

    private CsrGraph Form(string form, CsrOptions options)
    {
        if (!forms.TryGetValue(form, out var graph))
        {
            using var edges = BenchmarkGraph.Make(name, scale, options.Weights != EdgeWeightKind.None);
            graph = forms[form] = CsrGraph.Build(edges, options, CancellationToken.None);
        }

        return graph;
    }

    private string FileOf(string ending, CsrGraph graph)
    {
        var path = Path.Combine(folder, $"{Name}-{ending}");
        if (!File.Exists(path))
        {
            SerializedGraphFile.Write(graph, path + ".part");
            File.Move(path + ".part", path);
        }

        return path;
    }

    private static EdgeList LinkedEdgesOf(CsrGraph graph)
    {
        var number = new int[graph.NodeCount];
        var nodes = 0;
        for (var node = 0; node < number.Length; node++)
        {
            number[node] = graph.Out.Degree(node) > 0 ? nodes++ : -1;
        }

        var sources = new NativeColumn<int>(graph.EdgeCount, cleared: false);
        var targets = new NativeColumn<int>(graph.EdgeCount, cleared: false);
        var edge = 0L;
        for (var node = 0; node < number.Length; node++)
        {
            foreach (var neighbor in graph.Out.Neighbors(node))
            {
                if (node < neighbor)
                {
                    (sources[edge], targets[edge]) = (number[node], number[neighbor]);
                    edge++;
                }
            }
        }

        return new EdgeList(nodes, sources, targets);
    }

    private static EdgeList ArcsOf(CsrGraph graph)
    {
        var arcs = graph.Out.ArcCount;
        var sources = new NativeColumn<int>(arcs, cleared: false);
        var targets = new NativeColumn<int>(arcs, cleared: false);
        var weights = new NativeColumn<long>(arcs, cleared: false);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var place = graph.Out.Offsets[node]; place < graph.Out.Offsets[node + 1]; place++)
            {
                (sources[place], targets[place], weights[place]) = (node, graph.Out.Targets[place], graph.Out.IntegerWeights![place]);
            }
        }

        return new EdgeList(graph.NodeCount, sources, targets) { IntegerWeights = weights };
    }
}
