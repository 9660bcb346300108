using Graph.Model;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Which site a host belongs to as of a cut. A site is numbered like the host that it is named after; only hosts whose
/// registrable domain carries a listed host below it differ from what the load wrote down.</summary>
internal sealed class SiteMap
{
    private const string Moved = "moved_hosts";
    private readonly Dictionary<int, int> listedSites = [];
    private readonly bool anyBelow;
    private readonly bool anyMoved;

    /// <param name="link">The store.</param>
    /// <param name="listedHosts">The numbers of the hosts that visible list entries name.</param>
    /// <param name="cancellation">Cancels.</param>
    public SiteMap(DuckDbLink link, IReadOnlyCollection<int> listedHosts, CancellationToken cancellation)
    {
        anyBelow = link.Number("SELECT count(*) FROM host_names WHERE registrable <> id", cancellation) > 0;
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

        anyMoved = below.Count > 0 && Move(link, below, cancellation);
    }

    /// <summary>The numbers of the sites that list entries name.</summary>
    public IEnumerable<int> Listed => listedSites.Values;

    /// <summary>The site that a listed host names: itself.</summary>
    public int OfListed(int host) => listedSites[host];

    /// <summary>Placements with their site of the cut in column <c>s</c>.</summary>
    public string WithSite(string placements) => anyMoved
        ? $"(SELECT p.*, coalesce(m.site, h.registrable) AS s FROM {placements} p JOIN host_names h ON h.id = p.host LEFT JOIN {Moved} m ON m.host = p.host)"
        : anyBelow
        ? $"(SELECT p.*, h.registrable AS s FROM {placements} p JOIN host_names h ON h.id = p.host)"
        : $"(SELECT p.*, p.host AS s FROM {placements} p)";

    /// <summary>Makes a temporary table of ids.</summary>
    public static void Fill(DuckDbLink link, string table, IEnumerable<int> ids)
    {
        link.Execute($"CREATE TEMP TABLE {table} (id INTEGER)");
        using var writer = new TableWriter(link, table, temporary: true);
        foreach (var id in ids)
        {
            writer.Int(id);
            writer.EndRow();
        }

        writer.Flush();
    }

    private static int Below(Dictionary<string, int> below, string text, int id)
    {
        below.Add(text, id);
        return id;
    }

    private static bool Move(DuckDbLink link, Dictionary<string, int> below, CancellationToken cancellation)
    {
        var rule = new SiteRule(below.Keys);
        var moved = new List<(int Host, int Site)>();
        using (var rows = link.Query("SELECT h.id, h.text, d.text FROM host_names h JOIN host_names d ON d.id = h.registrable WHERE h.registrable IN ("
            + "SELECT registrable FROM host_names WHERE id <> registrable AND id IN (SELECT id FROM listed_hosts))", cancellation))
        {
            while (rows.Next())
            {
                for (var i = 0; i < rows.Count; i++)
                {
                    if (below.TryGetValue(rule.SiteOf(rows.Text(1, i)!, rows.Text(2, i)!), out var site))
                    {
                        moved.Add((rows.Column<int>(0)[i], site));
                    }
                }
            }
        }

        link.Execute($"CREATE TEMP TABLE {Moved} (host INTEGER, site INTEGER)", cancellation);
        using var writer = new TableWriter(link, Moved, temporary: true);
        foreach (var (host, site) in moved)
        {
            writer.Int(host);
            writer.Int(site);
            writer.EndRow();
        }

        writer.Flush();
        return true;
    }
}
