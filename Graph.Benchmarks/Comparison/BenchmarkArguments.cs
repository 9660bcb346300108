using System.Globalization;

namespace Graph.Benchmarks.Comparison;

/// <summary>Options of the commands of this program.</summary>
internal sealed record BenchmarkArguments
{
    public const string Usage =
        """
        dotnet run -c Release --project Graph.Benchmarks -- COMMAND
          smoke                                     every benchmark body once on small data, answers checked
          compare [pipeline|kernels|all] OPTIONS    ours against others, interleaved. Without a kind: pipeline, or kernels where --peers is given
            pipeline [--placements N] [--rounds R] [--data DIR] [--adchain PATH] [--results DIR]
                                                    against DuckDB's read_csv and GROUP BY of the same files
            kernels [--peers P,…] [--kernels K,…] [--scale S,…] [--small S] [--flow N] [--rounds R] [--threads T]
                    [--gapbs DIR] [--gapbs-flags TEXT] [--python PATH] [--data DIR] [--results DIR]
                                                    graph kernels against native and .NET peers
          kernel-growth [--kernels K,…] [--scale S,…] [--rounds R] [--threads T] [--results DIR]
                                                    time against edges, with the fitted exponent
          load    [--edges N] [--rounds R] [--threads T] [--data DIR] [--results DIR]
                                                    a plain graph file read, against DuckDB's read_csv of the same file
          neo4j-load [--records N] [--rounds R] [--neo4j DIR] [--results DIR]
                                                    placements into a Neo4j server, against a plain client with MERGE
          interdiction [--limit S] [--rounds R] [--results DIR]
                                                    plans against the maximum flow, against Wood's program
          targets [optimum|large|certificate|all] [--limit S] [--rounds R] [--results DIR]
                                                    plans by coverage against the proven optimum, the certificate, a large plan
          growth  [--rounds R] [--results DIR]      1, 3 and 10 million placements
          parse   [--placements N] [--rounds R] [--results DIR]
                                                    typed parse with all rules against CsvHelper's GetRecords, one thread
          write   [--placements N] [--data DIR]     how fast a world is simulated and written
          anything else                             BenchmarkDotNet: --filter '*Flow*', --list flat, ...

          --peers   gapbs, networkit, graphblas, igraph, networkx, quikgraph, ortools, boost, duckdb. Default: all that are there
          --kernels pagerank, relabelled, propagation, personalized, components, bfs, shortest-paths, betweenness, triangles, louvain,
                    leiden, max-flow, strong-components, load, k-core, labels, clustering, dominators, harmonic. Default: all
          --scale   graphs of 2^S nodes and 16 · 2^S edges against native peers. Default: 18; kernel-growth: 14,16,18,20
          --small   the same against peers that are slower. Default: 14
          --flow    size of the flow networks, in thousands of nodes about. Default: 30
          --gapbs   folder with the programs of the GAP Benchmark Suite. Default: ADCHAIN_GAPBS
          --gapbs-flags  how they were built, for the table. Its best: -Ofast -march=native
          --python  the interpreter that has the Python peers. Default: ADCHAIN_PYTHON, else python3
          --limit   seconds that a solver gets. Default: 80
          --neo4j   folder with the scripts start and stop of a Neo4j server. Default: ../shared/neo4j
          --threads threads of ours and of every peer that has them. Default: one per core
        """;

    /// <summary>pipeline, kernels, all, or null.</summary>
    public string? Kind { get; init; }

    /// <summary>Rows of placements.</summary>
    public long Placements { get; init; } = 10_000_000;

    /// <summary>How often each contender runs, 1 … 99.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Folder of the data, kept for the next time, or null: a temporary one.</summary>
    public string? Data { get; init; }

    /// <summary>The published executable, or null.</summary>
    public string? AdChain { get; init; }

    /// <summary>Where the table is kept, or null.</summary>
    public string? Results { get; init; }

    /// <summary>Names of peers, or null: all.</summary>
    public IReadOnlyList<string>? Peers { get; init; }

    /// <summary>Names of kernels, or null: all.</summary>
    public IReadOnlyList<string>? Kernels { get; init; }

    /// <summary>Scales of the large graphs, or null: the command's own.</summary>
    public IReadOnlyList<int>? Scales { get; init; }

    /// <summary>Scale of the small graphs.</summary>
    public int SmallScale { get; init; } = 14;

    /// <summary>Thousands of nodes of the flow networks.</summary>
    public int FlowSize { get; init; } = 30;

    /// <summary>Lines of the file that is loaded.</summary>
    public long Edges { get; init; } = 100_000_000;

    /// <summary>Records that are loaded into Neo4j.</summary>
    public long Records { get; init; } = 300_000;

    /// <summary>Folder with the scripts of a Neo4j server.</summary>
    public string Neo4j { get; init; } = Path.GetFullPath(Path.Combine("..", "shared", "neo4j"));

    /// <summary>Seconds that a solver gets.</summary>
    public int Limit { get; init; } = 80;

    /// <summary>Threads; 0: one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Folder of the GAP Benchmark Suite, or null.</summary>
    public string? Gapbs { get; init; } = Environment.GetEnvironmentVariable("ADCHAIN_GAPBS");

    /// <summary>How it was built, for the table.</summary>
    public string GapbsFlags { get; init; } = "flags not told";

    /// <summary>Python's interpreter.</summary>
    public string Python { get; init; } = Environment.GetEnvironmentVariable("ADCHAIN_PYTHON") ?? "python3";

    public static BenchmarkArguments Parse(ReadOnlySpan<string> arguments)
    {
        var parsed = new BenchmarkArguments();
        if (arguments.Length > 0 && !arguments[0].StartsWith('-'))
        {
            parsed = parsed with { Kind = arguments[0] };
            arguments = arguments[1..];
        }

        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
            {
                throw new ArgumentException($"{arguments[i]} needs a value.\n{Usage}");
            }

            var value = arguments[i + 1];
            parsed = arguments[i] switch
            {
                "--placements" => parsed with { Placements = long.Parse(value, CultureInfo.InvariantCulture) },
                "--rounds" => parsed with { Rounds = Math.Clamp(Number(value), 1, 99) },
                "--data" => parsed with { Data = Path.GetFullPath(value) },
                "--adchain" => parsed with { AdChain = Path.GetFullPath(value) },
                "--results" => parsed with { Results = Path.GetFullPath(value) },
                "--peers" => parsed with { Peers = value.Split(',') },
                "--kernels" => parsed with { Kernels = value.Split(',') },
                "--scale" => parsed with { Scales = [.. value.Split(',').Select(Number)] },
                "--small" => parsed with { SmallScale = Number(value) },
                "--flow" => parsed with { FlowSize = Number(value) },
                "--edges" => parsed with { Edges = long.Parse(value, CultureInfo.InvariantCulture) },
                "--records" => parsed with { Records = long.Parse(value, CultureInfo.InvariantCulture) },
                "--neo4j" => parsed with { Neo4j = Path.GetFullPath(value) },
                "--limit" => parsed with { Limit = Number(value) },
                "--threads" => parsed with { Threads = Number(value) },
                "--gapbs" => parsed with { Gapbs = Path.GetFullPath(value) },
                "--gapbs-flags" => parsed with { GapbsFlags = value },
                "--python" => parsed with { Python = value },
                _ => throw new ArgumentException($"Unknown option {arguments[i]}.\n{Usage}"),
            };
        }

        return parsed;
    }

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
