using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Anti-TrustRank: twenty sweeps against the edges.</summary>
public class AntiTrustRankBenchmark : KernelBenchmark
{
    private const int Sweeps = 20;
    private SeedSet? seeds;

    /// <inheritdoc />
    protected override CsrOptions Options => new();

    /// <summary>One run.</summary>
    [Benchmark]
    public AntiTrustRankResult Run() => AntiTrustRank.Run(
        Rows, new AntiTrustRankOptions { Seeds = seeds!, Tolerance = 0, MaxIterations = Sweeps }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        Demand(Math.Abs(Run().Score.Sum() - 1) < 1e-9, "scores sum to 1");

    /// <inheritdoc />
    protected override void Prepare() => seeds = new SeedSet([Hub]);
}
