using Graph.Model;

namespace Graph.Ingest.Stores.Readings;

/// <summary>Which site a host belongs to as of a cut. A site is numbered like the host that it is named after; only hosts whose
/// registrable domain carries a listed host below it differ from what the load wrote down.</summary>
internal sealed class SiteMap
{
    private readonly IReadOnlySet<int> listed;
    private readonly int[] siteOfHost;
    private SiteRule rule = new([]);

    /// <param name="source">The store.</param>
    /// <param name="listedHosts">The numbers of the hosts that visible list entries name.</param>
    public SiteMap(ICutSource source, IReadOnlySet<int> listedHosts)
    {
        listed = listedHosts;
        siteOfHost = [.. source.RegistrableHosts()];
        if (listedHosts.Count == 0)
        {
            return;
        }

        var below = new Dictionary<string, int>(StringComparer.Ordinal);
        source.EachName(NameKind.Host, listedHosts.Contains, (host, text) =>
        {
            if (siteOfHost[host] != host)
            {
                below.Add(text, host);
            }
        });
        if (below.Count > 0)
        {
            Move(source, below);
        }
    }

    /// <summary>One more than the largest number of a host.</summary>
    public int Count => siteOfHost.Length;

    /// <summary>The numbers of the sites that list entries name.</summary>
    public IEnumerable<int> Listed => listed;

    /// <summary>The site that a host belongs to.</summary>
    public int Of(int host) => siteOfHost[host];

    /// <summary>The site of a host that the store may not have.</summary>
    public string Of(string host, string registrableDomain) => rule.SiteOf(host, registrableDomain);

    /// <summary>The hosts of the sites that are among the given.</summary>
    public IEnumerable<int> HostsOf(HashSet<int> sites) => Enumerable.Range(1, siteOfHost.Length - 1).Where(h => sites.Contains(siteOfHost[h]));

    private void Move(ICutSource source, Dictionary<string, int> below)
    {
        rule = new SiteRule(below.Keys);
        var domains = below.Values.Select(h => siteOfHost[h]).ToHashSet();
        var registrable = siteOfHost.ToArray();
        var texts = source.Texts(NameKind.Host, h => domains.Contains(registrable[h]));
        for (var host = 0; host < texts.Length; host++)
        {
            if (texts[host] is { } text && below.TryGetValue(rule.SiteOf(text, texts[registrable[host]]!), out var site))
            {
                siteOfHost[host] = site;
            }
        }
    }
}
