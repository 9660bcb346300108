namespace Graph.Ingest.Stores.Readings;

/// <summary>The sites of a reading, in ordinal order, and where the numbers of their hosts stand in it.</summary>
internal sealed class SiteIndex
{
    private readonly int[] siteOfHost;

    /// <param name="source">The store.</param>
    /// <param name="isSite">By host number: whether it is a site of the reading.</param>
    public SiteIndex(ICutSource source, bool[] isSite)
    {
        var texts = source.Texts(NameKind.Host, host => isSite[host]);
        var hosts = Enumerable.Range(0, isSite.Length).Where(h => isSite[h]).ToArray();
        Sites = [.. hosts.Select(h => texts[h]!)];
        Array.Sort(Sites, hosts, StringComparer.Ordinal);
        siteOfHost = new int[isSite.Length];
        Array.Fill(siteOfHost, -1);
        for (var site = 0; site < hosts.Length; site++)
        {
            siteOfHost[hosts[site]] = site;
        }
    }

    /// <summary>The sites, ordinally.</summary>
    public string[] Sites { get; }

    /// <summary>The site of a host number.</summary>
    public int Site(int host) => siteOfHost[host];
}
