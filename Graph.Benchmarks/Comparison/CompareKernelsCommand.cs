using Graph.Benchmarks.Data;
using Graph.Benchmarks.Matches;
using Graph.Benchmarks.Peers;

namespace Graph.Benchmarks.Comparison;

/// <summary>Our kernels against native and .NET peers: interleaved on the same graph files, every answer verified.</summary>
internal static class CompareKernelsCommand
{
    /// <summary>Graphs with communities to find are as telling for Louvain and Leiden as the Kronecker graph, which has few.</summary>
    private static readonly string[] OnPaymentsToo = ["louvain", "leiden"];

    public static void Run(BenchmarkArguments arguments)
    {
        using var scratch = new ScratchFolder();
        var folder = arguments.Data ?? scratch.At("graphs");
        Directory.CreateDirectory(folder);
        var threads = arguments.Threads == 0 ? Environment.ProcessorCount : arguments.Threads;
        using var shelf = new PeerShelf(arguments.Peers, arguments.Gapbs, arguments.GapbsFlags, arguments.Python, threads, scratch.Folder);
        shelf.CheckNames();
        var setting = new MatchSetting(shelf, threads, folder, arguments.FlowSize);
        var kernels = KernelCatalogue.Of(arguments.Kernels);
        var table = new KernelTable(threads, arguments.Rounds);

        try
        {
            foreach (var scale in arguments.Scales ?? [18])
            {
                Play("kron", scale, kernels, kernel => kernel.Large);
                Play("payments", scale, [.. kernels.Where(kernel => OnPaymentsToo.Contains(kernel.Name, StringComparer.Ordinal))], kernel => kernel.Large);
            }

            foreach (var kernel in kernels)
            {
                PlayAll(kernel.Flow?.Invoke(setting) ?? []);
            }

            Play("kron", arguments.SmallScale, kernels, kernel => kernel.Small, alone: false);
        }
        finally
        {
            // What was measured before a wrong answer of ours is kept.
            table.Save(shelf, arguments.Results);
        }

        void Play(string name, int scale, IReadOnlyList<KernelCatalogue> wanted, Func<KernelCatalogue, Func<MatchGraph, MatchSetting, IEnumerable<Match>>?> size, bool alone = true)
        {
            using var graph = new MatchGraph(name, scale, folder);
            foreach (var matches in wanted.Select(size).OfType<Func<MatchGraph, MatchSetting, IEnumerable<Match>>>())
            {
                // On a small graph ours alone says nothing.
                PlayAll(matches(graph, setting).Where(match => alone || match.Rivals.Count > 0));
            }

            shelf.EndDrivers();
        }

        void PlayAll(IEnumerable<Match> matches)
        {
            foreach (var match in matches)
            {
                using (match)
                {
                    table.Add(MatchRunner.Play(match, arguments.Rounds, shelf));
                }
            }
        }
    }
}
