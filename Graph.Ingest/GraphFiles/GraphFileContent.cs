using Graph.Model.Graphs;

namespace Graph.Ingest.GraphFiles;

/// <summary>A line that breaks the format.</summary>
/// <param name="File">Name of the file, without folder.</param>
/// <param name="Line">1-based line in the decompressed text.</param>
/// <param name="Reason">What was found and what was expected.</param>
public readonly record struct GraphFileFault(string File, long Line, string Reason);

/// <summary>The format of a graph file.</summary>
public enum GraphFileFormat : byte
{
    /// <summary>One edge a line.</summary>
    EdgeList,
    /// <summary>DIMACS maximum flow (<c>p max</c>): directed, with source and sink.</summary>
    DimacsFlow,
    /// <summary>DIMACS shortest paths (<c>p sp</c>): directed.</summary>
    DimacsPaths,
}

/// <summary>What a graph file holds: its edges and the ids of its nodes, or what is wrong with it.</summary>
public sealed class GraphFileContent : IDisposable
{
    /// <summary>The edges; none where the file has faults.</summary>
    public required EdgeList Edges { get; init; }

    /// <summary>The id of each node as written.</summary>
    public required NodeNames Names { get; init; }

    /// <summary>The format found.</summary>
    public required GraphFileFormat Format { get; init; }

    /// <summary>Lines read, of both files.</summary>
    public required long Lines { get; init; }

    /// <summary>Line of the header, or 0.</summary>
    public required long HeaderLine { get; init; }

    /// <summary>Whether the weights are amounts of money in 1/10000 units: capacities from a column named amount.</summary>
    public bool IsMoney { get; init; }

    /// <summary>The node that a DIMACS file names as source, or −1.</summary>
    public int Source { get; init; } = -1;

    /// <summary>The node that a DIMACS file names as sink, or −1.</summary>
    public int Sink { get; init; } = -1;

    /// <summary>The first faults in the order of the file.</summary>
    public IReadOnlyList<GraphFileFault> Faults { get; init; } = [];

    /// <summary>How many faults there are in all.</summary>
    public long FaultCount { get; init; }

    /// <summary>Releases the edges.</summary>
    public void Dispose() => Edges.Dispose();
}
