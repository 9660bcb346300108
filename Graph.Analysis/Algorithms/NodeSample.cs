using Graph.Model;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Sources drawn from the nodes of a graph without repetition, and what their mean is worth.</summary>
internal static class NodeSample
{
    /// <summary>Places of the sources in ascending order of the caller's numbers: all nodes, or as many as asked for.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="samples">How many; 0 or at least the number of nodes: all.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static int[] Draw(CsrGraph graph, int samples, ulong seed)
    {
        var nodes = graph.NodeCount;
        if (samples == 0 || samples >= nodes)
        {
            return [.. Enumerable.Range(0, nodes).Select(graph.PositionOf)];
        }

        // Floyd's draw: every set of that size is equally likely, and nothing as long as the graph is needed.
        var random = new SeededRandom(seed);
        var drawn = new HashSet<int>(samples);
        for (var last = nodes - samples; last < nodes; last++)
        {
            if (!drawn.Add((int)random.Below((long)last + 1)))
            {
                drawn.Add(last);
            }
        }

        return [.. drawn.Order().Select(graph.PositionOf)];
    }

    /// <summary>Half the width within which the means of samples lie around the true means, for all nodes at once.</summary>
    /// <remarks>
    /// Hoeffding's inequality for draws without repetition as sharpened by Serfling (Annals of Statistics 2, 1974, corollary 1.1), and the
    /// union bound over the nodes: ε = range · √( (1 − (k − 1)/n) · ln(2n / (1 − confidence)) / 2k ).
    /// </remarks>
    /// <param name="nodes">n.</param>
    /// <param name="samples">k.</param>
    /// <param name="confidence">With which probability it holds, above 0 and below 1.</param>
    /// <param name="range">The largest value less the smallest that one source can give one node.</param>
    public static double HalfWidth(int nodes, int samples, double confidence, double range)
    {
        if (samples >= nodes)
        {
            return 0.0;
        }

        var left = 1.0 - ((samples - 1.0) / nodes);
        return range * Math.Sqrt(left * Math.Log(2.0 * nodes / (1.0 - confidence)) / (2.0 * samples));
    }

    /// <summary>Refuses what cannot be drawn.</summary>
    public static void Check(int samples, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        if (!(confidence > 0.0 && confidence < 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie above 0 and below 1, as 0.95 does.");
        }
    }
}
