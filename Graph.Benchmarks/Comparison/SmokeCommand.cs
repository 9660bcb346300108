using Graph.Benchmarks.Data;
using Graph.Benchmarks.Kernels;
using Graph.Benchmarks.Matches;
using Graph.Benchmarks.Peers;
using Graph.Benchmarks.Stages;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Comparison;

/// <summary>Every benchmark body once on small data, answers checked: so that benchmarks do not rot.</summary>
internal static class SmokeCommand
{
    private const long Placements = 5_000;
    private const int Scale = 8;

    // The generators give these bytes on every machine. Whoever changes a generator changes them in the same commit, and measures anew.
    private static readonly Dictionary<string, string> Pinned = new(StringComparer.Ordinal)
    {
        ["kron"] = "eb58051b224046ab",
        ["uniform"] = "1ba0191d6be44819",
        ["payments"] = "71648bc797bb426d",
        ["long RMF 4x4x62"] = "49d5f63912ca1a3a",
        ["wide RMF 12x12x6"] = "6fc6a4409a63367e",
        ["levels 64x15"] = "48c24ec3f755c3ab",
        ["payments 666"] = "80823db0033d993e",
        ["power law 9, 8"] = "2471f3fad50346f5",
    };

    public static void Run()
    {
        StageBenchmark[] stages =
        [
            new CsvParseBenchmark(), new StoreLoadBenchmark(), new StoreReadBenchmark(), new FlowBenchmark(),
            new ExposureBenchmark(), new GraphFeaturesBenchmark(), new TargetsBenchmark(), new WholeRunBenchmark(),
        ];
        foreach (var stage in stages)
        {
            using (stage)
            {
                stage.Placements = Placements;
                stage.SetUp();
                stage.Check();
                Console.Out.WriteLine($"{stage.GetType().Name}: answers as expected.");
            }
        }

        using var scratch = new ScratchFolder();
        BenchmarkWorld.Ensure(scratch.At("data"), Placements);
        Contenders.CheckAnswers(scratch.At("data"), scratch.Folder);
        Generators();
        Kernels();
        Matches(scratch.Folder);
        InterdictionCommand.Smoke();
        TargetsCommand.Smoke();
    }

    private static void Generators()
    {
        foreach (var name in BenchmarkGraph.Names)
        {
            using var edges = BenchmarkGraph.Make(name, Scale, weighted: true);
            Compare(name, edges);
        }

        foreach (var instance in FlowMatches.Families(1))
        {
            using (instance)
            {
                Compare(instance.Name, instance.Edges);
            }
        }

        Console.Out.WriteLine("Generators: bytes as pinned.");
    }

    private static void Compare(string name, EdgeList edges)
    {
        var found = BenchmarkGraph.Digest(edges);
        if (!Pinned.TryGetValue(name, out var digest) || found != digest)
        {
            throw new InvalidOperationException($"The graph {name} has digest {found} instead of {digest}: its generator changed.");
        }
    }

    /// <summary>All classes of the namespace, so that none is forgotten.</summary>
    private static void Kernels()
    {
        var kernels = typeof(KernelBenchmark).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(KernelBenchmark)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal);
        foreach (var type in kernels)
        {
            using var kernel = (KernelBenchmark)Activator.CreateInstance(type)!;
            kernel.Scale = Scale;
            kernel.SetUp();
            kernel.Check();
            Console.Out.WriteLine($"{type.Name}: answers as expected.");
        }
    }

    /// <summary>Every match once, against the peers that are packages; the other peers need not be there.</summary>
    private static void Matches(string folder)
    {
        using var shelf = new PeerShelf(["quikgraph", "ortools", "duckdb"], null, "", "", Environment.ProcessorCount, folder);
        using var graph = new MatchGraph("kron", Scale, folder);
        var setting = new MatchSetting(shelf, 0, folder, 1);
        var played = 0;
        foreach (var kernel in KernelCatalogue.All)
        {
            foreach (var match in (kernel.Large?.Invoke(graph, setting) ?? []).Concat(kernel.Small?.Invoke(graph, setting) ?? []).Concat(kernel.Flow?.Invoke(setting) ?? []))
            {
                using (match)
                {
                    played += MatchRunner.Play(match, rounds: 1, shelf).Count;
                }
            }
        }

        AnswerChecks.Demand(Math.Abs(KernelGrowthCommand.Exponent([(10, 3), (20, 12), (40, 48)]) - 2) < 1e-12, $"the exponent of a square is 2");
        Console.Out.WriteLine($"Comparison: {played} rows, answers as expected.");
    }
}
