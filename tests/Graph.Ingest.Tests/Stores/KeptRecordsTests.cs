using CsCheck;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores.DuckDb;
using Graph.Model.Records;
using Graph.Testing;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Ingest.Tests.Stores;

/// <summary>The kept rows of a store as typed records.</summary>
public sealed class KeptRecordsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private int stores;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_kept_row_comes_back_as_the_record_that_was_given() => RandomKnowledge.Worlds.Sample(w =>
    {
        using var data = new TempFolder();
        w.World.WriteTo(data.FullPath);
        using var store = NewStore();
        var entry = IngestPipeline.Run(DataFolder.List(data.FullPath), store, TimeProvider.System, null, CancellationToken.None).Load!;
        var texts = new Dictionary<RowOrigin, string>();
        using (var kept = store.Kept(CancellationToken.None))
        {
            Collect<Placement>(kept, texts);
            Collect<Settlement>(kept, texts);
            Collect<SettlementLine>(kept, texts);
            Collect<Party>(kept, texts);
            Collect<ListEntry>(kept, texts);
            Collect<Notice>(kept, texts);
            Collect<Declaration>(kept, texts);
            Collect<Verdict>(kept, texts);
            Collect<Work>(kept, texts);
            Collect<Rate>(kept, texts);
            Collect<TargetAction>(kept, texts);
        }

        Assert.Equal(entry.Files.Sum(f => f.Counts.Accepted + f.Counts.Restated), texts.Count);
        var places = entry.Files.SelectMany((f, i) => Enumerable.Range(2, (int)f.Counts.Read).Select(line => (f.File, Line: (long)line, Origin: new RowOrigin(i, line)))).ToList();
        var read = CitedRows.Read(DataFolder.List(data.FullPath), [.. places.Select(p => (p.File, p.Line))],
            CitedRows.Rates(DataFolder.List(data.FullPath), CancellationToken.None), CancellationToken.None);
        foreach (var place in places.Where(p => texts.ContainsKey(p.Origin)))
        {
            Assert.Equal(read[(place.File, place.Line)], texts[place.Origin]);
        }
    }, iter: 10, threads: 1);

    [Fact]
    public void Restated_keys_come_apart_from_the_others_and_pairs_together()
    {
        var w = new World();
        using var store = NewStore();
        store.Load(World.Load(1, new TestFile("placements.csv",
            w.Placement("p1", "2026-01-01", "n1", "x.example", 1), w.Placement("p2", "2026-01-01", "n2", "x.example", 2),
            w.Placement("p3", "2026-01-01", "n1", "y.example", 3), w.Placement("p4", "2026-01-01", "n1", "x.example", 4),
            w.Placement("p2", "2026-01-01", "n2", "x.example", 5), w.Placement("p5", "2026-01-01", "n2", "x.example", 6))));
        using var kept = store.Kept(CancellationToken.None);
        Assert.Equal([1, 4, 3, 6], kept.Single<Placement>().Select(p => p.Gross.Units));
        Assert.Equal([2, 5], kept.Restating<Placement>().Select(p => p.Gross.Units));
        Assert.Equal([1, 4, 3, 2, 5, 6], kept.ByPair<Placement>().Select(p => p.Gross.Units));
        Assert.Equal([1, 2, 3, 4, 5, 6], kept.InOrder<Placement>().Select(p => p.Gross.Units));
        Assert.Equal(6, kept.Count(RecordType.Placements));
    }

    [Fact]
    public void Parties_and_hosts_are_those_of_kept_rows_with_their_roles_and_names()
    {
        var w = new World();
        using var store = NewStore();
        store.Load(World.Load(1,
            new TestFile("placements.csv", w.Placement("p1", "2026-01-01", "n1", "a.x.example", 1, "r1", "a1", "b1"), w.Placement("p2", "2026-01-01", "r1", "y.example", 1)),
            new TestFile("settlements.csv", w.Settlement("s1", "n1", "a2", "2026-01-02", 3)),
            new TestFile("parties.csv", w.Registered("a2", PartyKind.Account) with { Name = "old" }, w.Registered("a2", PartyKind.Account) with { Name = "new" },
                w.Registered("z", PartyKind.Advertiser) with { Name = "lost" }, w.Registered("z", PartyKind.Advertiser)),
            new TestFile("lists.csv", World.Listed("deep.y.example", "2026-01-01"), World.Listed("l1", "2026-01-01", SubjectKind.Account)),
            new TestFile("notices.csv", w.Notice("k", "k1", "2026-01-01T00:00:00Z")),
            new TestFile("actions.csv", new TargetAction(default, null, TargetKind.Network, "cut", 1, 1, "t1"),
                new TargetAction(default, null, TargetKind.Relationship, "cut", 1, 1, "u>v"), new TargetAction(default, null, TargetKind.Account, "cut", 1, 1, ""))));
        using var kept = store.Kept(CancellationToken.None);
        Assert.Equal(
            ["a1 Account", "a2 Account new", "b1 Advertiser", "k1 None", "l1 None", "n1 Network", "r1 Network, Reseller", "t1 None", "z Advertiser"],
            kept.Parties().Select(p => $"{p.Id} {p.Roles} {p.Name}".TrimEnd()).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["a.x.example x.example", "deep.y.example y.example", "x.example x.example", "y.example y.example"],
            kept.Hosts().Select(h => $"{h.Host} {h.Domain}").Order(StringComparer.Ordinal));
    }

    private static void Collect<TRecord>(KeptRecords kept, Dictionary<RowOrigin, string> texts) where TRecord : struct, IRecord
    {
        var last = new RowOrigin(-1, 0);
        foreach (var record in kept.InOrder<TRecord>())
        {
            Assert.True((record.Origin.File, record.Origin.Line).CompareTo((last.File, last.Line)) > 0);
            texts.Add(last = record.Origin, CanonicalRow.Of(record));
        }
    }

    private DuckDbRecordStore NewStore() => DuckDbRecordStore.Open(
        folder.At($"store-{stores++}.duckdb"), false, new DuckDbOptions(folder.At("scratch"), 500, 1), Oracle.RegistrableDomain);
}
