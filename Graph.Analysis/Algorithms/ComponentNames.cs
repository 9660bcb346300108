using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Names components after their smallest member in the caller's numbers.</summary>
internal static class ComponentNames
{
    /// <summary>Takes for each place a representative place, the smallest of its component, and gives the smallest member per caller's number.</summary>
    public static int[] SmallestMember(CsrGraph graph, int[] representative)
    {
        if (graph.Order is null)
        {
            return representative;
        }

        var smallest = new int[representative.Length];
        Array.Fill(smallest, int.MaxValue);
        for (var place = 0; place < representative.Length; place++)
        {
            ref var name = ref smallest[representative[place]];
            name = Math.Min(name, graph.OriginalOf(place));
        }

        for (var place = 0; place < representative.Length; place++)
        {
            representative[place] = smallest[representative[place]];
        }

        return graph.ToOriginalOrder(representative);
    }
}
