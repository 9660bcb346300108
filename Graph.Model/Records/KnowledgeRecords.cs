namespace Graph.Model.Records;

/// <summary>A placement that bears on what a party knew, row by row: on a marked site or into a marked account, of any date up to t.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="Day">The day it accrued on.</param>
/// <param name="Network">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Reseller">Index into the parties, or −1; as in <see cref="LaneSum"/> a party that stands twice in a row stands once.</param>
/// <param name="Account">Index into the parties, or −1 when the network is its own account.</param>
/// <param name="Site">Index into <see cref="KnowledgeRecords.Sites"/>.</param>
/// <param name="Gross">In 1/10000 units, &gt; 0.</param>
/// <param name="Impressions">Views, or −1: not told.</param>
/// <param name="Format">Index into <see cref="KnowledgeRecords.Words"/>, or −1.</param>
/// <param name="Geo">Index into <see cref="KnowledgeRecords.Words"/>, or −1.</param>
/// <param name="Relation">What the row claims, or null.</param>
/// <param name="NamesReseller">Whether the row names a reseller at all, also where <paramref name="Reseller"/> is −1 because it is the network or the account.</param>
public readonly record struct MarkedPlacement(
    RowOrigin Origin, DateOnly Day, int Network, int Reseller, int Account, int Site, long Gross, long Impressions,
    int Format, int Geo, Relation? Relation, bool NamesReseller);

/// <summary>A settlement row that bears on what a party knew: to a marked account, or to or from a payee that no placement with gross &gt; 0 names in any column.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="Day">The pay date.</param>
/// <param name="Payer">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Payee">Index into the parties.</param>
/// <param name="Amount">In 1/10000 units as the row says, any sign, not 0.</param>
/// <param name="Status">As the row says; null counts as paid.</param>
/// <param name="PeriodFrom">First day paid for, or null.</param>
/// <param name="PeriodTo">Last day paid for, or null.</param>
/// <param name="Rail">Index into <see cref="KnowledgeRecords.Words"/>, or −1.</param>
public readonly record struct MarkedSettlement(
    RowOrigin Origin, DateOnly Day, int Payer, int Payee, long Amount, SettlementStatus? Status,
    DateOnly? PeriodFrom, DateOnly? PeriodTo, int Rail)
{
    /// <summary>What counts as paid: held 0; reversed 0 when positive, with its sign when negative.</summary>
    public long Counted => Status == SettlementStatus.Held || (Status == SettlementStatus.Reversed && Amount > 0) ? 0 : Amount;
}

/// <summary>What a network's priced placements of one kind earned in a week of the window: what prices are matched against.</summary>
/// <param name="Network">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Format">Index into <see cref="KnowledgeRecords.Words"/>, or −1.</param>
/// <param name="Geo">Index into <see cref="KnowledgeRecords.Words"/>, or −1.</param>
/// <param name="Week">0 is the first week of the window.</param>
/// <param name="Gross">Σ gross of placements with gross &gt; 0 and impressions &gt; 0, in 1/10000 units.</param>
/// <param name="Impressions">Σ impressions of the same, &gt; 0.</param>
/// <param name="Rows">How many.</param>
public readonly record struct PriceCell(int Network, int Format, int Geo, int Week, long Gross, long Impressions, long Rows);

/// <summary>How a network has sold through a reseller, or without one, over all dates up to t.</summary>
/// <param name="Network">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Reseller">Index into the parties, or −1: directly.</param>
/// <param name="First">The first accrual.</param>
/// <param name="Last">The last accrual up to t.</param>
/// <param name="Gross">Σ gross in 1/10000 units, &gt; 0.</param>
/// <param name="Sites">Distinct sites.</param>
public readonly record struct ResellerSpan(int Network, int Reseller, DateOnly First, DateOnly Last, long Gross, int Sites);

/// <summary>How many settlements of a payer, up to t, lie close to a round limit.</summary>
/// <param name="Payer">Index into <see cref="MoneyRecords.Parties"/>.</param>
/// <param name="Limit">The limit in 1/10000 units, one of <see cref="KnowledgeRecords.RoundLimits"/>.</param>
/// <param name="Below">Rows with counted amount in [0.95·limit, limit).</param>
/// <param name="Above">Rows with counted amount in [limit, 1.05·limit).</param>
public readonly record struct PaymentBand(int Payer, long Limit, long Below, long Above);

