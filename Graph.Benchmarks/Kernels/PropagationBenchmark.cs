using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Propagation of shares, as exposure does it: twenty weighted sweeps in double.</summary>
public class PropagationBenchmark : KernelBenchmark
{
    private const int Sweeps = 20;
    private const double Damping = 0.85;
    private double[] rightHandSide = [];

    /// <inheritdoc />
    protected override CsrOptions Options => new() { Weights = EdgeWeightKind.Double, OutShares = true };

    /// <summary>One run.</summary>
    [Benchmark]
    public PropagationResult Run() => Propagation.Run(
        Rows, new PropagationOptions { RightHandSide = rightHandSide, Damping = Damping, Tolerance = 0, MaxIterations = Sweeps }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        AnswerChecks.Near(Run().Value, AnswerChecks.Propagated(Rows, rightHandSide, Damping, Sweeps), 1e-9);

    /// <inheritdoc />
    protected override void Prepare() => rightHandSide = [.. Enumerable.Range(0, Rows.NodeCount).Select(node => node % 64 == 0 ? 1.0 : 0.0)];
}
