using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Harmonic centrality from 64 sampled nodes.</summary>
public class HarmonicBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public HarmonicResult Run() => Harmonic.Run(Rows, new HarmonicOptions { Samples = 64, Seed = 1 }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        var exact = Harmonic.Run(Rows, new HarmonicOptions(), CancellationToken.None).Score;
        var hub = Hub;
        var expected = AnswerChecks.Depths(Rows, hub).Where(depth => depth > 0).Sum(depth => 1 / depth);
        Demand(Math.Abs(exact[hub] - expected) < 1e-9 * expected, "the hub's score");
        Demand(Run().Score.Length == Rows.NodeCount, "scores");
    }
}
