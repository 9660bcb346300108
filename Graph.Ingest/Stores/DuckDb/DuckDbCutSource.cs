using System.Globalization;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Answers of the embedded store about one cut, in one transaction.</summary>
internal sealed class DuckDbCutSource : ICutSource
{
    private readonly DuckDbLink link;
    private readonly AsOfRecords records;
    private readonly PlacementSums placements;
    private readonly SettlementSums settlements;
    private readonly CancellationToken cancellation;

    /// <param name="link">A connection of its own; disposed with this.</param>
    /// <param name="cut">What may be seen.</param>
    /// <param name="loads">Condition on <c>origin</c>.</param>
    /// <param name="cancellation">Cancels.</param>
    public DuckDbCutSource(DuckDbLink link, AsOfCut cut, string loads, CancellationToken cancellation)
    {
        this.link = link;
        this.cancellation = cancellation;
        try
        {
            link.Execute("BEGIN TRANSACTION", cancellation);
            var visible = new VisibleVersions(link, loads, cut.AsOf, cancellation);
            records = new AsOfRecords(link, visible, cut.AsOf, cancellation);
            placements = new PlacementSums(link, visible.Newest(RecordType.Placements), cut.WindowFrom, cancellation);
            settlements = new SettlementSums(link, visible, cut.WindowFrom, cancellation);
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public string Place => link.Path;

    /// <inheritdoc />
    public int Count(NameKind kind) => NumberTables.Count(link, NumberTables.Of(kind));

    /// <inheritdoc />
    public void EachName(NameKind kind, Func<int, bool> wanted, Action<int, string> take)
    {
        using var rows = link.Stream($"SELECT id, text FROM {NumberTables.Of(kind)}", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                if (rows.Column<int>(0)[i] is var number && wanted(number))
                {
                    take(number, rows.Text(1, i)!);
                }
            }
        }
    }

    /// <inheritdoc />
    public int[] RegistrableHosts() => NumberTables.RegistrableHosts(link);

    /// <inheritdoc />
    public IReadOnlyList<(int Network, int Reseller, int Account)> Chains() => NumberTables.Chains(link);

    /// <inheritdoc />
    public IReadOnlyList<(int Relation, int Currency, int Format, int Geo)> Terms() => NumberTables.Terms(link);

    /// <inheritdoc />
    public List<string> Files()
    {
        var files = new List<string>();
        using var rows = link.Query("SELECT number, name FROM files ORDER BY number", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                files.Add(rows.Column<int>(0)[i] == files.Count
                    ? rows.Text(1, i)!
                    : throw new StoreException(string.Create(CultureInfo.InvariantCulture,
                        $"The ledger of the store {link.Path} lacks file {files.Count}. Restore it from a copy, or load the files into a new store.")));
            }
        }

        return files;
    }

    /// <inheritdoc />
    public List<(ListEntry Entry, int Host)> Lists() => records.Lists();

    /// <inheritdoc />
    public Dictionary<int, Party> Parties() => records.Parties();

    /// <inheritdoc />
    public List<TargetAction> Actions() => records.Actions();

    /// <inheritdoc />
    public List<Notice> Notices(NameTable names) => records.Notices(names);

    /// <inheritdoc />
    public List<Declaration> Declarations(NameTable names) => records.Declarations(names);

    /// <inheritdoc />
    public List<Verdict> Verdicts(NameTable names) => records.Verdicts(names);

    /// <inheritdoc />
    public IReadOnlySet<RecordType> Present() => records.Present();

    /// <inheritdoc />
    public List<int> Networks(RecordType type) => records.Networks(type);

    /// <inheritdoc />
    public long ListsWithoutWork() => records.ListsWithoutWork();

    /// <inheritdoc />
    public IReadOnlyCollection<int> ChainsSeen() => placements.Chains();

    /// <inheritdoc />
    public IReadOnlyCollection<int> HostsOfChains(IReadOnlyCollection<int> chains) => placements.HostsOf(chains);

    /// <inheritdoc />
    public IReadOnlyCollection<int> AdvertisersSeen(bool earning) => placements.Advertisers(earning);

    /// <inheritdoc />
    public IReadOnlyCollection<int> PayersSeen() => settlements.Payers();

    /// <inheritdoc />
    public IReadOnlyCollection<int> PayeesSeen(bool moving) => settlements.Payees(moving);

    /// <inheritdoc />
    public LaneSum[] Lanes() => placements.Lanes();

    /// <inheritdoc />
    public LaneSum[] LanesToDate(IReadOnlyCollection<int> chains, IReadOnlyCollection<int> openChains, IReadOnlyCollection<int> hosts) =>
        placements.LanesToDate(chains, openChains, hosts);

    /// <inheritdoc />
    public LineSum[] Lines() => settlements.Lines();

    /// <inheritdoc />
    public (long WithoutSettlement, long WithoutPlacement) DanglingLines() => settlements.Dangling();

    /// <inheritdoc />
    public IReadOnlyList<(int Advertiser, int Network, long Gross)> AdvertiserNetworks() => placements.AdvertiserNetworks();

    /// <inheritdoc />
    public IReadOnlyList<(int Advertiser, int Host, long Gross)> AdvertiserHosts(IReadOnlyCollection<int> hosts) => placements.AdvertiserHosts(hosts);

    /// <inheritdoc />
    public PaymentSum[] Payments() => settlements.Payments();

    /// <inheritdoc />
    public LaneSpan[] Spans() => placements.Spans();

    /// <inheritdoc />
    public List<PlacementRow> PlacementsOn(IReadOnlyCollection<int> hosts, IReadOnlyCollection<int> chains) => placements.On(hosts, chains);

    /// <inheritdoc />
    public List<PlacementRow> PlacementsBoth(IReadOnlyCollection<int> hosts, IReadOnlyCollection<int> chains) => placements.Both(hosts, chains);

    /// <inheritdoc />
    public List<SettlementRow> SettlementsOf(IReadOnlyCollection<int> payees, IReadOnlyCollection<int> payers) => settlements.Of(payees, payers);

    /// <inheritdoc />
    public List<PriceRow> Prices() => placements.Prices();

    /// <inheritdoc />
    public List<BandRow> Bands() => settlements.Bands();

    /// <inheritdoc />
    public void Dispose() => link.Dispose();
}
