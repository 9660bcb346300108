namespace Graph.Ingest.Stores.Readings;

/// <summary>The sites of a reading of what parties knew, ordinally: those that have numbers, and those that only notices name.</summary>
internal sealed class KnownSites
{
    private readonly int[] siteOfHost;
    private readonly Dictionary<string, int> siteOfText;

    /// <param name="source">The store.</param>
    /// <param name="isSite">By host number: whether it is a site of the reading.</param>
    /// <param name="subjects">The sites that notices name.</param>
    public KnownSites(ICutSource source, bool[] isSite, Subjects subjects)
    {
        var texts = source.Texts(NameKind.Host, host => isSite[host]);
        Sites = [.. texts.OfType<string>().Union(subjects.Sites.OfType<string>(), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        siteOfText = new Dictionary<string, int>(Sites.Length, StringComparer.Ordinal);
        for (var site = 0; site < Sites.Length; site++)
        {
            siteOfText.Add(Sites[site], site);
        }

        siteOfHost = [.. texts.Select(t => t is null ? -1 : siteOfText[t])];
    }

    /// <summary>The sites, ordinally.</summary>
    public string[] Sites { get; }

    /// <summary>The site of a host number that is one.</summary>
    public int OfHost(int host) => siteOfHost[host];

    /// <summary>The site of a text that is one.</summary>
    public int OfText(string site) => siteOfText[site];

    /// <summary>For each site its index in a list of sites in ordinal order, or −1.</summary>
    public int[] IndicesIn(IReadOnlyList<string> others)
    {
        var indices = new int[Sites.Length];
        Array.Fill(indices, -1);
        for (var other = 0; other < others.Count; other++)
        {
            if (siteOfText.TryGetValue(others[other], out var site))
            {
                indices[site] = other;
            }
        }

        return indices;
    }
}
