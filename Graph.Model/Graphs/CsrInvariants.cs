namespace Graph.Model.Graphs;

/// <summary>What every graph in compressed rows promises, looked at the slow way.</summary>
internal static class CsrInvariants
{
    /// <summary>The first promise that does not hold, or null.</summary>
    public static string? FirstBroken(CsrGraph graph, Adjacency? reverse)
    {
        if (BrokenRows(graph.Out, "out") is { } broken)
        {
            return broken;
        }

        if (!graph.IsDirected)
        {
            return BrokenTurn(graph.Out, graph.Out, "the other end's row");
        }

        return reverse is null ? null : BrokenRows(reverse, "in") ?? BrokenTurn(graph.Out, reverse, "the in-row");
    }

    private static string? BrokenRows(Adjacency rows, string name)
    {
        if (rows.Offsets[0] != 0 || rows.Offsets[rows.NodeCount] != rows.ArcCount)
        {
            return FormattableString.Invariant($"{name}: rows span {rows.Offsets[0]} … {rows.Offsets[rows.NodeCount]}, and there are {rows.ArcCount} arcs.");
        }

        for (var node = 0; node < rows.NodeCount; node++)
        {
            if (rows.Offsets[node + 1] < rows.Offsets[node])
            {
                return FormattableString.Invariant($"{name}: the row of node {node} ends before it starts.");
            }

            var last = 0;
            for (var place = rows.Offsets[node]; place < rows.Offsets[node + 1]; place++)
            {
                var target = rows.Targets[place];
                if ((uint)target >= (uint)rows.NodeCount || target < last || !double.IsFinite(rows.WeightAt(place)))
                {
                    return FormattableString.Invariant($"{name}: place {place} of node {node} holds {target} with weight {rows.WeightAt(place)} after {last}.");
                }

                last = target;
            }
        }

        return null;
    }

    /// <summary>Walks both sides in one order: every arc must stand on the other side with the same weight.</summary>
    private static string? BrokenTurn(Adjacency rows, Adjacency turned, string name)
    {
        if (rows.ArcCount != turned.ArcCount || rows.NodeCount != turned.NodeCount)
        {
            return FormattableString.Invariant($"{rows.ArcCount} arcs in out-rows, {turned.ArcCount} turned around.");
        }

        var next = new long[rows.NodeCount];
        for (var node = 0; node < next.Length; node++)
        {
            next[node] = turned.Offsets[node];
        }

        for (var node = 0; node < rows.NodeCount; node++)
        {
            for (var place = rows.Offsets[node]; place < rows.Offsets[node + 1]; place++)
            {
                var target = rows.Targets[place];
                var at = next[target]++;
                if (at >= turned.Offsets[target + 1] || turned.Targets[at] != node || turned.WeightAt(at) != rows.WeightAt(place))
                {
                    return FormattableString.Invariant($"The arc from {node} to {target} is not in {name} of {target}.");
                }
            }
        }

        return null;
    }
}
