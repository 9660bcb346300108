using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Sums and rows of the placements that a cut sees.</summary>
/// <param name="link">The store.</param>
/// <param name="placements">What is seen of placements, as a table expression.</param>
/// <param name="from">First day of the window.</param>
/// <param name="cancellation">Cancels.</param>
internal sealed class PlacementSums(DuckDbLink link, string placements, DateOnly from, CancellationToken cancellation)
{
    private readonly string windowFrom = VisibleVersions.Literal(from);

    /// <summary>See <see cref="ICutSource.ChainsSeen"/>.</summary>
    public List<int> Chains() => NumberTables.Numbers(link, $"SELECT DISTINCT chain FROM {placements}", cancellation);

    /// <summary>See <see cref="ICutSource.HostsOfChains"/>.</summary>
    public List<int> HostsOf(IReadOnlyCollection<int> chains)
    {
        NumberTables.Fill(link, "asked_chains", chains);
        return NumberTables.Numbers(link, $"SELECT DISTINCT host FROM {placements} WHERE chain IN (SELECT id FROM asked_chains)", cancellation);
    }

    /// <summary>See <see cref="ICutSource.AdvertisersSeen"/>.</summary>
    public List<int> Advertisers(bool earning) => NumberTables.Numbers(
        link, $"SELECT DISTINCT advertiser FROM {placements} WHERE {(earning ? "gross > 0 AND " : "")}advertiser IS NOT NULL", cancellation);

    /// <summary>See <see cref="ICutSource.Lanes"/>.</summary>
    public LaneSum[] Lanes() => Lanes($"{placements} WHERE gross > 0 AND day >= {windowFrom}");

    /// <summary>See <see cref="ICutSource.LanesToDate"/>.</summary>
    public LaneSum[] LanesToDate(IReadOnlyCollection<int> chains, IReadOnlyCollection<int> openChains, IReadOnlyCollection<int> hosts)
    {
        NumberTables.Fill(link, "asked_chains", chains);
        NumberTables.Fill(link, "open_chains", openChains);
        NumberTables.Fill(link, "asked_hosts", hosts);
        // Two questions instead of one with OR, which the engine answers row by row.
        return
        [
            .. Lanes($"{placements} WHERE gross > 0 AND chain IN (SELECT id FROM asked_chains)"),
            .. Lanes($"{placements} WHERE gross > 0 AND host IN (SELECT id FROM asked_hosts) AND chain IN (SELECT id FROM open_chains)"),
        ];
    }

    /// <summary>See <see cref="ICutSource.Spans"/>.</summary>
    public LaneSpan[] Spans()
    {
        var segments = new List<LaneSpan[]>();
        using var rows = link.Stream(
            $"SELECT chain, host, min(day), max(day), sum(gross)::BIGINT FROM {placements} WHERE gross > 0 GROUP BY chain, host", cancellation);
        while (rows.Next())
        {
            var chain = rows.Column<int>(0);
            var host = rows.Column<int>(1);
            var first = rows.Column<int>(2);
            var last = rows.Column<int>(3);
            var gross = rows.Column<long>(4);
            var segment = new LaneSpan[rows.Count];
            for (var i = 0; i < segment.Length; i++)
            {
                segment[i] = new LaneSpan(chain[i], host[i], StoreTime.Day(first[i]), StoreTime.Day(last[i]), gross[i]);
            }

            segments.Add(segment);
        }

        return Joined(segments);
    }

    /// <summary>See <see cref="ICutSource.AdvertiserNetworks"/>.</summary>
    public List<(int Advertiser, int Network, long Gross)> AdvertiserNetworks() => Triples($"""
        SELECT advertiser, network, sum(gross)::BIGINT FROM {placements} p JOIN chains c ON c.id = p.chain
        WHERE gross > 0 AND advertiser IS NOT NULL AND advertiser <> network AND day >= {windowFrom} GROUP BY ALL
        """);

    /// <summary>See <see cref="ICutSource.AdvertiserHosts"/>.</summary>
    public List<(int Advertiser, int Host, long Gross)> AdvertiserHosts(IReadOnlyCollection<int> hosts)
    {
        NumberTables.Fill(link, "asked_hosts", hosts);
        return Triples($"""
            SELECT advertiser, host, sum(gross)::BIGINT FROM {placements}
            WHERE gross > 0 AND advertiser IS NOT NULL AND host IN (SELECT id FROM asked_hosts) AND day >= {windowFrom} GROUP BY ALL
            """);
    }

