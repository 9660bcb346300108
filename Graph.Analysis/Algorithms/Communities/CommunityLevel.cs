using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>One level of a community search: an undirected weighted graph in compressed rows, whose nodes are the given graph's or groups of them.</summary>
/// <remarks>Rows hold arcs to other nodes, and on the lowest level self loops too, which every reader of rows skips:
/// what lies inside a node stands in <see cref="Inside"/>.</remarks>
internal sealed unsafe class CommunityLevel : IDisposable
{
    private readonly IDisposable?[] owned;

    /// <summary>Takes rows.</summary>
    /// <param name="offsets">Start of each row; one longer than the number of nodes.</param>
    /// <param name="targets">The other node per arc.</param>
    /// <param name="weights">The weight per arc, or null.</param>
    /// <param name="kind">What the weights are.</param>
    /// <param name="owned">Columns to release with the level; borrowed ones are not among them.</param>
    public CommunityLevel(NativeColumn<long> offsets, NativeColumn<int> targets, void* weights, ArcWeightKind kind, params IDisposable?[] owned)
    {
        this.owned = owned;
        Offsets = offsets;
        Targets = targets.Pointer;
        Weights = weights;
        Kind = kind;
        Strength = new NativeColumn<double>(NodeCount);
        Inside = new NativeColumn<double>(NodeCount);
    }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => (int)(Offsets.Length - 1);

    /// <summary>How many arcs there are; every edge between two nodes is two.</summary>
    public long ArcCount => Offsets[NodeCount];

    /// <summary>Start of each row.</summary>
    public NativeColumn<long> Offsets { get; }

    /// <summary>The other node per arc.</summary>
    public int* Targets { get; }

    /// <summary>The weight per arc, read as <see cref="Kind"/> says.</summary>
    public void* Weights { get; }

    /// <summary>What the weights are.</summary>
    public ArcWeightKind Kind { get; }

    /// <summary>Weight of all ends of edges at a node, those of self loops included.</summary>
    public NativeColumn<double> Strength { get; }

    /// <summary>Weight of the ends of edges inside a node: twice the weight of its self loops.</summary>
    public NativeColumn<double> Inside { get; }

    /// <summary>The sum of all strengths: twice the weight of the graph.</summary>
    public double Total { get; private set; }

    /// <summary>Whether all weights are whole numbers, whose sums below 2^53 are exact.</summary>
    public bool Whole { get; init; }

    /// <summary>Adds the strengths up, in the order of nodes.</summary>
    public void SumUp()
    {
        var total = 0.0;
        for (var node = 0; node < NodeCount; node++)
        {
            total += Strength.Pointer[node];
        }

        Total = total;
    }

    /// <summary>Releases what the level owns.</summary>
    public void Dispose()
    {
        Strength.Dispose();
        Inside.Dispose();
        foreach (var column in owned)
        {
            column?.Dispose();
        }
    }
}
