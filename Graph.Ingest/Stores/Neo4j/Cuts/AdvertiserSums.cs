using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Sums over the placements that name an advertiser.</summary>
internal sealed class AdvertiserSums
{
    private readonly GraphNames names;
    private readonly DateOnly windowFrom;
    private readonly HashSet<int> seen = [];
    private readonly HashSet<int> earning = [];
    private readonly List<(int Advertiser, int Network, long Gross)> networks = [];

    /// <param name="query">Asks.</param>
    /// <param name="names">The names of parties.</param>
    /// <param name="windowFrom">The first day of the window.</param>
    public AdvertiserSums(CutQuery query, GraphNames names, DateOnly windowFrom)
    {
        (this.names, this.windowFrom) = (names, windowFrom);
        if (!AnyNamed(query))
        {
            return;
        }

        query.Each(
            $"""
            MATCH (n)-[r:PLACED]->() WHERE r.advertiser IS NOT NULL AND {query.Visible.Seen(RecordType.Placements, "r")}
            WITH r.advertiser AS advertiser, n, sum(CASE WHEN r.day >= $windowFrom THEN r.gross ELSE 0 END) AS gross, max(r.gross) > 0 AS earning
            RETURN advertiser, n.no, gross, earning
            """,
            rows =>
            {
                var advertiser = names.Party(rows.Text(0));
                Add(advertiser, (int)rows.Whole(1), rows.Whole(2), rows.Flag(3));
            },
            Window);
    }

    /// <summary>The advertisers of all placements.</summary>
    public IReadOnlyCollection<int> Seen => seen;

    /// <summary>The advertisers of placements with gross &gt; 0.</summary>
    public IReadOnlyCollection<int> Earning => earning;

    /// <summary>Gross of the window by advertiser and network, where they differ.</summary>
    public IReadOnlyList<(int Advertiser, int Network, long Gross)> Networks => networks;

    /// <summary>Gross of the window by advertiser and host.</summary>
    /// <param name="query">Asks.</param>
    /// <param name="hosts">On these hosts.</param>
    public List<(int Advertiser, int Host, long Gross)> OnHosts(CutQuery query, IReadOnlyCollection<int> hosts)
    {
        var sums = new List<(int, int, long)>();
        if (earning.Count == 0 || hosts.Count == 0)
        {
            return sums;
        }

        query.Each(
            $"""
            UNWIND $hosts AS no
            MATCH (s:Site {"{no: no}"})<-[r:PLACED]-() WHERE r.advertiser IS NOT NULL AND r.gross > 0 AND r.day >= $windowFrom AND {query.Visible.Seen(RecordType.Placements, "r")}
            WITH r.advertiser AS advertiser, no, sum(r.gross) AS gross
            RETURN advertiser, no, gross
            """,
            rows => sums.Add((names.Party(rows.Text(0)), (int)rows.Whole(1), rows.Whole(2))),
            parameters =>
            {
                Window(parameters);
                parameters.Wholes("hosts", hosts.Select(h => (long)h));
            });
        return sums;
    }

    /// <summary>Whether a row of any cut names an advertiser: asked first, because a look at one property of each row is all that it takes to know that none does.</summary>
    private static bool AnyNamed(CutQuery query)
    {
        var any = false;
        query.Each("MATCH ()-[r:PLACED]->() WHERE r.advertiser IS NOT NULL RETURN true LIMIT 1", _ => any = true);
        return any;
    }

    private void Add(int advertiser, int network, long gross, bool earns)
    {
        seen.Add(advertiser);
        if (earns)
        {
            earning.Add(advertiser);
        }

        if (gross > 0 && advertiser != network)
        {
            networks.Add((advertiser, network, gross));
        }
    }

    private void Window(ParameterWriter parameters) => parameters.Whole("windowFrom", GraphTime.Of(windowFrom));
}
