using System.Runtime.InteropServices;
using Graph.Model.Graphs;

namespace Graph.Ingest.GraphFiles;

/// <summary>The edges of one block of lines.</summary>
internal sealed class EdgeBlock : IDisposable
{
    /// <summary>Number of the block in its file.</summary>
    public required int Index { get; init; }

    /// <summary>The table that the ends are numbered by; null where they are the ids themselves.</summary>
    public required NameTable? Table { get; init; }

    /// <summary>Source in the high half, target in the low half; of a list of nodes the node in both.</summary>
    public required NativeColumn<ulong> Ends { get; init; }

    /// <summary>Weights: whole numbers, or the bits of doubles; null where none are read.</summary>
    public required NativeColumn<long>? Weights { get; init; }

    /// <summary>Whether the weights are doubles.</summary>
    public required bool Floating { get; init; }

    /// <summary>Lines of the block.</summary>
    public required long Lines { get; init; }

    /// <summary>The first faults; lines counted from the block's first, which is 1.</summary>
    public required IReadOnlyList<(long Line, string Reason)> Faults { get; init; }

    /// <summary>All faults.</summary>
    public required long FaultCount { get; init; }

    /// <summary>Lines of DIMACS that name source and sink.</summary>
    public required IReadOnlyList<(long Line, bool IsSource, uint Node)> Terminals { get; init; }

    public void Dispose()
    {
        Ends.Dispose();
        Weights?.Dispose();
    }
}

/// <summary>Where a worker collects the edges of the block that it parses; used for one block after the other.</summary>
internal sealed class EdgeScratch
{
    private ulong[] ends = new ulong[1 << 12];
    private long[] weights = [];
    private List<(long Line, string Reason)> faults = [];
    private List<(long Line, bool IsSource, uint Node)> terminals = [];
    private long faultCount;

    /// <summary>How many edges there are.</summary>
    public int Count { get; set; }

    /// <summary>Lines done.</summary>
    public long Lines { get; set; }

    /// <summary>Whether the weights are doubles.</summary>
    public bool Floating { get; private set; }

    /// <summary>The ends.</summary>
    public Span<ulong> Ends => ends;

    /// <summary>The weights.</summary>
    public Span<long> Weights => weights;

    /// <summary>Starts a block that has at most so many edges.</summary>
    public void Begin(int most, bool weighted)
    {
        (Count, Lines, Floating, faultCount) = (0, 0, false, 0);
        (faults, terminals) = ([], []);
        if (ends.Length < most)
        {
            ends = new ulong[most];
        }

        if (weighted && weights.Length < most)
        {
            weights = new long[most];
        }
    }

    /// <summary>Adds an edge without weight.</summary>
    public void Add(uint source, uint target) => ends[Count++] = ((ulong)source << 32) | target;

    /// <summary>Adds an edge with a whole-number weight.</summary>
    public void Add(uint source, uint target, long weight)
    {
        weights[Count] = Floating ? BitConverter.DoubleToInt64Bits(weight) : weight;
        Add(source, target);
    }

    /// <summary>Adds an edge with any weight: those before it become doubles too.</summary>
    public void Add(uint source, uint target, double weight)
    {
        if (!Floating)
        {
            Floating = true;
            foreach (ref var known in weights.AsSpan(0, Count))
            {
                known = BitConverter.DoubleToInt64Bits(known);
            }
        }

        weights[Count] = BitConverter.DoubleToInt64Bits(weight);
        Add(source, target);
    }

    /// <summary>Notes what is wrong with the line being read.</summary>
    public void Fault(string reason, int kept)
    {
        faultCount++;
        if (faults.Count < kept)
        {
            faults.Add((Lines, reason));
        }
    }

    /// <summary>Notes a source or sink.</summary>
    public void Terminal(bool isSource, uint node) => terminals.Add((Lines, isSource, node));

    /// <summary>The block.</summary>
    public EdgeBlock End(int index, NameTable? table, bool weighted) => new()
    {
        Index = index,
        Table = table,
        Ends = NativeColumn.Of<ulong>(ends.AsSpan(0, Count)),
        Weights = weighted ? NativeColumn.Of<long>(weights.AsSpan(0, Count)) : null,
        Floating = Floating,
        Lines = Lines,
        Faults = faults,
        FaultCount = faultCount,
        Terminals = terminals,
    };
}
