namespace Graph.Analysis.Algorithms;

/// <summary>What every kernel can be told.</summary>
public abstract record KernelOptions
{
    /// <summary>Threads to use; 0: one per core. No result depends on it. Default: 0.</summary>
    public int Threads { get; init; }
}
