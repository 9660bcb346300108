using Graph.Model.Flow;
using Graph.Model.Graphs;

namespace Graph.Analysis.Knowledge;

/// <summary>The money graph summed over parties: parties and sites as nodes, exact amounts as weights.</summary>
/// <remarks>Node p is party p of <see cref="FlowGraph.Parties"/>, node <c>Parties.Count</c> + s is site s. Money that no record
/// attributes to a site is left out, and so are hops between two nodes of one party.</remarks>
public static class PartyGraph
{
    /// <summary>Sums the hops.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="directed">Along the money, or, undirected, who deals with whom (both directions added up).</param>
    /// <param name="threads">Threads to use; 0: one per core.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The graph with <see cref="EdgeWeightKind.Integer"/> weights in 1/10000 units, which the caller disposes.</returns>
    /// <exception cref="OverflowException">The sum between two parties does not fit 64 bits.</exception>
    public static CsrGraph Of(FlowGraph flow, bool directed, int threads, CancellationToken cancellation)
    {
        using var edges = Edges(flow, rootsOfMoney: false);
        var options = new CsrOptions { Directed = directed, Weights = EdgeWeightKind.Integer, KeepSelfLoops = false, Threads = threads };
        return CsrGraph.Build(edges, options, cancellation);
    }

    /// <summary>The node that stands before every party with own money in <see cref="Rooted"/>: behind all parties and sites.</summary>
    internal static int RootOf(FlowGraph flow) => flow.Parties.Count + flow.Sites.Count;

    /// <summary>The directed graph with one more node, <see cref="RootOf"/>, that pays every party where money is first seen.</summary>
    internal static CsrGraph Rooted(FlowGraph flow, int threads, CancellationToken cancellation)
    {
        using var edges = Edges(flow, rootsOfMoney: true);
        return CsrGraph.Build(edges, new CsrOptions { KeepSelfLoops = false, Threads = threads }, cancellation);
    }

    private static EdgeList Edges(FlowGraph flow, bool rootsOfMoney)
    {
        var ends = new List<(int Source, int Target, long Amount)>(flow.HopCount);
        for (var node = 0; node < flow.NodeCount; node++)
        {
            var source = flow.NodeParty[node];
            if (source < 0)
            {
                continue;
            }

            if (rootsOfMoney && flow.OwnMoney(node) > 0)
            {
                ends.Add((RootOf(flow), source, flow.OwnMoney(node)));
            }

            for (var hop = flow.HopStart[node]; hop < flow.HopStart[node + 1]; hop++)
            {
                if (EndOf(flow, flow.HopTarget[hop]) is var target and >= 0)
                {
                    ends.Add((source, target, flow.HopAmount[hop]));
                }
            }
        }

        return EdgeList.OfIntegers(RootOf(flow) + (rootsOfMoney ? 1 : 0), [.. ends]);
    }

    /// <summary>Party, or site behind the parties, or −1 for unattributed money.</summary>
    private static int EndOf(FlowGraph flow, int node) =>
        flow.NodeParty[node] is var party and >= 0 ? party
        : flow.NodeSite[node] is var site and >= 0 ? flow.Parties.Count + site
        : -1;
}
