using Graph.Ingest.Stores.Neo4j.Cuts;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>A Neo4j database as record store: the graph that analysts explore holds the records themselves.</summary>
internal sealed class Neo4jRecordStore : IRecordStore
{
    private readonly IQueryRunner runner;
    private readonly LoadSettings settings;
    private readonly bool readOnly;
    private readonly string scratchFolder;
    private readonly Func<string, string> registrableDomain;
    private readonly CutCache cache = new();
    private bool loading;

    private Neo4jRecordStore(IQueryRunner runner, LoadSettings settings, bool readOnly, string scratchFolder, Func<string, string> registrableDomain)
    {
        this.runner = runner;
        this.settings = settings;
        this.readOnly = readOnly;
        this.scratchFolder = scratchFolder;
        this.registrableDomain = registrableDomain;
    }

    /// <inheritdoc />
    public string Kind => "neo4j";

    /// <summary>Opens the store of a database, or makes an empty database one.</summary>
    /// <param name="address">The database.</param>
    /// <param name="readOnly">Without the right to load; the store must exist.</param>
    /// <param name="scratchFolder">Where loads stage their rows.</param>
    /// <param name="registrableDomain">The registrable domain of a normalised host; asked once per host and load.</param>
    /// <param name="options">How patiently to ask; null: the default.</param>
    /// <param name="settings">How loads work; null: the default.</param>
    /// <exception cref="StoreException">Not reachable, not ours, or of a newer format.</exception>
    public static Neo4jRecordStore Open(
        StoreAddress address, bool readOnly, string scratchFolder, Func<string, string> registrableDomain, RunnerOptions? options = null, LoadSettings? settings = null)
    {
        var runner = QueryRunners.Open(address, options ?? RunnerOptions.Default, CancellationToken.None);
        try
        {
            GraphStoreMark.Ensure(runner, readOnly, CancellationToken.None);
            return new Neo4jRecordStore(runner, settings ?? LoadSettings.Default, readOnly, scratchFolder, registrableDomain);
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<LoadEntry> Ledger() => GraphLedger.Read(runner);

    /// <inheritdoc />
    public IReadOnlyList<RecordTotal> Totals()
    {
        // Every key was accepted once; every other version was a restatement.
        var files = Ledger().SelectMany(l => l.Files).ToLookup(f => f.Type, f => f.Counts);
        return [.. RecordTypes.All.Select(type => new RecordTotal(type, files[type].Sum(c => c.Accepted), files[type].Sum(c => c.Accepted + c.Restated)))];
    }

    /// <inheritdoc />
    public IReadOnlyList<Rate> Rates() =>
        [.. RateVersions().GroupBy(r => (r.Currency, r.ValidFrom)).Select(versions => versions.Last())
            .OrderBy(r => r.Currency, StringComparer.Ordinal).ThenBy(r => r.ValidFrom)];

    /// <inheritdoc />
    public IReadOnlyList<Rate> RateVersions() => GraphLedger.RateVersions(runner);

    /// <inheritdoc />
    public IRecordLoad BeginLoad(RecordNames names, IReadOnlyList<string> fileNames)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(fileNames);
        if (readOnly)
        {
            throw new InvalidOperationException("The store was opened read-only.");
        }

        if (loading)
        {
            throw new InvalidOperationException("A load is under way; end it first.");
        }

        var load = new Neo4jLoad(runner, settings, scratchFolder, registrableDomain, names, fileNames, () => loading = false);
        loading = true;
        return load;
    }

    /// <inheritdoc />
    public DateOnly? NewestAccrual(DateTime? knownAt) => NewestDay.OfPlacements(runner, Files(knownAt), CancellationToken.None);

    /// <inheritdoc />
    public MoneyRecords Read(AsOfCut cut, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(cut);
        using var source = new GraphCutSource(runner, cut, Files(cut.KnownAt), cache, cancellation);
        return new MoneyReading(source, cut).Run();
    }

    /// <inheritdoc />
    public KnowledgeRecords ReadKnowledge(MoneyRecords money, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(money);
        using var source = new GraphCutSource(runner, money.Cut, Files(money.Cut.KnownAt), cache, cancellation);
        return new KnowledgeReading(source, money, registrableDomain).Run();
    }

    /// <inheritdoc />
    public IReadOnlyList<string?> CanonicalRows(IReadOnlyList<RowOrigin> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count == 0 ? [] : new GraphCanonicalRows(runner, Files(null), cancellation).Read(rows);
    }

    /// <inheritdoc />
    public IEnumerable<RejectedRow> Rejects(int load, string file) => GraphLedger.Rejects(runner, load, file);

    /// <inheritdoc />
    public void Dispose() => runner.Dispose();

    private LoadedFiles Files(DateTime? knownAt) => LoadedFiles.By(GraphLedger.LoadTimes(runner), knownAt);
}
