using System.Collections.Concurrent;
using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j;

/// <summary>Loads that are disturbed end whole or leave nothing.</summary>
public sealed class Neo4jLoadTests(Neo4jRecordStoreTests.Place place) : IClassFixture<Neo4jRecordStoreTests.Place>, IDisposable
{
    private static readonly RunnerOptions Impatient = RunnerOptions.Default with { Patience = TimeSpan.FromSeconds(2) };
    private static readonly LoadSettings Small = StoreChild.Impatient;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Answers_that_are_lost_change_nothing()
    {
        using (place.NewStore())
        {
            var seen = new ConcurrentDictionary<string, bool>();
            using var proxy = new FaultProxy(place.Server.Uri, body =>
                body.Contains("\"WRITE\"", StringComparison.Ordinal) && seen.TryAdd(body, true) && seen.Count % 3 != 0 ? new Fault(FaultKind.LoseAnswer) : default);
            using var store = Open(proxy.Uri, RunnerOptions.Default);
            Assert.Equal(new RowCounts(StoreChild.Fresh, StoreChild.Fresh, 0, 0, 0), store.Load(StoreChild.Load(1)).Files[0].Counts);
            var repeated = new RowCounts(StoreChild.Fresh + (2 * StoreChild.Restated), StoreChild.Fresh, StoreChild.Restated, StoreChild.Restated, 0);
            Assert.Equal(repeated, store.Load(StoreChild.Load(2)).Files[0].Counts);
            Assert.True(seen.Count > 20);
            Whole(store, 2);
        }
    }

    [Fact]
    public void An_end_that_is_missing_ends_the_load_and_leaves_nothing()
    {
        using var direct = place.NewStore();
        direct.Load(StoreChild.Load(1));
        var nodes = Nodes();
        var removed = false;
        using (var proxy = new FaultProxy(place.Server.Uri, body =>
        {
            if (!removed && body.Contains("PLACED", StringComparison.Ordinal) && body.Contains("CREATE", StringComparison.Ordinal))
            {
                removed = true;
                _ = place.Server.Client.Rows("MATCH (s:Site) WHERE s.load = 2 WITH s LIMIT 3 DETACH DELETE s");
            }

            return default;
        }))
        using (var store = Open(proxy.Uri, RunnerOptions.Default))
        {
            Assert.Contains("missing", Assert.Throws<StoreException>(() => store.Load(StoreChild.Load(2))).Message, StringComparison.Ordinal);
        }

        Assert.True(removed);
        Whole(direct, 1);
        Assert.Equal(nodes, Nodes());
        direct.Load(StoreChild.Load(2));
        Whole(direct, 2);
    }

    [Fact]
    public void What_a_dead_load_left_is_not_seen_and_goes_with_the_next_load()
    {
        using var direct = place.NewStore();
        direct.Load(StoreChild.Load(1));
        var nodes = Nodes();
        var batches = 0;
        FaultProxy? proxy = null;
        using (proxy = new FaultProxy(place.Server.Uri, body =>
        {
            batches += body.Contains("CREATE (a)-[x:PLACED", StringComparison.Ordinal) ? 1 : 0;
            if (batches == 9)
            {
                proxy!.Refuse();
            }

            return batches >= 9 ? new Fault(FaultKind.LoseRequest) : default;
        }))
        using (var store = Open(proxy.Uri, Impatient))
        {
            _ = Assert.Throws<StoreException>(() => store.Load(StoreChild.Load(2)));
        }

        Assert.True(place.Server.Client.Number("MATCH ()-[r:PLACED]->() WHERE r.file > 0 RETURN count(r)") >= 3000);
        Read(direct, 1);
        using var other = Open(place.Server.Uri, Impatient);
        other.Load(new TestLoad(World.Start.AddHours(2), new TestFile("works.csv", new Work(default, null, "w", "title", null, null))));
        Assert.Equal(nodes.Where(n => n.Label != "File" && n.Label != "Load" && n.Label != "Work"), Nodes().Where(n => n.Label != "File" && n.Label != "Load" && n.Label != "Work"));
        Assert.Equal(0, place.Server.Client.Number("MATCH ()-[r:PLACED]->() WHERE r.restated IS NOT NULL RETURN count(r)"));
        Read(direct, 1);
    }

