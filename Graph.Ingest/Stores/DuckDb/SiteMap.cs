using Graph.Model;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Which site a host belongs to as of a cut. A site is numbered like the host that it is named after; only hosts whose
/// registrable domain carries a listed host below it differ from what the load wrote down.</summary>
internal sealed class SiteMap
{
    private readonly Dictionary<int, int> listedSites = [];
    private readonly int[] siteOfHost;
    private SiteRule rule = new([]);

    /// <param name="link">The store.</param>
    /// <param name="listedHosts">The numbers of the hosts that visible list entries name.</param>
    /// <param name="cancellation">Cancels.</param>
    public SiteMap(DuckDbLink link, IReadOnlyCollection<int> listedHosts, CancellationToken cancellation)
    {
        siteOfHost = RegistrableDomains(link, cancellation);
        if (listedHosts.Count == 0)
        {
            return;
        }

        Fill(link, "listed_hosts", listedHosts);
        var below = new Dictionary<string, int>(StringComparer.Ordinal);
        using (var rows = link.Query("SELECT id, text, registrable FROM host_names WHERE id IN (SELECT id FROM listed_hosts)", cancellation))
        {
            while (rows.Next())
            {
                var ids = rows.Column<int>(0);
                var domains = rows.Column<int>(2);
                for (var i = 0; i < rows.Count; i++)
                {
                    listedSites.Add(ids[i], ids[i] == domains[i] ? ids[i] : Below(below, rows.Text(1, i)!, ids[i]));
                }
            }
        }

        if (below.Count > 0)
        {
            Move(link, below, cancellation);
        }
    }

    /// <summary>One more than the largest number of a host.</summary>
    public int Count => siteOfHost.Length;

    /// <summary>The numbers of the sites that list entries name.</summary>
    public IEnumerable<int> Listed => listedSites.Values;

    /// <summary>The site that a listed host names: itself.</summary>
    public int OfListed(int host) => listedSites[host];

    /// <summary>The site that a host belongs to.</summary>
    public int Of(int host) => siteOfHost[host];

    /// <summary>The site of a host that the store may not have.</summary>
    public string Of(string host, string registrableDomain) => rule.SiteOf(host, registrableDomain);

    /// <summary>The hosts of the sites that are among the given.</summary>
    public IEnumerable<int> HostsOf(HashSet<int> sites) => Enumerable.Range(1, siteOfHost.Length - 1).Where(h => sites.Contains(siteOfHost[h]));

    /// <summary>Makes a temporary table of ids.</summary>
    public static void Fill(DuckDbLink link, string table, IEnumerable<int> ids)
    {
        // One text of numbers: fast to parse, and unlike an appender it also works where the store is open read-only.
        var text = string.Join(',', ids);
        link.Execute($"CREATE TEMP TABLE {table} (id INTEGER)");
        if (text.Length > 0)
        {
            link.Execute($"INSERT INTO {table} SELECT unnest(string_split('{text}', ','))::INTEGER");
        }
    }

    private static int Below(Dictionary<string, int> below, string text, int id)
    {
        below.Add(text, id);
        return id;
    }

    private static int[] RegistrableDomains(DuckDbLink link, CancellationToken cancellation)
    {
        var domains = new int[1 + link.Number("SELECT coalesce(max(id), 0)::BIGINT FROM host_names", cancellation)];
        using var rows = link.Stream("SELECT id, registrable FROM host_names", cancellation);
        while (rows.Next())
        {
            var hosts = rows.Column<int>(0);
            var registrable = rows.Column<int>(1);
            for (var i = 0; i < rows.Count; i++)
            {
                domains[hosts[i]] = registrable[i];
            }
        }

        return domains;
    }

    private void Move(DuckDbLink link, Dictionary<string, int> below, CancellationToken cancellation)
    {
        rule = new SiteRule(below.Keys);
        using var rows = link.Query("SELECT h.id, h.text, d.text FROM host_names h JOIN host_names d ON d.id = h.registrable WHERE h.registrable IN ("
            + "SELECT registrable FROM host_names WHERE id <> registrable AND id IN (SELECT id FROM listed_hosts))", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                if (below.TryGetValue(rule.SiteOf(rows.Text(1, i)!, rows.Text(2, i)!), out var site))
                {
                    siteOfHost[rows.Column<int>(0)[i]] = site;
                }
            }
        }
    }
}