    /// <summary>See <see cref="ICutSource.Prices"/>.</summary>
    public List<PriceRow> Prices()
    {
        var sums = new List<PriceRow>();
        using var rows = link.Stream($"""
            SELECT c.network, coalesce(t.format, 0), coalesce(t.geo, 0), ((p.day - {windowFrom}) // 7)::INTEGER AS week,
                sum(p.gross)::BIGINT, sum(p.impressions)::BIGINT, count(*)
            FROM {placements} p JOIN chains c ON c.id = p.chain JOIN terms t ON t.id = p.terms
            WHERE p.gross > 0 AND p.impressions > 0 AND p.day >= {windowFrom} GROUP BY 1, 2, 3, 4
            """, cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                sums.Add(new PriceRow(rows.Column<int>(0)[i], rows.Column<int>(1)[i], rows.Column<int>(2)[i], rows.Column<int>(3)[i],
                    rows.Column<long>(4)[i], rows.Column<long>(5)[i], rows.Column<long>(6)[i]));
            }
        }

        return sums;
    }

    /// <summary>See <see cref="ICutSource.PlacementsOn"/>.</summary>
    public List<PlacementRow> On(IReadOnlyCollection<int> hosts, IReadOnlyCollection<int> chains)
    {
        NumberTables.Fill(link, "asked_hosts", hosts);
        NumberTables.Fill(link, "asked_chains", chains);
        var found = new List<PlacementRow>();
        Read($"{placements} WHERE gross > 0 AND host IN (SELECT id FROM asked_hosts)", found);
        Read($"{placements} WHERE gross > 0 AND chain IN (SELECT id FROM asked_chains) AND host NOT IN (SELECT id FROM asked_hosts)", found);
        return found;
    }

    /// <summary>See <see cref="ICutSource.PlacementsBoth"/>.</summary>
    public List<PlacementRow> Both(IReadOnlyCollection<int> hosts, IReadOnlyCollection<int> chains)
    {
        NumberTables.Fill(link, "asked_hosts", hosts);
        NumberTables.Fill(link, "asked_chains", chains);
        var found = new List<PlacementRow>();
        Read($"{placements} WHERE gross > 0 AND host IN (SELECT id FROM asked_hosts) AND chain IN (SELECT id FROM asked_chains)", found);
        return found;
    }

    private LaneSum[] Lanes(string source)
    {
        var segments = new List<LaneSum[]>();
        using var rows = link.Stream($"SELECT chain, host, sum(gross)::BIGINT, count(*) FROM {source} GROUP BY chain, host", cancellation);
        while (rows.Next())
        {
            var chain = rows.Column<int>(0);
            var host = rows.Column<int>(1);
            var gross = rows.Column<long>(2);
            var count = rows.Column<long>(3);
            var segment = new LaneSum[rows.Count];
            for (var i = 0; i < segment.Length; i++)
            {
                segment[i] = new LaneSum(chain[i], 0, 0, host[i], gross[i], count[i]);
            }

            segments.Add(segment);
        }

        return Joined(segments);
    }

    private static T[] Joined<T>(List<T[]> segments)
    {
        var all = new T[segments.Sum(s => s.Length)];
        var at = 0;
        foreach (var segment in segments)
        {
            segment.CopyTo(all, at);
            at += segment.Length;
        }

        return all;
    }

    private List<(int First, int Second, long Sum)> Triples(string sql)
    {
        var triples = new List<(int, int, long)>();
        using var rows = link.Stream(sql, cancellation);
        while (rows.Next())
        {
            var first = rows.Column<int>(0);
            var second = rows.Column<int>(1);
            var sums = rows.Column<long>(2);
            for (var i = 0; i < rows.Count; i++)
            {
                triples.Add((first[i], second[i], sums[i]));
            }
        }

        return triples;
    }

    private void Read(string source, List<PlacementRow> found)
    {
        using var rows = link.Stream($"SELECT origin, day, chain, host, gross, impressions, terms FROM {source}", cancellation);
        while (rows.Next())
        {
            var origin = rows.Column<long>(0);
            var day = rows.Column<int>(1);
            var chain = rows.Column<int>(2);
            var host = rows.Column<int>(3);
            var gross = rows.Column<long>(4);
            var term = rows.Column<int>(6);
            for (var i = 0; i < rows.Count; i++)
            {
                found.Add(new PlacementRow(origin[i], gross[i], rows.Long(5, i) ?? -1, day[i], chain[i], host[i], term[i]));
            }
        }
    }
}