    [Fact]
    public async Task A_load_that_slept_beyond_its_lease_writes_nothing_after_another_took_over()
    {
        using var direct = place.NewStore();
        using var asleep = new ManualResetEventSlim();
        using var awake = new ManualResetEventSlim();
        var batches = 0;
        using var proxy = new FaultProxy(place.Server.Uri, body =>
        {
            if (body.Contains("CREATE (a)-[x:PLACED", StringComparison.Ordinal) && ++batches == 3)
            {
                asleep.Set();
                awake.Wait();
            }

            return default;
        });
        using var slow = Open(proxy.Uri, Impatient);
        var load = Task.Run(() => slow.Load(StoreChild.Load(1)));
        asleep.Wait();
        direct.Load(StoreChild.Load(1));
        awake.Set();
        Assert.Contains("taken over", (await Assert.ThrowsAsync<StoreException>(() => load)).Message, StringComparison.Ordinal);
        Whole(direct, 1);
    }

    [Fact]
    public async Task Two_loads_at_once_follow_each_other()
    {
        using var first = place.NewStore();
        using var second = Open(place.Server.Uri, RunnerOptions.Default);
        var w = new World();
        TestLoad Of(string name, int at) => World.Load(at, new TestFile($"placements-{name}.csv",
            [.. Enumerable.Range(0, 3000).Select(i => (IRecord)w.Placement($"{name}-{i}", "2026-01-01", $"n{i % 7}", $"s{i % 50}.example", 1, account: $"a{i % 90}"))]));
        var (one, two) = (Of("one", 1), Of("two", 2));
        var other = Task.Run(() => second.Load(two));
        first.Load(one);
        _ = await other;
        Assert.Equal([1, 2], first.Ledger().Select(l => l.Load));
        Assert.Equal(6000, first.Read(new AsOfCut(World.Day("2026-01-31"), null, 12), CancellationToken.None).Lanes.Sum(l => l.Gross));
        Assert.Equal([0L, 1L], place.Server.Client.Rows("MATCH (f:File) RETURN f.number ORDER BY f.number").Select(r => r[0].GetInt64()));
        Assert.Equal(97 + 50, place.Server.Client.Number("MATCH (n) WHERE n:Party OR n:Site RETURN count(n)"));
    }

    [Fact]
    public void A_bulk_load_makes_its_constraint_afterwards_and_a_broken_one_is_repaired()
    {
        using var direct = place.NewStore();
        using var runner = QueryRunners.Open(StoreAddress.Parse(place.Server.Uri), Impatient, CancellationToken.None);
        var drops = 0;
        FaultProxy? proxy = null;
        using (proxy = new FaultProxy(place.Server.Uri, body =>
        {
            drops += body.Contains("DROP CONSTRAINT", StringComparison.Ordinal) ? 1 : 0;
            return body.Contains("CREATE CONSTRAINT", StringComparison.Ordinal) && drops > 0 ? new Fault(FaultKind.LoseRequest) : default;
        }))
        using (var store = Open(proxy.Uri, Impatient, Small with { BulkRows = 1000 }))
        {
            _ = Assert.Throws<StoreException>(() => store.Load(StoreChild.Load(1)));
        }

        Assert.Equal(1, drops);
        Assert.Contains(GraphSchema.Check(runner, CancellationToken.None), d => d.Name == "adchain_placed_vid");
        using var other = Open(place.Server.Uri, Impatient, Small with { BulkRows = 1000 });
        other.Load(StoreChild.Load(1));
        Assert.Empty(GraphSchema.Check(runner, CancellationToken.None));
        Whole(other, 1);
        other.Load(StoreChild.Load(2));
        Whole(other, 2);
    }

