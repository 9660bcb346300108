using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Nodes where a personalised score starts.</summary>
/// <param name="Nodes">The nodes by the caller's numbers, at least one; a node named twice counts twice.</param>
/// <param name="Weights">How much starts at each, ≥ 0 and not all 0; only the proportions count. Null: the same at each.</param>
public sealed record SeedSet(IReadOnlyList<int> Nodes, IReadOnlyList<double>? Weights = null)
{
    /// <summary>The share that starts at each node, summing to 1, by position in the graph's rows, ascending, each position once.</summary>
    /// <exception cref="ArgumentException">The set is not what it should be.</exception>
    internal SortedDictionary<int, double> Shares(CsrGraph graph)
    {
        if (Nodes.Count == 0 || (Weights is not null && Weights.Count != Nodes.Count))
        {
            throw new ArgumentException($"A seed set needs a node at least, and one weight a node or none: {Nodes.Count} nodes, {Weights?.Count ?? 0} weights given.");
        }

        var shares = new SortedDictionary<int, double>();
        var greatest = Weights?.Max() ?? 1.0;
        for (var seed = 0; seed < Nodes.Count; seed++)
        {
            var weight = Weights?[seed] ?? 1.0;
            if (!(weight >= 0.0 && double.IsFinite(weight) && greatest > 0.0))
            {
                throw new ArgumentException($"Seed {Nodes[seed]} has weight {weight}: weights must be finite, ≥ 0 and not all 0.");
            }

            // By the greatest first, so that no sum of huge weights overflows.
            var position = graph.PositionOf(Nodes[seed]);
            shares[position] = shares.GetValueOrDefault(position) + (weight / greatest);
        }

        var sum = shares.Values.Sum();
        foreach (var position in shares.Keys.ToArray())
        {
            shares[position] /= sum;
        }

        return shares;
    }
}
