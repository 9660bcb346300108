using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Graph.Benchmarks.Baselines;
using Graph.Benchmarks.Data;
using Graph.Ingest.GraphFiles;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Comparison;

/// <summary>A plain edge list read by ours and by DuckDB's read_csv, interleaved, each run alone in a process.</summary>
internal static class LoadCommand
{
    public static void Run(BenchmarkArguments arguments)
    {
        using var scratch = new ScratchFolder();
        var file = Ensure(arguments.Data ?? scratch.Folder, arguments.Edges);
        var table = new ResultTable(string.Create(CultureInfo.InvariantCulture, $"{arguments.Edges:N0} edges: a text file read, against DuckDB"));
        var (ours, rival) = (new List<Measurement>(), new List<Measurement>());
        var threads = arguments.Threads.ToString(CultureInfo.InvariantCulture);
        for (var round = 0; round < arguments.Rounds; round++)
        {
            Console.Error.WriteLine($"Round {round + 1} of {arguments.Rounds}.");
            rival.Add(Measurement.OfChild("child-load-duckdb", file, threads));
            ours.Add(Measurement.OfChild("child-load-ours", file, threads));
            foreach (var sum in new[] { "edges", "sources", "targets" })
            {
                Matches.AnswerChecks.Demand(
                    ours[^1].Marks[sum] == rival[^1].Marks[sum], $"{sum}: {ours[^1].Marks[sum]} against {rival[^1].Marks[sum]}");
            }
        }

        table.Line(FormattableString.Invariant($"Rounds: {arguments.Rounds}, interleaved, warm file of {new FileInfo(file).Length / 1e6:F0} MB; minimum / median; each run alone in a process. The number of edges and the sums of the ids at both ends were checked equal. DuckDB {RivalVersion()} reads into a table in memory, types given, rows in any order. Goal for the edges: at most {Matches.LoadMatches.Goal} x."));
        table.Line("");
        table.Header("", "wall s", "cpu s", "peak MB of the process", "M edges/s", "wall against DuckDB");
        var anchor = rival.Min(measured => measured.Marks["read"]);
        Add(table, "DuckDB: read_csv into a table", rival, "read", arguments.Edges, anchor);
        Add(table, "ours: file to edges with node numbers", ours, "read", arguments.Edges, anchor);
        Add(table, "ours: file to rows of a directed graph, both ways", ours, "rows", arguments.Edges, anchor);
        table.Save(arguments.Results, FormattableString.Invariant($"load-{arguments.Edges}.md"));
    }

    /// <summary>The file read into edges, then built into rows.</summary>
    public static void Ours(string file, int threads)
    {
        var clock = Stopwatch.StartNew();
        using var content = GraphFile.Read(file, new GraphFileOptions { Threads = threads }, CancellationToken.None);
        var marks = new Dictionary<string, double>(StringComparer.Ordinal) { ["read"] = clock.Elapsed.TotalSeconds };
        marks["read cpu"] = Environment.CpuUsage.TotalTime.TotalSeconds;
        using (CsrGraph.Build(content.Edges, new CsrOptions { Threads = threads }, CancellationToken.None))
        {
            marks["rows"] = clock.Elapsed.TotalSeconds;
            marks["rows cpu"] = Environment.CpuUsage.TotalTime.TotalSeconds;
        }

        var ids = Enumerable.Range(0, content.Names.Count).Select(node => double.Parse(content.Names.TextOf(node), CultureInfo.InvariantCulture)).ToArray();
        (marks["edges"], marks["sources"], marks["targets"]) = (content.Edges.Count, 0, 0);
        for (var edge = 0L; edge < content.Edges.Count; edge++)
        {
            marks["sources"] += ids[content.Edges.Sources[edge]];
            marks["targets"] += ids[content.Edges.Targets[edge]];
        }

        Measurement.Report(marks["rows"], marks);
    }

    /// <summary>DuckDB's table.</summary>
    public static void DuckDb(string file, int threads)
    {
        using var rival = new DuckDbEdges(threads);
        var clock = Stopwatch.StartNew();
        rival.Load(file);
        var marks = new Dictionary<string, double>(StringComparer.Ordinal) { ["read"] = clock.Elapsed.TotalSeconds };
        marks["read cpu"] = Environment.CpuUsage.TotalTime.TotalSeconds;
        (marks["edges"], marks["sources"], marks["targets"]) = rival.Sums();
        Measurement.Report(marks["read"], marks);
    }

    /// <summary>DuckDB's version.</summary>
    public static string RivalVersion()
    {
        using var rival = new DuckDbEdges(0);
        return rival.Version;
    }

    private static string Ensure(string folder, long edges)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FormattableString.Invariant($"edges-{edges}.txt"));
        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"Writing {file}.");
            var scale = Math.Max(1, BitOperations.Log2((ulong)Math.Max(edges - 1, 1) / KroneckerGraph.EdgeFactor) + 1);
            using var list = KroneckerGraph.Make(scale, weighted: false, edges);
            TextGraphFile.WriteEdges(list, file + ".part");
            File.Move(file + ".part", file);
        }

        return file;
    }

    private static void Add(ResultTable table, string name, List<Measurement> rounds, string mark, long edges, double anchor)
    {
        var least = rounds.Min(measured => measured.Marks[mark]);
        table.Row(
            name,
            ResultTable.Spread(rounds.Select(measured => measured.Marks[mark])),
            ResultTable.Spread(rounds.Select(measured => measured.Marks[mark + " cpu"])),
            ResultTable.Spread(rounds.Select(measured => measured.PeakMegabytes)),
            ResultTable.Number(edges / least / 1e6),
            ResultTable.Ratio(least, anchor));
    }
}
