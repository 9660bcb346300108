namespace Graph.Model.Records;

/// <summary>A chain network → reseller → account → site with what it accrued. A party that stands twice in a row stands once.</summary>
/// <param name="Network">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Reseller">Index into <see cref="MoneyRecords.Parties"/>, or −1: none (also when it equals the network or the account).</param>
/// <param name="Account">Index into <see cref="MoneyRecords.Parties"/>, or −1 when the network is its own account (no reseller between).</param>
/// <param name="Site">Index into <see cref="MoneyRecords.Sites"/>.</param>
/// <param name="Gross">Σ gross over its placements, in 1/10000 units, &gt; 0.</param>
/// <param name="Placements">How many placements with gross &gt; 0 it sums.</param>
public readonly record struct LaneSum(int Network, int Reseller, int Account, int Site, long Gross, long Placements)
{
    /// <summary>Who pays the account: the reseller, else the network.</summary>
    public int LastPayer => Reseller >= 0 ? Reseller : Network;
}

/// <summary>What an advertiser's placements at a network accrued in the window.</summary>
/// <param name="Advertiser">Index into <see cref="MoneyRecords.Parties"/>; never the network itself.</param>
/// <param name="Network">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Gross">Σ gross in 1/10000 units, &gt; 0.</param>
public readonly record struct AdvertiserSum(int Advertiser, int Network, long Gross);

/// <summary>What an advertiser's placements on a site that some list names accrued in the window.</summary>
/// <param name="Advertiser">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Site">Index into <see cref="MoneyRecords.Sites"/>.</param>
/// <param name="Gross">Σ gross in 1/10000 units, &gt; 0.</param>
public readonly record struct AdvertiserSiteSum(int Advertiser, int Site, long Gross);

/// <summary>What a payer paid a payee on one day of the window.</summary>
/// <param name="Payer">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Payee">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Day">The pay date.</param>
/// <param name="Amount">The counted sum in 1/10000 units: paid, released and empty status with their sign; held 0; reversed 0
/// when positive and with its sign when negative. May be 0 or negative.</param>
/// <param name="Held">Σ of held amounts, not counted in <paramref name="Amount"/>.</param>
/// <param name="Reversed">Σ of positive reversed amounts, not counted in <paramref name="Amount"/>.</param>
/// <param name="Rows">How many rows with an amount other than 0 stand behind it, of any status. Rows of amount 0 make no sum.</param>
public readonly record struct PaymentSum(int Payer, int Payee, DateOnly Day, long Amount, long Held, long Reversed, long Rows);

/// <summary>What settlement lines say of the payments of one payer to one payee in the window, per lane of the placements they name.</summary>
/// <param name="Payer">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Payee">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Network">The placement's chain, as in <see cref="LaneSum"/>.</param>
/// <param name="Reseller">As in <see cref="LaneSum"/>.</param>
/// <param name="Account">As in <see cref="LaneSum"/>.</param>
/// <param name="Site">As in <see cref="LaneSum"/>.</param>
/// <param name="Amount">Σ of line amounts, each counted as its settlement is (held 0, and so on), in 1/10000 units.</param>
public readonly record struct LineSum(int Payer, int Payee, int Network, int Reseller, int Account, int Site, long Amount)
{
    /// <summary>Who pays the account of the placement: the reseller, else the network.</summary>
    public int LastPayer => Reseller >= 0 ? Reseller : Network;
}

/// <summary>Where a party stands in the records up to the as-of date.</summary>
[Flags]
public enum PartyRoles
{
    /// <summary>Nowhere in the money records.</summary>
    None = 0,
    /// <summary>In placements.network_id.</summary>
    Network = 1,
    /// <summary>In placements.reseller_id.</summary>
    Reseller = 2,
    /// <summary>In placements.account_id, or as the <c>site:</c> account of a placement without one.</summary>
    Account = 4,
    /// <summary>In placements.advertiser_id.</summary>
    Advertiser = 8,
    /// <summary>In settlements.payer_id.</summary>
    Payer = 16,
    /// <summary>In settlements.payee_id.</summary>
    Payee = 32,
}

