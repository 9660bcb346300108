using System.Text.Json;
using Graph.Ingest.Stores.Neo4j.Findings;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;
using Graph.Model.Stores;
using Graph.Testing.Neo4j;
using Xunit;
using static Graph.Ingest.Tests.Stores.Neo4j.Findings.SmallGraph;

namespace Graph.Ingest.Tests.Stores.Neo4j.Findings;

public sealed class Neo4jFindingsStoreTests : IDisposable
{
    private readonly Neo4jServer server = Neo4jServer.Require();
    private readonly CountingRunner runner;
    private readonly Neo4jFindingsStore store;

    public Neo4jFindingsStoreTests()
    {
        Make(server.Client);
        runner = new CountingRunner(QueryRunners.Open(StoreAddress.Parse(server.Uri), RunnerOptions.Default, default));
        store = new Neo4jFindingsStore(runner);
    }

    private static PublishedRun Whole => Run(22, Score(1, "net-a", "K3", 1_000_000, 0.1 + 0.2), Score(2, "net-b", "K0", 0), Score(3, "res>1", "K1", -7)) with
    {
        KnownAt = new DateTime(2026, 11, 23, 1, 2, 3, DateTimeKind.Utc).AddTicks(4_567_891),
        Findings = [Finding(1, "net-a", NoticeRow, PlacementRow, PaymentRow), Finding(2, "net-b"), Finding(3, "net-a", PlacementRow)],
        Targets = [Target(1, "account", "acc-1"), Target(2, "relationship", "net-a", "res>1"), Target(3, "account", "site:films.example"), Target(4, "account", "acc-1")],
    };

    [Fact]
    public void A_run_comes_back_as_it_was_written()
    {
        var run = Whole;
        Assert.True(store.Write(run, default));
        var back = store.Read(run.MakeId(), default);
        Assert.Equal(JsonSerializer.Serialize(run), JsonSerializer.Serialize(back));
        Assert.Equal(run.MakeId(), back.MakeId());
        var entry = Assert.Single(store.Runs());
        Assert.Equal(new RunEntry(1, run.MakeId(), run.AsOf, 12, run.Program, 3, 3, 4, true, true), entry);
    }

    [Fact]
    public void Writing_twice_changes_nothing()
    {
        Assert.True(store.Write(Whole, default));
        Assert.True(runner.Changes > 0);
        var before = (runner.Changes, Dump());
        Assert.False(store.Write(Whole, default));
        Assert.Equal(before, (runner.Changes, Dump()));
    }

    [Fact]
    public void Parties_show_the_newest_run_and_nothing_of_analysts_is_touched()
    {
        store.Write(Run(15, Score(1, "net-a", "K1", 11), Score(2, "net-b", "K2", 12)), default);
        Assert.Equal(["11 K1 [\"exposed\",\"few_sites\"] Network,Party,K1", "12 K2 [\"exposed\",\"few_sites\"] Network,Party,K2"], Shown());

        store.Write(Run(22, Score(1, "net-a", "K3", 21)), default);
        Assert.Equal(["21 K3 [\"exposed\",\"few_sites\"] Network,Party,K3"], Shown());

        // A run of an older day, written later, is kept and not shown.
        store.Write(Run(8, Score(1, "net-b", "K3", 31)), default);
        Assert.Equal(["21 K3 [\"exposed\",\"few_sites\"] Network,Party,K3"], Shown());
        Assert.Equal([false, true, false], store.Runs().Select(r => r.ShowsScores));

        store.Remove(Run(22, Score(1, "net-a", "K3", 21)).MakeId(), default);
        Assert.Equal(["11 K1 [\"exposed\",\"few_sites\"] Network,Party,K1", "12 K2 [\"exposed\",\"few_sites\"] Network,Party,K2"], Shown());
        Assert.Equal("ask the tax office watch 7", server.Client.Rows("MATCH (p:Party {key: 'net-a'}) RETURN p.aNote + ' ' + p.aClass + ' ' + toString(p.risk)")[0][0].GetString());
    }

