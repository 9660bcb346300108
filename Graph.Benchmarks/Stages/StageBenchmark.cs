using BenchmarkDotNet.Attributes;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Stages;

/// <summary>What the benchmarks of the stages share: a world on disk.</summary>
public abstract class StageBenchmark : IDisposable
{
    private ScratchFolder? scratch;

    /// <summary>Rows of placements.</summary>
    [Params(100_000)]
    public long Placements { get; set; } = 100_000;

    /// <summary>The data folder.</summary>
    protected string Folder => Scratch.At("data");

    private protected ScratchFolder Scratch => scratch ?? throw new InvalidOperationException("Set up first.");

    /// <summary>Writes the world and does what comes before the measured stage.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        scratch = new ScratchFolder();
        BenchmarkWorld.Ensure(Folder, Placements);
        Prepare();
    }

    /// <summary>Removes the world.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        Release();
        scratch?.Dispose();
        scratch = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the measured body once and throws when its answer is wrong.</summary>
    public abstract void Check();

    /// <summary>What comes before the measured stage.</summary>
    protected virtual void Prepare() { }

    /// <summary>Undoes <see cref="Prepare"/>.</summary>
    protected virtual void Release() { }

    /// <summary>Throws when an answer is wrong.</summary>
    protected static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Wrong answer: " + what);
        }
    }
}
