using System.Globalization;
using Graph.Benchmarks.Data;
using Graph.Benchmarks.Matches;
using Graph.Benchmarks.Peers;

namespace Graph.Benchmarks.Comparison;

/// <summary>How the time of each kernel grows with the edges of a Kronecker graph.</summary>
internal static class KernelGrowthCommand
{
    public static void Run(BenchmarkArguments arguments)
    {
        using var scratch = new ScratchFolder();
        var threads = arguments.Threads == 0 ? Environment.ProcessorCount : arguments.Threads;
        using var nobody = new PeerShelf([], null, "", "", threads, scratch.Folder);
        var scales = arguments.Scales ?? [14, 16, 18, 20];
        var rows = new Dictionary<string, List<(long Edges, double Seconds)>>(StringComparer.Ordinal);
        foreach (var scale in scales)
        {
            using var graph = new MatchGraph("kron", scale, scratch.Folder);
            var setting = new MatchSetting(nobody, threads, scratch.Folder, Math.Max(1, (1 << scale) / 4_000));
            foreach (var kernel in KernelCatalogue.Of(arguments.Kernels))
            {
                foreach (var match in kernel.Large?.Invoke(graph, setting) ?? kernel.Flow?.Invoke(setting) ?? kernel.Small!(graph, setting))
                {
                    using (match)
                    {
                        // Ours alone; flow has networks of its own, whose names begin with the family.
                        var outcome = MatchRunner.Play(match with { Rivals = [] }, arguments.Rounds, nobody)[0];
                        var name = kernel.Flow is null ? outcome.Work : outcome.Work + ", " + match.Graph.Split(' ')[0];
                        rows.TryAdd(name, []);
                        rows[name].Add((match.Edges ?? graph.Plain.EdgeCount, outcome.Ours.Minimum));
                    }
                }
            }
        }

        Tabulate(rows, scales, arguments, threads);
    }

    /// <summary>The slope of log seconds over log edges by least squares; NaN below two sizes.</summary>
    public static double Exponent(IReadOnlyList<(long Edges, double Seconds)> sizes)
    {
        var (x, y) = (sizes.Select(size => Math.Log(size.Edges)).ToList(), sizes.Select(size => Math.Log(size.Seconds)).ToList());
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }

    private static void Tabulate(
        Dictionary<string, List<(long Edges, double Seconds)>> rows, IReadOnlyList<int> scales, BenchmarkArguments arguments, int threads)
    {
        var table = new ResultTable("Growth: kernels on Kronecker graphs");
        table.Line(FormattableString.Invariant($"Threads: {threads}; the least of {arguments.Rounds} rounds after one that warms up; answers checked outside the clock. ms (ns an edge) of one run, of one sweep or of one source as the row says. The exponent is the slope of log time over log edges: 1 is linear. Maximum flow has networks of its own, of a quarter of the nodes."));
        table.Line("");
        table.Header(["work", .. scales.Select(scale => "kron" + scale.ToString(CultureInfo.InvariantCulture)), "edges", "exponent"]);
        foreach (var (work, sizes) in rows)
        {
            table.Row([
                work,
                .. sizes.Select(size => ResultTable.Digits(size.Seconds * 1e3, 3) + " (" + ResultTable.Digits(size.Seconds * 1e9 / size.Edges, 3) + ")"),
                string.Create(CultureInfo.InvariantCulture, $"{sizes[0].Edges:N0} … {sizes[^1].Edges:N0}"),
                ResultTable.Digits(Exponent(sizes), 3),
            ]);
        }

        table.Save(arguments.Results, "kernel-growth.md");
    }
}
