using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;

namespace Graph.Benchmarks.Kernels;

/// <summary>Personalised PageRank: twenty sweeps for eight seed sets in a batch.</summary>
public class PersonalizedPageRankBenchmark : KernelBenchmark
{
    private const int Sweeps = 20;
    private SeedSet[] seeds = [];

    /// <summary>One run.</summary>
    [Benchmark]
    public PersonalizedPageRankResult Run() => PersonalizedPageRank.Run(
        Rows, new PersonalizedPageRankOptions { Seeds = seeds, Tolerance = 0, MaxIterations = Sweeps }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        Demand(Run().Score.All(scores => Math.Abs(scores.Sum() - 1) < 1e-9), "scores sum to 1");

    /// <inheritdoc />
    protected override void Prepare() => seeds = [.. Enumerable.Range(0, 8).Select(seed => new SeedSet([(Hub + seed) % Rows.NodeCount]))];
}
