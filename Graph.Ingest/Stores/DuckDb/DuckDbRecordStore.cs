using System.Globalization;
using System.Text.Json;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The embedded default store: one DuckDB file.</summary>
internal sealed class DuckDbRecordStore : IRecordStore
{
    private readonly DuckDbDatabase database;
    private readonly DuckDbLink link;
    private readonly bool readOnly;
    private readonly Func<string, string> registrableDomain;
    private bool loading;

    private DuckDbRecordStore(DuckDbDatabase database, DuckDbLink link, bool readOnly, Func<string, string> registrableDomain)
    {
        this.database = database;
        this.link = link;
        this.readOnly = readOnly;
        this.registrableDomain = registrableDomain;
    }

    /// <inheritdoc />
    public string Kind => "duckdb";

    /// <summary>Opens a store file, or creates it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readOnly">Without the right to load; the file must exist.</param>
    /// <param name="options">How to use the machine.</param>
    /// <param name="registrableDomain">The registrable domain of a normalised host; asked once per host, when it first appears.</param>
    /// <exception cref="StoreException">Locked, damaged, no store, or of a newer format.</exception>
    public static DuckDbRecordStore Open(string path, bool readOnly, DuckDbOptions options, Func<string, string> registrableDomain)
    {
        CheckPath(path, readOnly);
        var database = DuckDbDatabase.Open(path, readOnly, options);
        DuckDbLink? link = null;
        try
        {
            link = database.Connect();
            StoreSchema.Ensure(link, readOnly);
            return new DuckDbRecordStore(database, link, readOnly, registrableDomain);
        }
        catch
        {
            link?.Dispose();
            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<LoadEntry> Ledger()
    {
        var files = LedgerFiles();
        var loads = new List<LoadEntry>();
        using var rows = link.Query("SELECT load, loaded_at FROM loads ORDER BY load");
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var load = rows.Column<int>(0)[i];
                loads.Add(new LoadEntry(load, new DateTime(rows.Column<long>(1)[i], DateTimeKind.Utc), files.GetValueOrDefault(load, [])));
            }
        }

        return loads;
    }

    /// <inheritdoc />
    public IReadOnlyList<RecordTotal> Totals()
    {
        // Every key was accepted once; every other version was a restatement.
        var files = LedgerFiles().Values.SelectMany(f => f).ToLookup(f => f.Type, f => f.Counts);
        return [.. RecordTypes.All.Select(type => new RecordTotal(
            type, files[type].Sum(c => c.Accepted), files[type].Sum(c => c.Accepted + c.Restated)))];
    }

    /// <inheritdoc />
    public IReadOnlyList<Rate> Rates()
    {
        var newest = new Dictionary<(string, DateOnly), Rate>();
        foreach (var rate in RateVersions())
        {
            newest[(rate.Currency, rate.ValidFrom)] = rate;
        }

        return [.. newest.Values.OrderBy(r => r.Currency, StringComparer.Ordinal).ThenBy(r => r.ValidFrom)];
    }