/// <summary>The rows that tell what parties knew, as of the cut of the <see cref="MoneyRecords"/> that their party indices point into.</summary>
/// <remarks>
/// <para>Marked sites: those that a domain entry of <see cref="MoneyRecords.Lists"/> names, on either side and in force or not, and those that a visible
/// notice names. Marked accounts: the accounts of any placement with gross &gt; 0 up to t on a marked site (a network that is its own account too),
/// parties that an account entry or a notice's subject names, and registered accounts that share a legal id with one of these. Marked placements:
/// gross &gt; 0, up to t, on a marked site or into a marked account.</para>
/// <para>The subject of a notice is the party of that id where there is one, else the site that the host belongs to where it is a host.</para>
/// <para>Same records in, same value out, whatever the store.</para>
/// </remarks>
public sealed record KnowledgeRecords
{
    /// <summary>Limits under which payments may be split: 1, 2 and 5 times a power of ten from 10,000 to 1,000,000 yuan, in 1/10000 units.</summary>
    public static IReadOnlyList<long> RoundLimits { get; } =
        [.. new long[] { 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000 }.Select(yuan => yuan * 10_000)];

    /// <summary>The cut that was read.</summary>
    public required AsOfCut Cut { get; init; }

    /// <summary>File names by <see cref="RowOrigin.File"/>.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Record types with at least one visible row: a signal that needs another one is not assessable.</summary>
    public required IReadOnlySet<RecordType> Present { get; init; }

    /// <summary>Sites of the rows below and of notices, ordinally. Others than those of the money records: also sites without money in the window.</summary>
    public required IReadOnlyList<string> Sites { get; init; }

    /// <summary>For each of <see cref="Sites"/> its index in <see cref="MoneyRecords.Sites"/>, or −1.</summary>
    public required int[] MoneySites { get; init; }

    /// <summary>For each entry of <see cref="MoneyRecords.Lists"/> its index in <see cref="Sites"/>, or −1 for entries on parties.</summary>
    public required int[] ListSites { get; init; }

    /// <summary>Formats, geos and rails, ordinally.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>By network, reseller, account, site index, then day, then origin.</summary>
    public required MarkedPlacement[] Placements { get; init; }

    /// <summary>All dates up to t, by payer, payee, day, origin.</summary>
    public required MarkedSettlement[] Settlements { get; init; }

    /// <summary>By network, format, geo, week.</summary>
    public required PriceCell[] Prices { get; init; }

    /// <summary>By network, reseller.</summary>
    public required ResellerSpan[] Resellers { get; init; }

    /// <summary>By payer, limit; bands without rows are left out.</summary>
    public required PaymentBand[] Bands { get; init; }

    /// <summary>Notices sent by t, by network id, sent_at, id. A delivered_at or responded_at after t is null, and so is the response then.</summary>
    public required IReadOnlyList<Notice> Notices { get; init; }

    /// <summary>Per notice: the party addressed as index into <see cref="MoneyRecords.Parties"/>, or −1 where no money record or parties file names it.</summary>
    public required int[] NoticeParties { get; init; }

    /// <summary>Per notice: the site that its subject names as index into <see cref="Sites"/>, or −1.</summary>
    public required int[] NoticeSites { get; init; }

    /// <summary>Per notice: the account that its subject names as index into <see cref="MoneyRecords.Parties"/>, or −1.</summary>
    public required int[] NoticeAccounts { get; init; }

    /// <summary>Declarations whose period ended by t, by network id, period_from, id.</summary>
    public required IReadOnlyList<Declaration> Declarations { get; init; }

    /// <summary>Per declaration: the party, or −1.</summary>
    public required int[] DeclarationParties { get; init; }

    /// <summary>Verdicts decided by t, by network id, day, authority.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>Per verdict: the party, or −1.</summary>
    public required int[] VerdictParties { get; init; }
}
