using System.Runtime.InteropServices;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>One pass over all placements seen: sums by chain and host, of the window and of all dates, from which most questions are answered.</summary>
/// <remarks>Chains are numbered in the order of the numbers of their network, reseller and account.</remarks>
internal sealed class PlacementSums
{
    /// <summary>Instead of a sum that leaves 64 bits: an error only where somebody asks for it.</summary>
    private const long TooLarge = -1;

    private readonly List<Group> groups = [];
    private readonly List<(int Network, int Reseller, int Account)> chains = [(0, 0, 0)];
    private readonly Dictionary<(int Network, int Reseller, int Account), int> numbers = [];

    /// <param name="query">Asks.</param>
    /// <param name="names">The names of parties.</param>
    /// <param name="windowFrom">The first day of the window.</param>
    public PlacementSums(CutQuery query, GraphNames names, DateOnly windowFrom)
    {
        query.Each(
            $"""
            MATCH (n)-[r:PLACED]->(s) WHERE {query.Visible.Seen(RecordType.Placements, "r")}
            WITH n, r.reseller AS reseller, r.account AS account, s, r.gross AS gross, r.day AS day
            WITH n, reseller, account, s, sum(gross) AS gross, count(CASE WHEN gross > 0 THEN 1 END) AS rows,
                min(CASE WHEN gross > 0 THEN day END) AS first, max(CASE WHEN gross > 0 THEN day END) AS last,
                sum(CASE WHEN day >= $windowFrom THEN gross ELSE 0 END) AS windowGross, count(CASE WHEN day >= $windowFrom AND gross > 0 THEN 1 END) AS windowRows
            RETURN n.no, reseller, account, s.no, gross, rows, first, last, windowGross, windowRows
            """,
            rows => Add(rows, Number((
                (int)rows.Whole(0), names.Party(rows.OptionalText(1)), names.Party(rows.OptionalText(2))))),
            parameters => parameters.Whole("windowFrom", GraphTime.Of(windowFrom)));
        Renumber();
    }

    /// <summary>The parties of chains by number; index 0 is unused.</summary>
    public IReadOnlyList<(int Network, int Reseller, int Account)> Chains => chains;

    /// <summary>The number of a chain that has placements, or 0.</summary>
    public int Chain(int network, int reseller, int account) => numbers.GetValueOrDefault((network, reseller, account));

    /// <summary>The hosts of the placements of these chains.</summary>
    /// <param name="wanted">Which chains.</param>
    /// <param name="earning">Only placements with gross &gt; 0.</param>
    public HashSet<int> Hosts(IReadOnlySet<int> wanted, bool earning)
    {
        var hosts = new HashSet<int>();
        foreach (ref readonly var group in CollectionsMarshal.AsSpan(groups))
        {
            if (wanted.Contains(group.Chain) && (!earning || group.Rows > 0))
            {
                hosts.Add(group.Host);
            }
        }

        return hosts;
    }

    /// <summary>Placements of the window by chain and host.</summary>
    public LaneSum[] Lanes() =>
        [.. groups.Where(g => g.WindowRows > 0).Select(g => new LaneSum(g.Chain, 0, 0, g.Host, Sum(g.WindowGross), g.WindowRows))];

    /// <summary>Placements of all dates by chain and host.</summary>
    /// <param name="wanted">Given chain and host.</param>
    public LaneSum[] LanesToDate(Func<int, int, bool> wanted) =>
        [.. groups.Where(g => g.Rows > 0 && wanted(g.Chain, g.Host)).Select(g => new LaneSum(g.Chain, 0, 0, g.Host, Sum(g.Gross), g.Rows))];

    /// <summary>How long and for how much, by chain and host.</summary>
    public LaneSpan[] Spans() =>
        [.. groups.Where(g => g.Rows > 0).Select(g => new LaneSpan(g.Chain, g.Host, GraphTime.Day(g.First), GraphTime.Day(g.Last), Sum(g.Gross)))];

    /// <summary>Whether any placement is seen.</summary>
    public bool Any => groups.Count > 0;

    private static long Sum(long sum) => sum == TooLarge ? throw new OverflowException("A sum of gross amounts leaves 64 bits.") : sum;

    private static long SumOrTooLarge(IQueryRows rows, int column)
    {
        try
        {
            return rows.Whole(column);
        }
        catch (OverflowException)
        {
            return TooLarge;
        }
    }

    private void Add(IQueryRows rows, int chain) => groups.Add(new Group(
        chain, (int)rows.Whole(3), (int)(rows.OptionalWhole(6) ?? 0), (int)(rows.OptionalWhole(7) ?? 0), SumOrTooLarge(rows, 4), rows.Whole(5),
        SumOrTooLarge(rows, 8), rows.Whole(9)));

    private int Number((int Network, int Reseller, int Account) chain)
    {
        if (!numbers.TryGetValue(chain, out var number))
        {
            numbers.Add(chain, number = chains.Count);
            chains.Add(chain);
        }

        return number;
    }

    /// <summary>The server answers in any order; numbers shall not depend on it.</summary>
    private void Renumber()
    {
        var order = Enumerable.Range(1, chains.Count - 1).OrderBy(c => chains[c]).ToArray();
        var moved = new int[chains.Count];
        var sorted = new List<(int, int, int)>(chains.Count) { default };
        foreach (var old in order)
        {
            moved[old] = sorted.Count;
            numbers[chains[old]] = sorted.Count;
            sorted.Add(chains[old]);
        }

        foreach (ref var group in CollectionsMarshal.AsSpan(groups))
        {
            group = group with { Chain = moved[group.Chain] };
        }

        chains.Clear();
        chains.AddRange(sorted);
    }

    /// <summary>Placements of one chain on one host; days as yyyymmdd, 0 where nothing was earned.</summary>
    private readonly record struct Group(int Chain, int Host, int First, int Last, long Gross, long Rows, long WindowGross, long WindowRows);
}
