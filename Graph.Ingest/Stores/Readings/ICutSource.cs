using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>What names stand for.</summary>
internal enum NameKind
{
    /// <summary>Ids of parties.</summary>
    Party,
    /// <summary>Normalised hosts.</summary>
    Host,
    /// <summary>Formats, geographies, rails, currencies.</summary>
    Word,
}

/// <summary>Placements of one chain on one host: how long and for how much, all dates.</summary>
internal readonly record struct LaneSpan(int Chain, int Host, DateOnly First, DateOnly Last, long Gross);

/// <summary>What priced placements of one network, format, geography and week of the window earned.</summary>
internal readonly record struct PriceRow(int Network, int Format, int Geo, int Week, long Gross, long Impressions, long Rows);

/// <summary>How many settlements of a payer lie close to a round limit. Band: twice the index of the limit in
/// <see cref="KnowledgeRecords.RoundLimits"/>, one more above it.</summary>
internal readonly record struct BandRow(int Payer, int Band, long Rows);

/// <summary>One placement. Impressions: −1 = not told.</summary>
internal readonly record struct PlacementRow(long Origin, long Gross, long Impressions, int Day, int Chain, int Host, int Terms);

/// <summary>One settlement.</summary>
internal readonly record struct SettlementRow(
    long Origin, long Amount, int Day, int Payer, int Payee, DateOnly? PeriodFrom, DateOnly? PeriodTo, int Rail, SettlementStatus? Status);

/// <summary>What an engine answers about the rows that one cut sees: of each key the newest version known by then, unless that version is dated
/// later. The readings ask; sums are made by the engine, everything that is the same for all engines is made by them.</summary>
/// <remarks>
/// <para>Answers are in numbers of the source: parties, hosts and words from 1 (0 = none), chains and terms from 1. Numbers stay the same
/// as long as the source lives. No answer has an order that may be relied upon, unless it says so.</para>
/// <para>Days of rows are day numbers from 1970-01-01, see <c>StoreTime</c>. Sums throw <see cref="OverflowException"/> or a
/// <see cref="Graph.Model.Stores.StoreException"/> that speaks of 64 bits when they leave 64 bits.</para>
/// </remarks>
internal interface ICutSource : IDisposable
{
    /// <summary>What messages call the store.</summary>
    string Place { get; }

    /// <summary>One more than the largest number of a kind.</summary>
    int Count(NameKind kind);

    /// <summary>Names by number.</summary>
    /// <param name="kind">What they stand for.</param>
    /// <param name="wanted">Which numbers; others are skipped without making their text.</param>
    /// <param name="take">Given number and text.</param>
    void EachName(NameKind kind, Func<int, bool> wanted, Action<int, string> take);

    /// <summary>By number of a host the number of its registrable domain, which is a host too.</summary>
    int[] RegistrableHosts();

    /// <summary>The parties of chains by number of the chain; 0 = none. Index 0 is unused.</summary>
    IReadOnlyList<(int Network, int Reseller, int Account)> Chains();

    /// <summary>Terms by number: relation (0 = not told, else one more than <see cref="Relation"/>), and the words of currency, format and geography.</summary>
    IReadOnlyList<(int Relation, int Currency, int Format, int Geo)> Terms();

    /// <summary>Names of all files of the ledger, by number; not limited by the cut.</summary>
    List<string> Files();

    /// <summary>The list entries in the order of the contract, each with the number of the host it names (0 for a party).</summary>
    List<(ListEntry Entry, int Host)> Lists();

    /// <summary>Rows of the parties files by number of the party.</summary>
    Dictionary<int, Party> Parties();

    /// <summary>The actions in the order of the contract.</summary>
    List<TargetAction> Actions();

    /// <summary>The notices in the order of the contract; what has not happened by the end of the as-of date is left out of them.</summary>
    List<Notice> Notices(NameTable names);

    /// <summary>The declarations in the order of the contract.</summary>
    List<Declaration> Declarations(NameTable names);

    /// <summary>The verdicts in the order of the contract.</summary>
    List<Verdict> Verdicts(NameTable names);

