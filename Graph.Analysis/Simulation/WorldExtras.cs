namespace Graph.Analysis.Simulation;

/// <summary>Why there is an account besides those that own sites.</summary>
internal enum ExtraKind
{
    /// <summary>Put between a network and a payee, in the name of another person.</summary>
    Inserted,
    /// <summary>Had not been paid for long.</summary>
    Dormant,
    /// <summary>The same payee under a new legal person.</summary>
    ReRegistered,
    /// <summary>The clean owner of a site that changed hands.</summary>
    NewOwner,
    /// <summary>Paid instead of an account, and named by settlements alone.</summary>
    HiddenPayee,
}

/// <summary>An account besides those that own sites.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Network">The network that it is for, or −1.</param>
/// <param name="Account">The account behind it, or −1.</param>
internal readonly record struct ExtraAccount(ExtraKind Kind, int Network, int Account);

/// <summary>Accounts that come up while a world runs. They are numbered after those of the plan.</summary>
internal sealed class WorldExtras(int planned)
{
    private readonly List<ExtraAccount> all = [];
    private readonly Dictionary<ExtraAccount, int> known = [];
    private readonly Dictionary<int, int> ownerOfSite = [];

    public IReadOnlyList<ExtraAccount> All => all;

    /// <summary>The number of the first of them.</summary>
    public int First => planned;

    /// <summary>The account of this kind between a network and an account: always the same one.</summary>
    public int Of(ExtraKind kind, int network, int account)
    {
        var key = new ExtraAccount(kind, network, account);
        if (!known.TryGetValue(key, out var number))
        {
            number = Add(key);
            known.Add(key, number);
        }

        return number;
    }

    /// <summary>The account of the new owner of a site.</summary>
    public int NewOwnerOf(int site)
    {
        if (!ownerOfSite.TryGetValue(site, out var number))
        {
            number = Add(new ExtraAccount(ExtraKind.NewOwner, -1, -1));
            ownerOfSite.Add(site, number);
        }

        return number;
    }

    private int Add(ExtraAccount extra)
    {
        all.Add(extra);
        return planned + all.Count - 1;
    }
}