    [Fact]
    public void The_last_run_that_goes_leaves_the_graph_as_it_was()
    {
        var before = Dump();
        store.Write(Whole, default);
        Assert.NotEqual(before, Dump());
        store.Remove(Whole.MakeId(), default);
        server.Client.Rows("MATCH (c:Current) DELETE c");
        Assert.Equal(before, Dump());
        Assert.Throws<StoreException>(() => store.Remove(Whole.MakeId(), default));
        Assert.Contains("has no run", Assert.Throws<StoreException>(() => store.Read(Whole.MakeId(), default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_are_linked_to_what_they_cite_and_lose_nothing()
    {
        store.Write(Whole, default);
        Assert.Equal(
            ["1 Notice n1#1", "1 Party,Account acc-1", "1 Site films.example", "3 Site films.example"],
            Texts("MATCH (f:Finding)-[:CITES]->(x) RETURN toString(f.line) + ' ' + reduce(t = '', l IN labels(x) | t + CASE t WHEN '' THEN '' ELSE ',' END + l) + ' ' + coalesce(x.vid, x.key) AS t ORDER BY t"));
        var finding = server.Client.Rows("MATCH (f:Finding {line: 1})-[:ABOUT]->(p) RETURN f.rows, f.placed, f.settled, p.key")[0];
        Assert.Equal("""["notices.csv:2","placements.csv:2","settlements.csv:2"]""", finding[0].GetRawText());
        Assert.Equal("""["p1#1"]""", finding[1].GetRawText());
        Assert.Equal("""["p1#1"]""", finding[2].GetRawText());
        Assert.Equal("net-a", finding[3].GetString());
    }

    [Fact]
    public void Targets_aim_at_parties_at_both_ends_of_a_hop_and_at_sites_that_are_their_own_account()
    {
        store.Write(Whole, default);
        Assert.Equal(
            ["1 target acc-1", "2 payee res>1", "2 payer net-a", "3 target films.example", "4 target acc-1"],
            Texts("MATCH (t:Target)-[a:AIMS_AT]->(x) RETURN toString(t.rank) + ' ' + a.role + ' ' + x.key AS t ORDER BY t"));
        Assert.Equal(["acc-1 1 1000", "films.example 3 333"], Texts("MATCH (x) WHERE x.mPlan IS NOT NULL RETURN x.key + ' ' + toString(x.mRank) + ' ' + toString(x.mGain) AS t ORDER BY t"));
    }

    [Fact]
    public void A_run_that_speaks_of_other_records_is_refused_and_never_seen()
    {
        store.Write(Run(15, Score(1, "net-a", "K1", 11)), default);
        var stranger = Run(22, Score(1, "net-a", "K3", 21), Score(2, "net-z", "K0", 0));
        Assert.Contains("net-z", Assert.Throws<StoreException>(() => store.Write(stranger, default)).Message, StringComparison.Ordinal);
        var elsewhere = Run(22, Score(1, "net-a", "K3", 21)) with { Findings = [Finding(1, "net-a", new CitedRow(new RowOrigin(2, 99), "placements.csv"))] };
        Assert.Contains("line 99 of placements.csv", Assert.Throws<StoreException>(() => store.Write(elsewhere, default)).Message, StringComparison.Ordinal);
        Assert.Equal(["11 K1 [\"exposed\",\"few_sites\"] Network,Party,K1"], Shown());
        Assert.Single(store.Runs());

        // What they left is swept up once their leases are over.
        server.Client.Rows("MATCH (r:Run) WHERE r.status = 'writing' SET r.lease = 0");
        store.Write(Run(16, Score(1, "net-a", "K1", 12)), default);
        Assert.Equal(2, server.Client.Number("MATCH (r:Run) RETURN count(r)"));
        Assert.Equal(2, server.Client.Number("MATCH (s:Score) RETURN count(s)"));
    }

    [Fact]
    public void A_writer_that_was_overtaken_stops_and_says_so()
    {
        runner.BeforeWrite = statement =>
        {
            if (statement == FindingsStatements.Targets)
            {
                server.Client.Rows("MATCH (r:Run) SET r.owner = 'another'");
            }
        };
        Assert.Contains("another program", Assert.Throws<StoreException>(() => store.Write(Whole, default)).Message, StringComparison.Ordinal);
        Assert.Empty(store.Runs());

        // It takes its place again when the other is silent for longer than its lease.
        runner.BeforeWrite = null;
        server.Client.Rows("MATCH (r:Run) SET r.lease = timestamp() + 1200");
        Assert.True(store.Write(Whole, default));
        Assert.Equal(Whole.MakeId(), store.Read(Whole.MakeId(), default).MakeId());
    }

    [Fact]
    public void A_run_that_only_ranks_leaves_scores_shown_and_the_other_way_round()
    {
        var scores = Run(15, Score(1, "net-a", "K1", 11));
        store.Write(scores, default);
        var plan = Run(22) with { Scores = null, Targets = [Target(1, "account", "acc-1")] };
        store.Write(plan, default);
        Assert.Equal(["11 K1 [\"exposed\",\"few_sites\"] Network,Party,K1"], Shown());
        Assert.Equal([(true, false), (false, true)], store.Runs().Select(r => (r.ShowsScores, r.ShowsTargets)));
        Assert.Null(store.Read(plan.MakeId(), default).Scores);
        store.Remove(scores.MakeId(), default);
        Assert.Empty(Shown());
        Assert.Equal(["acc-1"], Texts("MATCH (x:Party) WHERE x.mRank = 1 RETURN x.key AS t"));
    }

    [Fact]
    public void Names_are_data()
    {
        const string Odd = "net'}) DETACH DELETE (n) // \\ \" \n ‮名";
        server.Client.Rows("CREATE (:Party {key: $key, name: $key})", new { key = Odd });
        var run = Run(22, Score(1, Odd, "K2", 9));
        store.Write(run, default);
        Assert.Equal(Odd, store.Read(run.MakeId(), default).Scores![0].Party);
        Assert.Equal(4, server.Client.Number("MATCH (p:Party) WHERE p.mRun IS NULL RETURN count(p)"));
    }

    public void Dispose()
    {
        store.Dispose();
        server.Dispose();
    }

    private string[] Shown() => Texts("""
        MATCH (p:Party) WHERE p.mRun IS NOT NULL OR p:K0 OR p:K1 OR p:K2 OR p:K3
        RETURN toString(p.mExposure) + ' ' + p.mTier + ' ["' + reduce(t = '', x IN p.mReasons | t + CASE t WHEN '' THEN '' ELSE '","' END + x) + '"] '
          + reduce(t = '', l IN [l IN ['Network', 'Party', 'K0', 'K1', 'K2', 'K3'] WHERE l IN labels(p)] | t + CASE t WHEN '' THEN '' ELSE ',' END + l) AS t
        ORDER BY t
        """);

    private string[] Texts(string statement) => [.. server.Client.Rows(statement).Select(row => row[0].GetString()!)];

    /// <summary>All nodes and relationships with all they hold.</summary>
    private string Dump()
    {
        var nodes = server.Client.Rows("MATCH (n) RETURN toString(id(n)), labels(n), [k IN keys(n) | [k, n[k]]] ORDER BY id(n)");
        var links = server.Client.Rows("MATCH (a)-[r]->(b) RETURN toString(id(r)), type(r), id(a), id(b), [k IN keys(r) | [k, r[k]]] ORDER BY id(r)");
        return string.Join('\n', nodes.Concat(links).Select(row => string.Join(' ', row.Select(Sorted))));
    }

    private static string Sorted(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? "[" + string.Join(',', value.EnumerateArray().Select(Sorted).Order(StringComparer.Ordinal)) + "]"
        : value.GetRawText();
}
