using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The parties and sites of a reading, in ordinal order of their texts, and where the store's numbers stand in it.</summary>
/// <remarks>A placement without account is paid to the account <c>site:&lt;site&gt;</c>, which another row may name in so many
/// words: both are one party.</remarks>
internal sealed class PartyIndex
{
    /// <summary>What the account of a placement without account is called before its site.</summary>
    public const string SiteAccountPrefix = "site:";

    private readonly int[] partyOfId;
    private readonly int[] partyOfSiteAccount;
    private readonly int[] siteOfHost;

    private PartyIndex(int[] partyOfId, int[] partyOfSiteAccount, int[] siteOfHost, PartyInfo[] parties, string[] sites)
    {
        this.partyOfId = partyOfId;
        this.partyOfSiteAccount = partyOfSiteAccount;
        this.siteOfHost = siteOfHost;
        Parties = parties;
        Sites = sites;
    }

    /// <summary>The parties, ordinally.</summary>
    public PartyInfo[] Parties { get; }

    /// <summary>The sites, ordinally.</summary>
    public string[] Sites { get; }

    /// <summary>The party of a store number, or −1.</summary>
    public int Party(int id) => partyOfId[id];

    /// <summary>The party <c>site:</c> of a host number.</summary>
    public int SiteAccount(int host) => partyOfSiteAccount[host];

    /// <summary>The site of a host number.</summary>
    public int Site(int host) => siteOfHost[host];

    /// <summary>The index of a party, or a negative number.</summary>
    public int Find(string id)
    {
        var (low, high) = (0, Parties.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Parties[middle].Id, id);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>Builds the index.</summary>
    /// <param name="link">The store.</param>
    /// <param name="roles">Roles by party number.</param>
    /// <param name="siteAccounts">By host number: whether a placement without account ran on that site.</param>
    /// <param name="sites">By host number: whether it is a site of the reading.</param>
    /// <param name="registered">Rows of the parties files by party number.</param>
    public static PartyIndex Build(DuckDbLink link, PartyRoles[] roles, bool[] siteAccounts, bool[] sites, Dictionary<int, Party> registered)
    {
        var hostTexts = Texts(link, "host_names", sites.Length, id => siteAccounts[id] || sites[id]);
        var partyTexts = Texts(link, "party_names", roles.Length, id => roles[id] != 0 || registered.ContainsKey(id));
        var entries = new List<(string Text, int Id, int Host)>();
        for (var id = 0; id < partyTexts.Length; id++)
        {
            if (partyTexts[id] is { } text)
            {
                entries.Add((text, id, -1));
            }
        }

        for (var host = 0; host < siteAccounts.Length; host++)
        {
            if (siteAccounts[host])
            {
                entries.Add((SiteAccountPrefix + hostTexts[host], -1, host));
            }
        }

        var texts = entries.Select(e => e.Text).ToArray();
        var sorted = entries.ToArray();
        Array.Sort(texts, sorted, StringComparer.Ordinal);
        var (partyOfId, partyOfSiteAccount) = (Filled(roles.Length), Filled(siteAccounts.Length));
        var parties = Merge(sorted, roles, registered, partyOfId, partyOfSiteAccount);
        var (siteTexts, siteOfHost) = RankSites(hostTexts, sites);
        return new PartyIndex(partyOfId, partyOfSiteAccount, siteOfHost, parties, siteTexts);
    }

    private static PartyInfo[] Merge((string Text, int Id, int Host)[] sorted, PartyRoles[] roles, Dictionary<int, Party> registered,
        int[] partyOfId, int[] partyOfSiteAccount)
    {
        var parties = new List<PartyInfo>(sorted.Length);
        foreach (var (text, id, host) in sorted)
        {
            var info = id < 0
                ? new PartyInfo(text, PartyRoles.Account, null)
                : new PartyInfo(text, roles[id], registered.TryGetValue(id, out var row) ? row : null);
            if (parties.Count > 0 && string.Equals(parties[^1].Id, text, StringComparison.Ordinal))
            {
                parties[^1] = new PartyInfo(text, parties[^1].Roles | info.Roles, parties[^1].Registered ?? info.Registered);
            }
            else
            {
                parties.Add(info);
            }

            if (id < 0)
            {
                partyOfSiteAccount[host] = parties.Count - 1;
            }
            else
            {
                partyOfId[id] = parties.Count - 1;
            }
        }

        return [.. parties];
    }

    private static (string[] Texts, int[] SiteOfHost) RankSites(string?[] hostTexts, bool[] sites)
    {
        var hosts = Enumerable.Range(0, sites.Length).Where(h => sites[h]).ToArray();
        var texts = hosts.Select(h => hostTexts[h]!).ToArray();
        Array.Sort(texts, hosts, StringComparer.Ordinal);
        var siteOfHost = Filled(sites.Length);
        for (var site = 0; site < hosts.Length; site++)
        {
            siteOfHost[hosts[site]] = site;
        }

        return (texts, siteOfHost);
    }

    private static string?[] Texts(DuckDbLink link, string table, int length, Func<int, bool> wanted)
    {
        var texts = new string?[length];
        using var rows = link.Stream($"SELECT id, text FROM {table}");
        while (rows.Next())
        {
            var ids = rows.Column<int>(0);
            for (var i = 0; i < rows.Count; i++)
            {
                if (wanted(ids[i]))
                {
                    texts[ids[i]] = rows.Text(1, i);
                }
            }
        }

        return texts;
    }

    private static int[] Filled(int length)
    {
        var array = new int[length];
        Array.Fill(array, -1);
        return array;
    }
}