    [Fact]
    public void A_load_that_finds_nothing_new_renews_its_lease()
    {
        using var first = place.NewStore();
        first.Load(StoreChild.Load(1));
        using var store = Open(place.Server.Uri, Impatient, Small with { BatchRows = 20 });
        var load = StoreChild.Load(1);
        var again = store.Load(load with { At = load.At.AddHours(1), Files = [load.Files[0] with { Name = "placements-again.csv" }] });
        Assert.Equal(new RowCounts(StoreChild.Fresh, 0, StoreChild.Fresh, 0, 0), again.Files[0].Counts);
        Assert.True(place.Server.Client.Number("MATCH (l:Load {no: 2}) RETURN l.batch") >= 10);
        Assert.Equal(0, place.Server.Client.Number("MATCH (l:Load {no: 2}) RETURN l.made"));
        Whole(store, 1);
    }

    [Fact]
    public void Parties_carry_their_roles_and_newest_names_when_the_load_is_done()
    {
        using var store = place.NewStore();
        var w = new World();
        store.Load(World.Load(1, new TestFile("parties.csv", w.Registered("a", PartyKind.Account) with { Name = "first" }, w.Registered("b", PartyKind.Advertiser))));
        Assert.Equal(["a Account,Party first", "b Advertiser,Party b"], Parties());
        store.Load(World.Load(2, new TestFile("parties.csv", w.Registered("a", PartyKind.Account) with { Name = "second" }),
            new TestFile("placements.csv", w.Placement("p", "2026-01-01", "b", "x.example", 1, "a", "c"))));
        Assert.Equal(["a Account,Party,Reseller second", "b Advertiser,Network,Party b", "c Account,Party c"], Parties());
        store.Load(World.Load(3, new TestFile("parties.csv", w.Registered("a", PartyKind.Account) with { Name = "first" })));
        Assert.Equal("a Account,Party,Reseller second", Parties()[0]);

        List<string> Parties() => [.. place.Server.Client.Rows("MATCH (p:Party) RETURN p.key, labels(p), p.name, p.no ORDER BY p.no")
            .Select((r, i) => (Row: r, Number: i + 1)).Select(r =>
            {
                Assert.Equal(r.Number, r.Row[3].GetInt32());
                return $"{r.Row[0].GetString()} {string.Join(',', r.Row[1].EnumerateArray().Select(l => l.GetString()).Order(StringComparer.Ordinal))} {r.Row[2].GetString()}";
            })];
    }

    private Neo4jRecordStore Open(string uri, RunnerOptions options, LoadSettings? settings = null) =>
        Neo4jRecordStore.Open(StoreAddress.Parse(uri), false, folder.FullPath, Oracle.RegistrableDomain, options, settings ?? Small);

    private void Whole(IRecordStore store, int loads)
    {
        Read(store, loads);
        Assert.Equal(StoreChild.Expected(loads).Placements + ((loads - 1) * StoreChild.Restated), place.Server.Client.Number("MATCH ()-[r:PLACED]->() RETURN count(r)"));
    }

    private static void Read(IRecordStore store, int loads)
    {
        var lanes = store.Read(new AsOfCut(World.Day("2026-01-31"), null, 12), CancellationToken.None).Lanes;
        Assert.Equal(StoreChild.Expected(loads), (lanes.Sum(l => l.Placements), lanes.Sum(l => l.Gross)));
        Assert.Equal(StoreChild.Expected(loads).Placements, store.Totals()[0].Keys);
    }

    private List<(string Label, long Count)> Nodes() => [.. place.Server.Client.Rows("MATCH (n) UNWIND labels(n) AS l RETURN l, count(*) ORDER BY l")
        .Select(r => (r[0].GetString()!, r[1].GetInt64()))];
}
