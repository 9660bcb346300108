namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>Totals of one partial result per chunk, the same bits with any number of threads.</summary>
internal static class ChunkSums
{
    /// <summary>The sum, added in the order of the chunks.</summary>
    public static double InOrder(double[] parts)
    {
        var sum = 0.0;
        foreach (var part in parts)
        {
            sum += part;
        }

        return sum;
    }

    /// <summary>The sum lane by lane, added in the order of the chunks.</summary>
    public static T InOrder<T, TLanes>(T[] parts)
        where T : unmanaged
        where TLanes : struct, ILanes<T>
    {
        var sum = default(T);
        foreach (var part in parts)
        {
            sum = TLanes.Add(sum, part);
        }

        return sum;
    }
}