    /// <summary>The types that have a visible row; of settlement lines those whose settlement is visible or not there at all.</summary>
    IReadOnlySet<RecordType> Present();

    /// <summary>The parties that the visible rows of notices, declarations or verdicts name as network, one per row.</summary>
    List<int> Networks(RecordType type);

    /// <summary>How many list entries name a work that is not there.</summary>
    long ListsWithoutWork();

    /// <summary>The chains of all placements.</summary>
    IReadOnlyCollection<int> ChainsSeen();

    /// <summary>The hosts of the placements of these chains.</summary>
    IReadOnlyCollection<int> HostsOfChains(IReadOnlyCollection<int> chains);

    /// <summary>The advertisers of all placements, or of those with gross &gt; 0.</summary>
    IReadOnlyCollection<int> AdvertisersSeen(bool earning);

    /// <summary>The payers of all settlements.</summary>
    IReadOnlyCollection<int> PayersSeen();

    /// <summary>The payees of all settlements, or of those whose amount is not 0.</summary>
    IReadOnlyCollection<int> PayeesSeen(bool moving);

    /// <summary>Placements of the window with gross &gt; 0 by chain (in <see cref="LaneSum.Network"/>) and host (in <see cref="LaneSum.Site"/>).</summary>
    LaneSum[] Lanes();

    /// <summary>The same of all dates, for the chains, and for the open chains on the hosts.</summary>
    /// <param name="chains">Any host.</param>
    /// <param name="openChains">Chains without account, only on <paramref name="hosts"/>.</param>
    /// <param name="hosts">Hosts.</param>
    LaneSum[] LanesToDate(IReadOnlyCollection<int> chains, IReadOnlyCollection<int> openChains, IReadOnlyCollection<int> hosts);

    /// <summary>Settlement lines of the window (by pay date) whose settlement and placement are seen, by payer, payee, chain (in
    /// <see cref="LineSum.Network"/>) and host (in <see cref="LineSum.Site"/>); held counts nothing, reversed only where the settlement itself is not
    /// positive; amounts of 0 are left out.</summary>
    LineSum[] Lines();

    /// <summary>Lines seen of whose settlement no version is there, and lines seen whose placement is not seen (or whose settlement has no version).</summary>
    (long WithoutSettlement, long WithoutPlacement) DanglingLines();

    /// <summary>Gross of the window by advertiser and network, where they differ.</summary>
    IReadOnlyList<(int Advertiser, int Network, long Gross)> AdvertiserNetworks();

    /// <summary>Gross of the window by advertiser and host, on these hosts.</summary>
    IReadOnlyList<(int Advertiser, int Host, long Gross)> AdvertiserHosts(IReadOnlyCollection<int> hosts);

    /// <summary>Settlements of the window whose amount is not 0 by payer, payee, day: counted (held counts nothing, reversed only where not positive), held, reversed, rows.</summary>
    PaymentSum[] Payments();

    /// <summary>Placements of all dates with gross &gt; 0 by chain and host.</summary>
    LaneSpan[] Spans();

    /// <summary>Placements with gross &gt; 0 on the hosts; and of these chains on other hosts.</summary>
    List<PlacementRow> PlacementsOn(IReadOnlyCollection<int> hosts, IReadOnlyCollection<int> chains);

    /// <summary>Placements with gross &gt; 0 on the hosts, of these chains only.</summary>
    List<PlacementRow> PlacementsBoth(IReadOnlyCollection<int> hosts, IReadOnlyCollection<int> chains);

    /// <summary>Settlements whose amount is not 0: to the payees; and from these payers to others.</summary>
    List<SettlementRow> SettlementsOf(IReadOnlyCollection<int> payees, IReadOnlyCollection<int> payers);

    /// <summary>Sums of priced placements (gross and impressions &gt; 0) of the window.</summary>
    List<PriceRow> Prices();

    /// <summary>Counts of positive settlements near round limits, all dates; what counts of an amount as in <see cref="Payments"/>: at least 95 % of the
    /// limit and below it, or at least the limit and below 105 %.</summary>
    List<BandRow> Bands();
}
