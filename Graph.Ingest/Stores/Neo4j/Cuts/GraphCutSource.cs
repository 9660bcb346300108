using System.Globalization;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Answers about one cut from a Neo4j store. Sums are made by the server and arrive as rows of numbers.</summary>
internal sealed class GraphCutSource : ICutSource
{
    private readonly CutQuery query;
    private readonly CutAnswers answers;
    private MarkedRowsOfGraph? marked;

    /// <param name="runner">The server.</param>
    /// <param name="cut">The cut.</param>
    /// <param name="files">What done loads there are, and which of them are seen.</param>
    /// <param name="cache">Keeps answers for a second reading of the same cut.</param>
    /// <param name="cancellation">Cancels.</param>
    public GraphCutSource(IQueryRunner runner, AsOfCut cut, LoadedFiles files, CutCache cache, CancellationToken cancellation)
    {
        answers = cache.For(runner, cut, files, cancellation);
        query = new CutQuery(runner, answers.Visible, cancellation);
    }

    /// <inheritdoc />
    public string Place => query.Place;

    private GraphNames Names => answers.Names(query);

    private PlacementSums Placements => answers.Placements(query);

    private AdvertiserSums Advertisers => answers.Advertisers(query);

    private MarkedRowsOfGraph Marked => marked ??= new MarkedRowsOfGraph(query, Names, Placements);

    private DateOnly AsOf => answers.Cut.AsOf;

    /// <inheritdoc />
    public int Count(NameKind kind) => Names.Texts(kind).Count;

    /// <inheritdoc />
    public void EachName(NameKind kind, Func<int, bool> wanted, Action<int, string> take)
    {
        var texts = Names.Texts(kind);
        for (var number = 1; number < texts.Count; number++)
        {
            if (texts[number] is { } text && wanted(number))
            {
                take(number, text);
            }
        }
    }

    /// <inheritdoc />
    public int[] RegistrableHosts() => Names.Registrable;

    /// <inheritdoc />
    public IReadOnlyList<(int Network, int Reseller, int Account)> Chains() => Placements.Chains;

    /// <inheritdoc />
    public IReadOnlyList<(int Relation, int Currency, int Format, int Geo)> Terms() => Marked.Terms;

    /// <inheritdoc />
    public List<string> Files()
    {
        var files = new List<string>();
        query.Each(
            "MATCH (f:File) WHERE f.number < $count RETURN f.number, f.name ORDER BY f.number",
            rows => files.Add(rows.Whole(0) == files.Count ? rows.Text(1) : throw Lacking(files.Count)),
            parameters => parameters.Whole("count", answers.Files.Count));
        return files.Count == answers.Files.Count ? files : throw Lacking(files.Count);
    }

    /// <inheritdoc />
    public List<(ListEntry Entry, int Host)> Lists() => SmallRecords.Lists(query, Names, AsOf);

    /// <inheritdoc />
    public Dictionary<int, Party> Parties() => SmallRecords.Parties(query, Names, AsOf);

    /// <inheritdoc />
    public List<TargetAction> Actions() => SmallRecords.Actions(query);

    /// <inheritdoc />
    public List<Notice> Notices(NameTable names) => SmallRecords.Notices(query, names, AsOf);

    /// <inheritdoc />
    public List<Declaration> Declarations(NameTable names) => SmallRecords.Declarations(query, names);

    /// <inheritdoc />
    public List<Verdict> Verdicts(NameTable names) => SmallRecords.Verdicts(query, names);

    /// <inheritdoc />
    public IReadOnlySet<RecordType> Present()
    {
        var present = SmallRecords.Present(query, [.. RecordTypes.All.Where(t => t is not (RecordType.Placements or RecordType.Settlements or RecordType.SettlementLines))]);
        Add(RecordType.Placements, Placements.Any);
        Add(RecordType.Settlements, answers.Settlements(query).Any);
        Add(RecordType.SettlementLines, answers.LinesRead?.Any ?? LineSums.AnySeen(query));
        return present;

        void Add(RecordType type, bool any)
        {
            if (any)
            {
                present.Add(type);
            }
        }
    }

