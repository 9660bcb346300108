using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>The chains network → reseller → account by their numbers; 0 = none.</summary>
internal sealed class Chains
{
    private readonly IReadOnlyList<(int Network, int Reseller, int Account)> chains;

    /// <param name="chains">By number; index 0 is unused.</param>
    public Chains(IReadOnlyList<(int Network, int Reseller, int Account)> chains) => this.chains = chains;

    /// <summary>The numbers of the chains, whether or not in use.</summary>
    public IEnumerable<int> Numbers => Enumerable.Range(1, chains.Count - 1);

    /// <summary>Whether a chain names its account; one without is paid to the account of its site.</summary>
    public bool HasAccount(int chain) => chains[chain].Account != 0;

    /// <summary>The number of a chain's account, or 0.</summary>
    public int Account(int chain) => chains[chain].Account;

    /// <summary>Whether a chain names a reseller.</summary>
    public bool HasReseller(int chain) => chains[chain].Reseller != 0;

    /// <summary>The numbers of the parties that a chain names; 0 = none.</summary>
    public (int Network, int Reseller, int Account) Named(int chain) => chains[chain];

    /// <summary>Marks the roles that a chain gives.</summary>
    public void Mark(PartyRoles[] roles, int chain)
    {
        var (network, reseller, account) = chains[chain];
        roles[network] |= PartyRoles.Network;
        if (reseller != 0)
        {
            roles[reseller] |= PartyRoles.Reseller;
        }

        if (account != 0)
        {
            roles[account] |= PartyRoles.Account;
        }
    }

    /// <summary>A chain in final numbers: a party that stands twice in a row stands once; −1 = none.</summary>
    public (int Network, int Reseller, int Account) Of(int chain, int site, PartyIndex parties)
    {
        var (network, reseller, account) = chains[chain];
        var n = parties.Party(network);
        var r = reseller == 0 ? -1 : parties.Party(reseller);
        var a = account == 0 ? parties.SiteAccount(site) : parties.Party(account);
        r = r == n || r == a ? -1 : r;
        return (n, r, r < 0 && a == n ? -1 : a);
    }
}
