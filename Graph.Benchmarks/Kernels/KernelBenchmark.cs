using BenchmarkDotNet.Attributes;
using Graph.Benchmarks.Data;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>What the benchmarks of the kernels share: a graph by generator and scale, and time per edge.</summary>
[MemoryDiagnoser]
[Config(typeof(KernelConfig))]
public abstract class KernelBenchmark : IDisposable
{
    private CsrGraph? rows;

    /// <summary>Which graph: kron, uniform, payments.</summary>
    [Params("kron")]
    public string Kind { get; set; } = "kron";

    /// <summary>16 · 2^scale edges before merging.</summary>
    [Params(16)]
    public int Scale { get; set; } = 16;

    /// <summary>The graph.</summary>
    protected CsrGraph Rows => rows ?? throw new InvalidOperationException("Set up first.");

    /// <summary>How the graph is built: undirected without weights and self loops, unless a kernel wants another.</summary>
    protected virtual CsrOptions Options => new() { Directed = false, KeepSelfLoops = false };

    /// <summary>Builds the graph.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        using var edges = BenchmarkGraph.Make(Kind, Scale, Options.Weights != EdgeWeightKind.None);
        rows = CsrGraph.Build(edges, Options, CancellationToken.None);
        Prepare();
    }

    /// <summary>Releases the graph.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        rows?.Dispose();
        rows = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the measured body once and throws when its answer is wrong.</summary>
    public abstract void Check();

    /// <summary>What a kernel needs beside the graph.</summary>
    protected virtual void Prepare() { }

    /// <summary>The node with most edges: a source from which most can be reached.</summary>
    protected int Hub => Enumerable.Range(0, Rows.NodeCount).MaxBy(Rows.Out.Degree);

    /// <summary>Throws when an answer is wrong.</summary>
    protected static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Wrong answer: " + what);
        }
    }
}
