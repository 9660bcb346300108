namespace Graph.Model.Flow;

/// <summary>On what an amount rests.</summary>
public enum Basis : byte
{
    /// <summary>What placements accrued: the payer showed no settlement.</summary>
    Accrued,
    /// <summary>What settlements paid.</summary>
    Paid,
    /// <summary>Both, in sums over parties.</summary>
    Mixed,
}

/// <summary>What a node of the money graph stands for.</summary>
public enum FlowNodeKind : byte
{
    /// <summary>A lane prefix (n,r), (n,a) or (n,r,a).</summary>
    Prefix,
    /// <summary>The head of a party; for a network its (n).</summary>
    Head,
    /// <summary>A site: terminal.</summary>
    Site,
    /// <summary>Where an account's money goes when no accrual tells: terminal, y = 0.</summary>
    Unattributed,
}

/// <summary>The money graph of method §1: nodes (lane prefixes, heads, sites) and hops with exact amounts. Immutable.</summary>
/// <remarks>
/// <para>Nodes are numbered 0 … <see cref="NodeCount"/>−1; the hops of node k are
/// <c>HopStart[k] … HopStart[k+1]−1</c>, in the fixed order of
/// construction; two hops may join the same nodes. Every hop has an amount &gt; 0.</para>
/// <para>in_k, out_k = sums of hops; T_k = max(in_k, out_k) throughput; b_k = T_k − in_k first seen here;
/// m_k = T_k − out_k kept here; P_kl = f_kl / T_k.</para>
/// </remarks>
public sealed class FlowGraph
{
    /// <summary>The parties, as the records list them.</summary>
    public required IReadOnlyList<Records.PartyInfo> Parties { get; init; }

    /// <summary>The sites.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>y_s per site, 0..1.</summary>
    public required double[] Belief { get; init; }

    /// <summary>Per node: what it is.</summary>
    public required FlowNodeKind[] NodeKind { get; init; }

    /// <summary>Per node: the party it belongs to (its last party), or −1 for terminals.</summary>
    public required int[] NodeParty { get; init; }

    /// <summary>Per node: the site of a site node, else −1.</summary>
    public required int[] NodeSite { get; init; }

    /// <summary>Per node: whether the party stands as an account here, so that payee mixing joins it with the party's other account nodes.</summary>
    public required bool[] NodeIsAccount { get; init; }

    /// <summary>Start of each node's hops; length <see cref="NodeCount"/> + 1.</summary>
    public required long[] HopStart { get; init; }

    /// <summary>Target node per hop.</summary>
    public required int[] HopTarget { get; init; }

    /// <summary>f_kl per hop in 1/10000 units, &gt; 0.</summary>
    public required long[] HopAmount { get; init; }

    /// <summary>Basis per hop: paid or accrued.</summary>
    public required Basis[] HopBasis { get; init; }

    /// <summary>Per hop: whether no lane explains it (resale, hidden intermediaries).</summary>
    public required bool[] HopOpaque { get; init; }

    /// <summary>in_k per node.</summary>
    public required long[] In { get; init; }

    /// <summary>out_k per node.</summary>
    public required long[] Out { get; init; }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => NodeKind.Length;

    /// <summary>How many hops there are.</summary>
    public int HopCount => HopTarget.Length;

    /// <summary>T_k = max(in, out); for terminals in.</summary>
    public long Throughput(int node) => Math.Max(In[node], Out[node]);

    /// <summary>b_k = T_k − in_k: money first seen at the node.</summary>
    public long OwnMoney(int node) => Throughput(node) - In[node];

    /// <summary>m_k = T_k − out_k: money kept at the node; 0 for terminals, whose money has arrived.</summary>
    public long Kept(int node) => IsTerminal(node) ? 0 : Throughput(node) - Out[node];

    /// <summary>Whether money ends at the node.</summary>
    public bool IsTerminal(int node) => NodeKind[node] is FlowNodeKind.Site or FlowNodeKind.Unattributed;

    /// <summary>y of a terminal node; 0 for others and for unattributed.</summary>
    public double BeliefAt(int node) => NodeSite[node] >= 0 ? Belief[NodeSite[node]] : 0.0;

    /// <summary>The same money with other beliefs; everything else is shared with this graph.</summary>
    /// <param name="belief">y_s per site, 0..1.</param>
    /// <exception cref="ArgumentException">There is not one belief per site.</exception>
    public FlowGraph WithBelief(double[] belief)
    {
        ArgumentNullException.ThrowIfNull(belief);
        return belief.Length != Sites.Count
            ? throw new ArgumentException($"There are {Sites.Count} sites and {belief.Length} beliefs: give one per site.", nameof(belief))
            : new FlowGraph
            {
                Parties = Parties,
                Sites = Sites,
                Belief = belief,
                NodeKind = NodeKind,
                NodeParty = NodeParty,
                NodeSite = NodeSite,
                NodeIsAccount = NodeIsAccount,
                HopStart = HopStart,
                HopTarget = HopTarget,
                HopAmount = HopAmount,
                HopBasis = HopBasis,
                HopOpaque = HopOpaque,
                In = In,
                Out = Out,
            };
    }
}
