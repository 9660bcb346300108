namespace Graph.Ingest.GraphFiles;

/// <summary>What is read of the weights in a graph file.</summary>
public enum WeightReading : byte
{
    /// <summary>Nothing: a weight column is passed over unread.</summary>
    None,
    /// <summary>Any finite number.</summary>
    Any,
    /// <summary>Finite numbers of at least 0.</summary>
    NonNegative,
    /// <summary>Whole numbers from 0 to 2^63 − 1; where the file has no weights, every edge has 1. A column named capacity is taken before others;
    /// one named amount holds money, with up to 4 fraction digits, and is read in 1/10000 units.</summary>
    Capacity,
}

/// <summary>How a graph file is read.</summary>
public sealed record GraphFileOptions
{
    /// <summary>What is read of the weights. Default: nothing.</summary>
    public WeightReading Weights { get; init; }

    /// <summary>A file with one node id a line, for nodes that no edge names; or null. Default: null.</summary>
    public string? NodesPath { get; init; }

    /// <summary>Threads to use; 0: one per core. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>How many faults are kept with their text; all are counted. Default: 100.</summary>
    public int KeptFaults { get; init; } = 100;
}
