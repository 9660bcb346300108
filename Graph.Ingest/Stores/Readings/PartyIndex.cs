using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>The parties of a reading, in ordinal order of their ids, and where the store's numbers stand in it.</summary>
/// <remarks>A placement without account is paid to the account <c>site:&lt;site&gt;</c>, which another row may name in so many
/// words: both are one party.</remarks>
internal sealed class PartyIndex
{
    /// <summary>What the account of a placement without account is called before its site.</summary>
    public const string SiteAccountPrefix = "site:";

    private readonly int[] partyOfId;
    private readonly int[] partyOfSiteAccount;

    private PartyIndex(int[] partyOfId, int[] partyOfSiteAccount, PartyInfo[] parties)
    {
        this.partyOfId = partyOfId;
        this.partyOfSiteAccount = partyOfSiteAccount;
        Parties = parties;
    }

    /// <summary>The parties, ordinally.</summary>
    public PartyInfo[] Parties { get; }

    /// <summary>The party of a store number, or −1.</summary>
    public int Party(int id) => partyOfId[id];

    /// <summary>The party <c>site:</c> of a host number.</summary>
    public int SiteAccount(int host) => partyOfSiteAccount[host];

    /// <summary>The host numbers of those <c>site:</c> parties that are among the given.</summary>
    public IEnumerable<int> SiteAccounts(HashSet<int> parties) =>
        Enumerable.Range(0, partyOfSiteAccount.Length).Where(h => partyOfSiteAccount[h] >= 0 && parties.Contains(partyOfSiteAccount[h]));

    /// <summary>The store numbers of parties.</summary>
    /// <param name="wanted">By party.</param>
    public IEnumerable<int> Numbers(bool[] wanted) =>
        Enumerable.Range(0, partyOfId.Length).Where(id => partyOfId[id] >= 0 && wanted[partyOfId[id]]);

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
    /// <param name="source">The store.</param>
    /// <param name="roles">Roles by party number.</param>
    /// <param name="siteAccounts">By host number: whether a placement without account ran on that site.</param>
    /// <param name="registered">Rows of the parties files by party number.</param>
    public static PartyIndex Build(ICutSource source, PartyRoles[] roles, bool[] siteAccounts, Dictionary<int, Party> registered)
    {
        var hostTexts = source.Texts(NameKind.Host, id => siteAccounts[id]);
        var partyTexts = source.Texts(NameKind.Party, id => roles[id] != 0 || registered.ContainsKey(id));
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
        return new PartyIndex(partyOfId, partyOfSiteAccount, parties);
    }

    /// <summary>The index of parties that were read before from the same store.</summary>
    /// <param name="source">The store.</param>
    /// <param name="known">What was read, ordinally.</param>
    public static PartyIndex Of(ICutSource source, IReadOnlyList<PartyInfo> known)
    {
        var byText = new Dictionary<string, int>(known.Count, StringComparer.Ordinal);
        for (var party = 0; party < known.Count; party++)
        {
            byText.Add(known[party].Id, party);
        }

        var byId = Numbers(source, NameKind.Party, text => byText.GetValueOrDefault(text, -1));
        var bySite = known.Any(p => p.Id.StartsWith(SiteAccountPrefix, StringComparison.Ordinal))
            ? Numbers(source, NameKind.Host, text => byText.GetValueOrDefault(SiteAccountPrefix + text, -1))
            : Filled(source.Count(NameKind.Host));
        return new PartyIndex(byId, bySite, [.. known]);
    }

    private static int[] Numbers(ICutSource source, NameKind kind, Func<string, int> find)
    {
        var numbers = Filled(source.Count(kind));
        source.EachName(kind, _ => true, (number, text) => numbers[number] = find(text));
        return numbers;
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

    private static int[] Filled(int length)
    {
        var array = new int[length];
        Array.Fill(array, -1);
        return array;
    }
}
