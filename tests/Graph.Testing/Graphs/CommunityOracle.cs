namespace Graph.Testing.Graphs;

/// <summary>Slow and obvious answers about communities, from plain edges.</summary>
public static class CommunityOracle
{
    /// <summary>Modularity by its definition: over all ordered pairs of nodes in one community, the weight between them less what chance puts there.</summary>
    /// <param name="nodeCount">How many nodes.</param>
    /// <param name="edges">Edges; direction does not matter, and a self loop has both its ends at its node.</param>
    /// <param name="community">Label per node.</param>
    /// <param name="resolution">The factor of chance.</param>
    public static double Modularity(int nodeCount, IEnumerable<(int Source, int Target, double Weight)> edges, IReadOnlyList<int> community, double resolution = 1.0)
    {
        var matrix = new double[nodeCount, nodeCount];
        var strength = new double[nodeCount];
        foreach (var (source, target, weight) in edges)
        {
            matrix[source, target] += weight;
            matrix[target, source] += weight;
            strength[source] += weight;
            strength[target] += weight;
        }

        var total = strength.Sum();
        var sum = 0.0;
        for (var i = 0; i < nodeCount && total > 0; i++)
        {
            for (var j = 0; j < nodeCount; j++)
            {
                sum += community[i] == community[j] ? (matrix[i, j] / total) - (resolution * (strength[i] / total) * (strength[j] / total)) : 0.0;
            }
        }

        return sum;
    }

    /// <summary>The smallest node that edges of weight above 0 within one community lead to, per node: by spreading the smaller number until nothing changes.</summary>
    public static int[] Parts(int nodeCount, IReadOnlyCollection<(int Source, int Target, double Weight)> edges, IReadOnlyList<int> community)
    {
        var smallest = Enumerable.Range(0, nodeCount).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (source, target, weight) in edges)
            {
                var least = Math.Min(smallest[source], smallest[target]);
                if (weight > 0 && community[source] == community[target] && smallest[source] + smallest[target] != 2 * least)
                {
                    (smallest[source], smallest[target], changed) = (least, least, true);
                }
            }
        }

        return smallest;
    }
}
