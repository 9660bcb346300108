using Graph.Model.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>Options of the exposure analysis.</summary>
public sealed record ExposureOptions
{
    /// <summary>Level of the empirical-Bayes interval of shares, 0..1. Default 0.95.</summary>
    public double IntervalLevel { get; init; } = 0.95;

    /// <summary>A site counts as a pirate site from this belief on. Default 0.5.</summary>
    public double PirateBelief { get; init; } = 0.5;

    /// <summary>Largest relative residual of money conservation that a sound run may show. Default 1e-9.</summary>
    public double ConservationTolerance { get; init; } = 1e-9;
}

/// <summary>How much of a party's money ends at pirate sites.</summary>
/// <param name="Party">Index of the party.</param>
/// <param name="Amount">M_u = Σ T_k·x_k in 1/10000 units.</param>
/// <param name="Out">out_u: its payouts in units.</param>
/// <param name="Share">M_u / out_u, 0 where out_u = 0.</param>
/// <param name="Low">Sound lower bound of <paramref name="Amount"/>, units.</param>
/// <param name="High">Sound upper bound of <paramref name="Amount"/>, units.</param>
/// <param name="ShareLow">Lower end of the shrunken interval of the share.</param>
/// <param name="ShareHigh">Upper end of the shrunken interval of the share.</param>
/// <param name="PayeeShare">The share when every account's money is mixed over all its sites.</param>
/// <param name="Criticality">Share of all pirate money that passes the party at least once.</param>
/// <param name="SettledToPirates">Σ f·x over its paid hops, units.</param>
/// <param name="PirateSites">Pirate sites among the placements of the window that name it.</param>
/// <param name="Sites">Sites among the placements of the window that name it.</param>
/// <param name="Kept">Σ m_k over its nodes, units: margin that settlements show.</param>
/// <param name="Own">Σ b_k over its nodes, units: money first seen at it.</param>
public sealed record PartyExposure(
    int Party, double Amount, long Out, double Share, double Low, double High, double ShareLow, double ShareHigh,
    double PayeeShare, double Criticality, double SettledToPirates, int PirateSites, int Sites, long Kept, long Own);

/// <summary>A site's exact part of a party's exposure.</summary>
/// <param name="Site">Index of the site.</param>
/// <param name="Amount">Money of the party that ends at the site, times y, in units.</param>
/// <param name="CumulativeShare">Share of the party's exposure that this site and those before it explain.</param>
public readonly record struct SiteContribution(int Site, double Amount, double CumulativeShare);

/// <summary>Parties that pay one another in a circle that no money leaves.</summary>
/// <param name="Parties">The parties' ids, ordinally.</param>
/// <param name="Amount">What circulates, in units.</param>
public sealed record CircularSettlement(IReadOnlyList<string> Parties, long Amount);

/// <summary>The exposure of every party, and whether money was conserved.</summary>
public sealed record ExposureResult
{
    /// <summary>x_k per node: the share of each yuan at the node that ends at pirate sites.</summary>
    public required double[] NodeShare { get; init; }

    /// <summary>Exposure per party, by party index; also for accounts and advertisers.</summary>
    public required PartyExposure[] Parties { get; init; }

    /// <summary>Σ_s in_s·y_s in units: all pirate money.</summary>
    public required double PirateMoney { get; init; }

    /// <summary>Σ_k b_k in units: all money.</summary>
    public required long Money { get; init; }

    /// <summary>|Σ b·x − Σ in·y| relative to the latter.</summary>
    public required double ConservationResidual { get; init; }

    /// <summary>Strongly connected components with more than one node.</summary>
    public required int Cycles { get; init; }

    /// <summary>Circles that no money leaves.</summary>
    public required IReadOnlyList<CircularSettlement> Circular { get; init; }

    /// <summary>The system that was solved, for later questions about the same graph.</summary>
    internal FlowSystem? System { get; init; }

    /// <summary>The nodes of each party, for later questions about the same graph.</summary>
    internal PartyNodes? Nodes { get; init; }

    /// <summary>The parts that the bounds were added up from, for later questions about the same graph.</summary>
    internal ExposureBounds? Bounds { get; init; }

    /// <summary>The solved system, or a new one of the graph.</summary>
    internal FlowSystem SystemOf(FlowGraph graph) => System ?? new FlowSystem(graph);

    /// <summary>The nodes of each party of the graph.</summary>
    internal PartyNodes NodesOf(FlowGraph graph) => Nodes ?? new PartyNodes(graph);

    /// <summary>A solver that follows money downstream; kept, for many questions come one after another.</summary>
    internal DownstreamSolver Downstream(FlowGraph graph) => downstream ??= new DownstreamSolver(graph, SystemOf(graph));

    /// <summary>The hops of the graph by target; kept.</summary>
    internal ReverseHops ReverseOf(FlowGraph graph) => reverse ??= new ReverseHops(graph);

    private DownstreamSolver? downstream;
    private ReverseHops? reverse;
}
