using Graph.Ingest.Normalization;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>What the subjects of notices name: the party of that id where there is one, else the site that a host belongs to.</summary>
internal sealed class Subjects
{
    private readonly string?[] sites;

    /// <param name="source">The store.</param>
    /// <param name="notices">The notices.</param>
    /// <param name="parties">The parties.</param>
    /// <param name="siteMap">The sites as of the cut.</param>
    /// <param name="registrableDomain">The registrable domain of a host.</param>
    public Subjects(ICutSource source, List<Notice> notices, PartyIndex parties, SiteMap siteMap, Func<string, string> registrableDomain)
    {
        Accounts = [.. notices.Select(n => n.Subject.Length == 0 ? -1 : parties.Find(n.Subject))];
        sites = [.. notices.Select((n, i) => Accounts[i] < 0 && n.Subject.Length > 0 && HostName.Parse(n.Subject, out var host) is null
            ? siteMap.Of(host, registrableDomain(host)) : null)];
        Hosts = HostsOf(source, sites.OfType<string>().ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Per notice the party that it names, or −1.</summary>
    public int[] Accounts { get; }

    /// <summary>The numbers of the hosts that named sites are called after; a site that no row has met has none.</summary>
    public IReadOnlyDictionary<string, int> Hosts { get; }

    /// <summary>Per notice the site that it names, or null.</summary>
    public IReadOnlyList<string?> Sites => sites;

    private static Dictionary<string, int> HostsOf(ICutSource source, HashSet<string> wanted)
    {
        var hosts = new Dictionary<string, int>(StringComparer.Ordinal);
        if (wanted.Count == 0)
        {
            return hosts;
        }

        source.EachName(NameKind.Host, _ => true, (host, text) =>
        {
            if (wanted.Contains(text))
            {
                hosts.Add(text, host);
            }
        });
        return hosts;
    }
}
