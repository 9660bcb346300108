using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>A worker's scratch: the weight from one node to each community, all zero between uses, and which were touched.</summary>
internal sealed unsafe class WeightsPerCommunity : IDisposable
{
    private readonly NativeColumn<double> weights;
    private readonly NativeColumn<int> touched;

    /// <summary>Room for a number of communities.</summary>
    public WeightsPerCommunity(int communities)
    {
        weights = new NativeColumn<double>(communities);

        // One place more: the place behind the last entry is written before it is known to be new.
        touched = new NativeColumn<int>(communities + 1L, cleared: false);
    }

    /// <summary>Weight per community.</summary>
    public double* Weights => weights.Pointer;

    /// <summary>Communities whose weight is not zero.</summary>
    public int* Touched => touched.Pointer;

    /// <summary>Releases the room.</summary>
    public void Dispose()
    {
        weights.Dispose();
        touched.Dispose();
    }
}
