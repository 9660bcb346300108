using Graph.Model.Flow;

namespace Graph.Cli.Reports;

/// <summary>What money leads from and to when it is summed over parties: the parties, the sites, and one end for money whose site nothing tells.</summary>
/// <remarks>Ends are numbered: parties, then sites, then unattributed. Their rank is their place by name, then kind, ordinally.</remarks>
internal sealed class FlowEnds
{
    private const string UnattributedName = "unattributed";

    private readonly int parties;
    private readonly int sites;
    private readonly string[] names;
    private readonly string[] words;
    private readonly uint[] rank;
    private readonly int[] atRank;

    /// <summary>Numbers the ends: parties, then sites, then unattributed; ranks them by name, then kind.</summary>
    public FlowEnds(FlowGraph graph)
    {
        parties = graph.Parties.Count;
        sites = graph.Sites.Count;
        var count = parties + sites + 1;
        names = new string[count];
        words = new string[count];
        for (var p = 0; p < parties; p++)
        {
            (names[p], words[p]) = (graph.Parties[p].Id, FigureText.Word(graph.Parties[p].Kind));
        }

        for (var s = 0; s < sites; s++)
        {
            (names[parties + s], words[parties + s]) = (graph.Sites[s], "site");
        }

        (names[^1], words[^1]) = (UnattributedName, UnattributedName);
        atRank = InOrder();
        rank = new uint[count];
        for (var i = 0; i < count; i++)
        {
            rank[atRank[i]] = (uint)i;
        }
    }

    /// <summary>Source and target of a hop in one number, in the order of ranks.</summary>
    public ulong Key(FlowGraph graph, int source, int target) => Key(graph.NodeParty[source], End(graph, target));

    /// <summary>Two ends in one number, in the order of ranks.</summary>
    public ulong Key(int source, int target) => (ulong)rank[source] << 32 | rank[target];

    /// <summary>The end of a site.</summary>
    public int Site(int site) => parties + site;

    /// <summary>The site of an end, or −1.</summary>
    public int SiteOf(int end) => end >= parties && end < parties + sites ? end - parties : -1;

    /// <summary>The party of an end, or −1.</summary>
    public int PartyOf(int end) => end < parties ? end : -1;

    /// <summary>How many ends there are.</summary>
    public int Count => names.Length;

    /// <summary>The end at a rank.</summary>
    public int AtRank(uint place) => atRank[place];

    /// <summary>The id of a party or the name of a site.</summary>
    public string Name(int end) => names[end];

    /// <summary>What it is: <c>network</c>, …, <c>site</c>, <c>unattributed</c>.</summary>
    public string Kind(int end) => words[end];

    /// <summary>The ends by name, then kind. Parties and sites come in order as a rule, so that merging them is enough.</summary>
    private int[] InOrder()
    {
        var order = new int[names.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        int Compare(int a, int b) =>
            string.CompareOrdinal(names[a], names[b]) is var byName && byName != 0 ? byName
            : string.CompareOrdinal(words[a], words[b]) is var byKind && byKind != 0 ? byKind
            : a.CompareTo(b);
        for (var i = 1; i < parties + sites; i++)
        {
            if (i != parties && Compare(i - 1, i) > 0)
            {
                Array.Sort(order, Compare);
                return order;
            }
        }

        var (party, site, end) = (0, parties, parties + sites);
        var merged = new List<int>(order.Length);
        while (party < parties || site < end)
        {
            merged.Add(site == end || (party < parties && Compare(party, site) < 0) ? party++ : site++);
        }

        var at = merged.BinarySearch(end, Comparer<int>.Create(Compare));
        merged.Insert(~at, end);
        return [.. merged];
    }

    private int End(FlowGraph graph, int node) => graph.NodeKind[node] switch
    {
        FlowNodeKind.Site => parties + graph.NodeSite[node],
        FlowNodeKind.Unattributed => parties + sites,
        _ => graph.NodeParty[node],
    };
}
