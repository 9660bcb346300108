using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>Draws an index in proportion to whole-numbered weights; O(log n).</summary>
internal sealed class WeightedChoice
{
    private readonly long[] ends;

    public WeightedChoice(long[] weights)
    {
        ends = new long[weights.Length];
        var sum = 0L;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i];
            ends[i] = sum;
        }
    }

    public int Next(ref SeededRandom random)
    {
        // The first index whose end lies above the drawn point; indices of weight 0 share their end with the one before.
        var at = Array.BinarySearch(ends, random.Below(ends[^1]) + 1);
        if (at < 0)
        {
            return ~at;
        }

        while (at > 0 && ends[at - 1] == ends[at])
        {
            at--;
        }

        return at;
    }
}