    /// <inheritdoc />
    public List<int> Networks(RecordType type) => SmallRecords.Networks(query, Names, type);

    /// <inheritdoc />
    public long ListsWithoutWork() => SmallRecords.ListsWithoutWork(query);

    /// <inheritdoc />
    public IReadOnlyCollection<int> ChainsSeen() => [.. Enumerable.Range(1, Placements.Chains.Count - 1)];

    /// <inheritdoc />
    public IReadOnlyCollection<int> HostsOfChains(IReadOnlyCollection<int> chains) => Placements.Hosts(Set(chains), earning: false);

    /// <inheritdoc />
    public IReadOnlyCollection<int> AdvertisersSeen(bool earning) => earning ? Advertisers.Earning : Advertisers.Seen;

    /// <inheritdoc />
    public IReadOnlyCollection<int> PayersSeen() => answers.Settlements(query).Payers;

    /// <inheritdoc />
    public IReadOnlyCollection<int> PayeesSeen(bool moving) => moving ? answers.Settlements(query).Moving : answers.Settlements(query).Payees;

    /// <inheritdoc />
    public LaneSum[] Lanes() => Placements.Lanes();

    /// <inheritdoc />
    public LaneSum[] LanesToDate(IReadOnlyCollection<int> chains, IReadOnlyCollection<int> openChains, IReadOnlyCollection<int> hosts)
    {
        var (any, open, on) = (Set(chains), Set(openChains), Set(hosts));
        return Placements.LanesToDate((chain, host) => any.Contains(chain) || (open.Contains(chain) && on.Contains(host)));
    }

    /// <inheritdoc />
    public LineSum[] Lines() => answers.Lines(query).Sums;

    /// <inheritdoc />
    public (long WithoutSettlement, long WithoutPlacement) DanglingLines() =>
        (answers.Lines(query).WithoutSettlement, answers.Lines(query).WithoutPlacement);

    /// <inheritdoc />
    public IReadOnlyList<(int Advertiser, int Network, long Gross)> AdvertiserNetworks() => Advertisers.Networks;

    /// <inheritdoc />
    public IReadOnlyList<(int Advertiser, int Host, long Gross)> AdvertiserHosts(IReadOnlyCollection<int> hosts) => Advertisers.OnHosts(query, hosts);

    /// <inheritdoc />
    public PaymentSum[] Payments() => SettlementSums.Payments(query, answers.Cut.WindowFrom);

    /// <inheritdoc />
    public LaneSpan[] Spans() => Placements.Spans();

    /// <inheritdoc />
    public List<PlacementRow> PlacementsOn(IReadOnlyCollection<int> hosts, IReadOnlyCollection<int> chains) => Marked.On(Set(hosts), Set(chains));

    /// <inheritdoc />
    public List<PlacementRow> PlacementsBoth(IReadOnlyCollection<int> hosts, IReadOnlyCollection<int> chains) => Marked.Both(hosts, Set(chains));

    /// <inheritdoc />
    public List<SettlementRow> SettlementsOf(IReadOnlyCollection<int> payees, IReadOnlyCollection<int> payers) => Marked.Settlements(payees, payers);

    /// <inheritdoc />
    public List<PriceRow> Prices() => PriceCells.Read(query, Names, answers.Cut);

    /// <inheritdoc />
    public List<BandRow> Bands() => SettlementSums.Bands(query);

    /// <summary>Nothing is held open between questions.</summary>
    public void Dispose()
    {
    }

    private static IReadOnlySet<int> Set(IReadOnlyCollection<int> numbers) => numbers as IReadOnlySet<int> ?? numbers.ToHashSet();

    private StoreException Lacking(int file) => new(string.Create(CultureInfo.InvariantCulture,
        $"The ledger of the store {Place} lacks file {file}. Restore it from a copy, or load the files into an empty database."));
}