    /// <inheritdoc />
    public IReadOnlyList<Rate> RateVersions()
    {
        var versions = new List<Rate>();
        using var rows = link.Query("SELECT origin, recorded, currency, day, rate FROM rates ORDER BY origin");
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                versions.Add(new Rate(Origin.RowOf(rows.Column<long>(0)[i]), AsOfRecords.Instant(rows.Long(1, i)), rows.Text(2, i)!,
                    rows.Day(3, i)!.Value, decimal.Parse(rows.Text(4, i)!, CultureInfo.InvariantCulture)));
            }
        }

        return versions;
    }

    /// <inheritdoc />
    public IRecordLoad BeginLoad(RecordNames names, IReadOnlyList<string> fileNames)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (readOnly)
        {
            throw new InvalidOperationException("The store was opened read-only.");
        }

        if (loading)
        {
            throw new InvalidOperationException("A load is under way; end it first.");
        }

        var firstFile = (int)link.Number("SELECT count(*) FROM files");
        var load = 1 + (int)link.Number("SELECT coalesce(max(load), 0)::BIGINT FROM loads");
        var known = Totals().Where(t => t.Versions > 0).Select(t => t.Type).ToHashSet();
        loading = true;
        var own = database.Connect();
        try
        {
            return new DuckDbLoad(own, load, firstFile, fileNames, known, registrableDomain, () => loading = false);
        }
        catch
        {
            loading = false;
            own.Dispose();
            throw;
        }
    }

    /// <summary>Every kept row as a typed record, on a connection of its own.</summary>
    public KeptRecords Kept(CancellationToken cancellation) => new(database.Connect(), cancellation);

    /// <inheritdoc />
    public DateOnly? NewestAccrual(DateTime? knownAt)
    {
        using var own = database.Connect();
        var placements = new VisibleVersions(own, SeenBy(knownAt), null, CancellationToken.None).Newest(RecordType.Placements);
        using var rows = own.Query($"SELECT max(day) FROM {placements}");
        return rows.Next() ? rows.Day(0, 0) : null;
    }

    /// <inheritdoc />
    public MoneyRecords Read(AsOfCut cut, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(cut);
        using var source = new DuckDbCutSource(database.Connect(), cut, SeenBy(cut.KnownAt), cancellation);
        return new MoneyReading(source, cut).Run();
    }

    /// <inheritdoc />
    public KnowledgeRecords ReadKnowledge(MoneyRecords money, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(money);
        using var source = new DuckDbCutSource(database.Connect(), money.Cut, SeenBy(money.Cut.KnownAt), cancellation);
        return new KnowledgeReading(source, money, registrableDomain).Run();
    }

    /// <inheritdoc />
    public IReadOnlyList<string?> CanonicalRows(IReadOnlyList<RowOrigin> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return [];
        }

        using var own = database.Connect();
        return new CanonicalReading(own, cancellation).Read(rows);
    }

    /// <inheritdoc />
    public IEnumerable<RejectedRow> Rejects(int load, string file)
    {
        using var own = database.Connect();
        var number = FileNumber(own, load, file);
        if (number < 0)
        {
            yield break;
        }

        using var rows = own.Stream(string.Create(CultureInfo.InvariantCulture,
            $"SELECT origin, col, reason, raw FROM rejects WHERE origin BETWEEN {Origin.Of(number, 0)} AND {Origin.Of(number + 1, 0) - 1} ORDER BY origin, col, reason, raw"));
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                yield return new RejectedRow(file, Origin.RowOf(rows.Column<long>(0)[i]).Line, rows.Text(1, i)!, rows.Text(2, i)!, rows.Text(3, i)!);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        link.Dispose();
        database.Dispose();
    }

    private static int FileNumber(DuckDbLink link, int load, string file)
    {
        using var rows = link.Query(string.Create(CultureInfo.InvariantCulture, $"SELECT number, name FROM files WHERE load = {load}"));
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                if (string.Equals(rows.Text(1, i), file, StringComparison.Ordinal))
                {
                    return rows.Column<int>(0)[i];
                }
            }
        }

        return -1;
    }

    private static void CheckPath(string path, bool readOnly)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new StoreException($"There is no folder {folder} for the store {path}. Create it or name another place with --store.");
        }

        if (Directory.Exists(path))
        {
            throw new StoreException($"{path} is a folder; a store is a file. Name a file with --store duckdb:PATH.");
        }

        if (readOnly && !File.Exists(path))
        {
            throw new StoreException($"There is no store {path}. Load a folder first: adchain ingest DATA --store duckdb:{path}");
        }
    }

    /// <summary>The condition on <c>origin</c> that leaves the loads committed by a time.</summary>
    private string SeenBy(DateTime? knownAt)
    {
        if (knownAt is not { } time)
        {
            return "TRUE";
        }

        // Runs of files of loads seen; the times of loads need not grow when a clock is set back.
        var ranges = new List<string>();
        using var rows = link.Query(string.Create(CultureInfo.InvariantCulture,
            $"SELECT min(number), max(number) FROM files f JOIN loads l ON l.load = f.load WHERE l.loaded_at <= {time.Ticks} GROUP BY f.load ORDER BY 1"));
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                ranges.Add(string.Create(CultureInfo.InvariantCulture,
                    $"origin BETWEEN {Origin.Of(rows.Column<int>(0)[i], 0)} AND {Origin.Of(rows.Column<int>(1)[i] + 1, 0) - 1}"));
            }
        }

        return ranges.Count == 0 ? "FALSE" : $"({string.Join(" OR ", ranges)})";
    }

    private Dictionary<int, IReadOnlyList<LoadedFile>> LedgerFiles()
    {
        var loads = new Dictionary<int, IReadOnlyList<LoadedFile>>();
        using var rows = link.Query("SELECT load, name, sha256, type, encoding, read, accepted, duplicate, restated, rejected, "
            + "unknown_columns, refused, rates_sha256 FROM files ORDER BY number");
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var load = rows.Column<int>(0)[i];
                if (!loads.TryGetValue(load, out var files))
                {
                    loads.Add(load, files = new List<LoadedFile>());
                }

                ((List<LoadedFile>)files).Add(LedgerFile(rows, i));
            }
        }

        return loads;
    }

    private static LoadedFile LedgerFile(DuckDbRows rows, int i)
    {
        var word = rows.Text(3, i)!;
        var counts = new RowCounts(rows.Column<long>(5)[i], rows.Column<long>(6)[i], rows.Column<long>(7)[i],
            rows.Column<long>(8)[i], rows.Column<long>(9)[i]);
        return new LoadedFile(rows.Text(1, i)!, rows.Text(2, i)!, RecordTypes.All.Single(t => t.FileWord() == word), rows.Text(4, i)!, counts,
            JsonSerializer.Deserialize<List<string>>(rows.Text(10, i)!)!, rows.Text(11, i), rows.Text(12, i)!);
    }
}