/// <summary>A party as the records know it by the as-of date.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Roles">Where it stands.</param>
/// <param name="Registered">Its row of the parties files, or null.</param>
public sealed record PartyInfo(string Id, PartyRoles Roles, Party? Registered)
{
    /// <summary>What it is: as registered, else by the column it stands in (network before reseller before account before
    /// advertiser); one that stands only in settlements is an account if it only receives, an advertiser if it only pays,
    /// else a reseller.</summary>
    public PartyKind Kind =>
        Registered is { } row ? row.Kind
        : Roles.HasFlag(PartyRoles.Network) ? PartyKind.Network
        : Roles.HasFlag(PartyRoles.Reseller) ? PartyKind.Reseller
        : Roles.HasFlag(PartyRoles.Account) ? PartyKind.Account
        : Roles.HasFlag(PartyRoles.Advertiser) ? PartyKind.Advertiser
        : (Roles & (PartyRoles.Payer | PartyRoles.Payee)) switch
        {
            PartyRoles.Payee => PartyKind.Account,
            PartyRoles.Payer => PartyKind.Advertiser,
            PartyRoles.Payer | PartyRoles.Payee => PartyKind.Reseller,
            _ => PartyKind.Account,
        };
}

/// <summary>What the money graph needs of the records, as of a cut, already summed inside the store, in exact integers.</summary>
/// <remarks>The one thing that a store hands to analysis: same records in, same value out, whatever the store.</remarks>
public sealed record MoneyRecords
{
    /// <summary>The cut that was read.</summary>
    public required AsOfCut Cut { get; init; }

    /// <summary>Every party that the records name by t, by id, ordinally: parties files, placements (with the <c>site:</c>
    /// accounts of placements without account) and settlements up to t, whatever the amount.</summary>
    public required IReadOnlyList<PartyInfo> Parties { get; init; }

    /// <summary>Every site of a lane and every site that a domain entry of a list names, ordinally.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>The lanes of the window, by network, reseller, account, site index. Gross &gt; 0.</summary>
    public required LaneSum[] Lanes { get; init; }

    /// <summary>For every payee of a payment in the window (amount rows, any status) that some payer pays without a lane of the
    /// window into it: all lanes of all dates up to t into that payee as account, summed over all those dates. In the order of
    /// <see cref="Lanes"/>.</summary>
    public required LaneSum[] LanesToDate { get; init; }

    /// <summary>Advertiser sums of the window, by advertiser, network.</summary>
    public required AdvertiserSum[] Advertisers { get; init; }

    /// <summary>Advertiser sums of the window on sites that some domain entry names, by advertiser, site.</summary>
    public required AdvertiserSiteSum[] AdvertiserSites { get; init; }

    /// <summary>Payments of the window, by payer, payee, day.</summary>
    public required PaymentSum[] Payments { get; init; }

    /// <summary>What lines say of those payments, by payer, payee, then lane.</summary>
    public required LineSum[] Lines { get; init; }

    /// <summary>List entries known by t with valid_from ≤ t, by subject kind, subject, side, authority, valid_from. A valid_to
    /// after t is null. Domain subjects are normalised hosts; the site of an entry is its subject where the subject lies below
    /// its registrable domain, else that domain.</summary>
    public required IReadOnlyList<ListEntry> Lists { get; init; }

    /// <summary>For each entry of <see cref="Lists"/> the index of the site it names, or −1 for entries on parties.</summary>
    public required int[] ListSites { get; init; }

    /// <summary>Actions known by t, by kind, target id, action.</summary>
    public required IReadOnlyList<TargetAction> Actions { get; init; }

    /// <summary>What was referred to and is not there, by kind of reference: <c>settlement_lines.placement_id</c> → count.</summary>
    public required IReadOnlyDictionary<string, long> Dangling { get; init; }
}
