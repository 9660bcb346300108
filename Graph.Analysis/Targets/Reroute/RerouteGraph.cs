using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;

namespace Graph.Analysis.Targets.Reroute;

/// <summary>The links that an adversary can move pirate money over: one node per party and per pirate site, capacities in units.</summary>
/// <remarks>
/// Lanes do not bind an adversary, so a party is one node here: what it receives it can pay over any link that it has. A link carries up to
/// (1+ρ) times all that it carried in the window, a party brings the pirate money that was first seen at it, Σ b_k·x_k, a pirate site takes up
/// to in_s·y_s. So with nothing cut the maximum flow is all pirate money (to a unit per arc), and nobody's clean money turns pirate.
/// Only parties and sites that pirate money can reach and leave are in the graph.
/// Node <see cref="Source"/> pays each party its own money, each site pays node <see cref="Sink"/>. Arcs come by source, then target.
/// </remarks>
public sealed record RerouteGraph
{
    /// <summary>Per node the party it stands for, or −1: source, sink, or a site.</summary>
    public required int[] PartyOf { get; init; }

    /// <summary>Start of each node's arcs; one more than there are nodes.</summary>
    public required int[] ArcStart { get; init; }

    /// <summary>Per arc the node it leads to.</summary>
    public required int[] ArcTarget { get; init; }

    /// <summary>Per arc what it can carry, units, &gt; 0.</summary>
    public required long[] Capacity { get; init; }

    /// <summary>The node that all money comes from.</summary>
    public required int Source { get; init; }

    /// <summary>The node that all pirate money ends at.</summary>
    public required int Sink { get; init; }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => PartyOf.Length;

    /// <summary>Makes the graph.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">Its exposure.</param>
    /// <param name="slack">ρ ≥ 0: how much more than in the window a link between parties can carry, as a share.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slack is negative, infinite or no number.</exception>
    public static RerouteGraph Of(FlowResult flow, ExposureResult exposure, double slack)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(exposure);
        ArgumentOutOfRangeException.ThrowIfNegative(slack);
        if (double.IsNaN(slack) || double.IsInfinity(slack))
        {
            throw new ArgumentOutOfRangeException(nameof(slack), slack, "The slack is a share from 0.");
        }

        return RerouteLinks.Of(flow, exposure).Build(slack);
    }

    /// <summary>What can pass each node at most, units: the smaller of what its arcs can bring and what they can take away. An action of
    /// efficacy q leaves (1−q) of it.</summary>
    public long[] Throughputs()
    {
        var (brought, taken) = (new long[NodeCount], new long[NodeCount]);
        for (var node = 0; node < NodeCount; node++)
        {
            for (var arc = ArcStart[node]; arc < ArcStart[node + 1]; arc++)
            {
                taken[node] += Capacity[arc];
                brought[ArcTarget[arc]] += Capacity[arc];
            }
        }

        return [.. brought.Zip(taken, Math.Min)];
    }

    /// <summary>A capacity in whole units: rounded up, so that an adversary is never underrated, save what is rounding of the figure itself.</summary>
    internal static long RoundUp(double amount)
    {
        var whole = Math.Round(amount);
        return (long)(Math.Abs(amount - whole) <= 1e-12 * amount ? whole : Math.Ceiling(amount));
    }

    /// <summary>The arc from one node to another, or −1.</summary>
    /// <param name="from">A node.</param>
    /// <param name="to">A node.</param>
    public int ArcBetween(int from, int to)
    {
        var at = ArcTarget.AsSpan(ArcStart[from]..ArcStart[from + 1]).BinarySearch(to);
        return at < 0 ? -1 : ArcStart[from] + at;
    }
}
