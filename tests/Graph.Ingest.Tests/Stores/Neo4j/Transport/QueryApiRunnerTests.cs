using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Transport;

/// <summary>Statements on the real server.</summary>
public sealed class QueryApiRunnerTests : IDisposable
{
    private readonly Neo4jServer server = Neo4jServer.Require();

    public void Dispose() => server.Dispose();

    [Fact]
    public void Values_of_all_kinds_arrive_as_they_are()
    {
        using var runner = Opened.On(server);
        using var rows = runner.Read(
            "RETURN 9223372036854775807, -9223372036854775808, 0.5, 'a\"\\\\é𝄞\\n', true, false, null, ['x', 'ü\"'], [], 0.0/0.0, 1e300, {a: [1]}, ''");
        Assert.True(rows.Next());
        Assert.Equal((long.MaxValue, long.MinValue), (rows.Whole(0), rows.Whole(1)));
        Assert.Equal((0.5, 9.2233720368547758E18, 1e300), (rows.Real(2), rows.Real(0), rows.Real(10)));
        Assert.True(double.IsNaN(rows.Real(9)));
        Assert.Equal(("a\"\\é𝄞\n", ""), (rows.Text(3), rows.Text(12)));
        Assert.Equal((true, false), (rows.Flag(4), rows.Flag(5)));
        Assert.Equal((true, false), (rows.IsNull(6), rows.IsNull(3)));
        Assert.Equal((null, null, long.MaxValue), (rows.OptionalWhole(6), rows.OptionalText(6), rows.OptionalWhole(0)));
        Assert.Equal(["x", "ü\""], rows.Texts(7));
        Assert.Empty(rows.Texts(8));
        Assert.Throws<InvalidOperationException>(() => rows.Text(0));
        Assert.Throws<InvalidOperationException>(() => rows.Whole(3));
        Assert.Throws<InvalidOperationException>(() => rows.Flag(6));
        Assert.False(rows.Next());
        Assert.False(rows.Next());
    }

    [Fact]
    public void Parameters_of_all_kinds_come_back_unchanged()
    {
        using var runner = Opened.On(server);
        var text = "'; MATCH (n) DETACH DELETE n // \" \\ \u0001 é 𝄞";
        using var rows = runner.Read(
            "RETURN $least, $most, $text, $texts, $none, $yes, size($rows), $rows[1][1]",
            new { least = long.MinValue, most = long.MaxValue, text, texts = new[] { text, "" }, none = (string?)null, yes = true, rows = new object[] { new object[] { "a", 1 }, new object[] { "b", 2 } } });
        Assert.True(rows.Next());
        Assert.Equal((long.MinValue, long.MaxValue, text), (rows.Whole(0), rows.Whole(1), rows.Text(2)));
        Assert.Equal([text, ""], rows.Texts(3));
        Assert.Equal((true, true, 2, 2), (rows.IsNull(4), rows.Flag(5), rows.Whole(6), rows.Whole(7)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(" { \n } ")]
    [InlineData("{\"a\":1}")]
    public void Parameters_may_be_empty(string json)
    {
        using var runner = Opened.On(server);
        Assert.True(runner.Read("RETURN 1", Opened.Utf8(json), CancellationToken.None).Next());
    }

    [Fact]
    public void A_sum_that_leaves_64_bits_is_no_whole_number()
    {
        using var runner = Opened.On(server);
        using var rows = runner.Read("UNWIND [9223372036854775807, 1] AS x RETURN sum(x)");
        Assert.True(rows.Next());
        Assert.Contains("64 bits", Assert.Throws<OverflowException>(() => rows.Whole(0)).Message);
    }

    [Fact]
    public void An_error_after_rows_is_found_though_the_status_says_success()
    {
        using var runner = Opened.On(server);
        using var rows = runner.Read("UNWIND [4, 1, 0] AS x RETURN 1 / x");
        Assert.True(rows.Next());
        Assert.True(rows.Next());
        var error = Assert.Throws<StoreException>(() => rows.Next());
        Assert.Contains("/ by zero", error.Message);
        Assert.Equal("Neo.ClientError.Statement.ArithmeticError", Assert.IsType<StatementException>(error.InnerException).Code);
        Assert.Throws<StoreException>(() => runner.Write("UNWIND [1, 0] AS x CREATE (n:T {v: 1 / x}) RETURN n.v"));
        Assert.Equal(0, server.Client.Number("MATCH (n:T) RETURN count(n)"));
    }

    [Fact]
    public void A_write_returns_rows_and_counters()
    {
        using var runner = Opened.On(server);
        var result = runner.Write("UNWIND $names AS name CREATE (a:T {name: name})-[:R]->(:T) RETURN name, size(name)", new { names = new[] { "one", "three" } });
        Assert.Equal(new WriteCounters(true, 4, 0, 2, 0, 2, 4, 0, 0), result.Counters);
        Assert.True(result.Rows.Next());
        Assert.Equal(("one", 3), (result.Rows.Text(0), result.Rows.Whole(1)));
        Assert.True(result.Rows.Next());
        Assert.Equal(("three", 5), (result.Rows.Text(0), result.Rows.Whole(1)));
        Assert.False(result.Rows.Next());
        Assert.Equal(new WriteCounters(true, 0, 4, 0, 2, 0, 0, 0, 0), runner.Write("MATCH (n:T) DETACH DELETE n").Counters);
        Assert.Equal(default, runner.Write("MATCH (n:T) DETACH DELETE n").Counters);
        var schema = runner.Write("CREATE CONSTRAINT t_name IF NOT EXISTS FOR (n:T) REQUIRE n.name IS UNIQUE").Counters;
        Assert.Equal((true, 1), (schema.ContainsUpdates, schema.ConstraintsAdded));
        Assert.Equal(1, runner.Write("CREATE INDEX t_size IF NOT EXISTS FOR (n:T) ON (n.size)").Counters.IndexesAdded);
    }

    [Fact]
    public void A_read_cannot_write() =>
        Assert.Throws<StoreException>(() => Opened.On(server).Read("CREATE (n:T) RETURN n.x"));

    [Fact]
    public void A_client_error_is_told_at_once_with_its_code()
    {
        using var proxy = new FaultProxy(server.Uri, _ => default);
        using var runner = Opened.Through(proxy, server);
        _ = runner.Write("CREATE CONSTRAINT t_key FOR (n:T) REQUIRE n.key IS UNIQUE");
        _ = runner.Write("CREATE (:T {key: 1})");
        var before = proxy.Requests;
        var error = Assert.Throws<StoreException>(() => runner.Write("CREATE (:T {key: 1})"));
        Assert.Equal(1, proxy.Requests - before);
        Assert.Equal("Neo.ClientError.Schema.ConstraintValidationFailed", Assert.IsType<StatementException>(error.InnerException).Code);
        Assert.Contains(proxy.Uri, error.Message);
        Assert.Throws<StoreException>(() => runner.Read("RETURN"));
        Assert.Equal(2, proxy.Requests - before);
    }

    [Fact]
    public async Task A_deadlock_is_tried_again_until_both_are_done()
    {
        _ = server.Client.Rows("CREATE (:D {key: 0, n: 0}), (:D {key: 1, n: 0})");
        var sent = 0;
        using var proxy = new FaultProxy(server.Uri, body =>
        {
            sent += body.Contains("one lock") ? 1 : 0;
            return default;
        });
        // Each holds one lock for long before it asks for the other's.
        const string Statement = """
            MATCH (one:D {key: $one}) SET one.n = one.n + 1
            WITH one UNWIND range(1, 4000000) AS busy WITH one, sum(busy) AS held
            MATCH (other:D {key: 1 - $one}) SET other.n = other.n + 1 // one lock after the other
            """;
        await Task.WhenAll(new[] { 0, 1 }.Select(one => Task.Run(() =>
        {
            using var runner = Opened.Through(proxy, server);
            _ = runner.Write(Statement, new { one });
        })));
        Assert.InRange(sent, 3, 20);
        Assert.Equal([2, 2], server.Client.Rows("MATCH (d:D) RETURN d.n").Select(row => row[0].GetInt64()));
    }

    [Fact]
    public void Rows_of_a_read_may_be_taken_beside_writes()
    {
        using var runner = Opened.On(server);
        using var rows = runner.Read("UNWIND range(1, 50000) AS x RETURN x, 'some text that fills the buffers of the way'");
        long taken = 0;
        while (rows.Next())
        {
            taken += rows.Whole(0);
            if (rows.Whole(0) % 10_000 == 0)
            {
                _ = runner.Write("CREATE (:T)");
            }
        }

        Assert.Equal(50_000L * 50_001 / 2, taken);
        Assert.Equal(5, server.Client.Number("MATCH (n:T) RETURN count(n)"));
    }

    [Fact]
    public void A_row_may_be_larger_than_the_buffer()
    {
        using var runner = Opened.On(server);
        using var rows = runner.Read("UNWIND [1, 2] AS x RETURN [i IN range(1, 60000) | 'text ' + toString(i * x)], x");
        Assert.True(rows.Next());
        Assert.Equal(("text 60000", 1), (rows.Texts(0)[^1], rows.Whole(1)));
        Assert.True(rows.Next());
        Assert.Equal(("text 120000", 2), (rows.Texts(0)[^1], rows.Whole(1)));
        Assert.False(rows.Next());
    }

    [Fact]
    public void A_million_rows_are_never_held()
    {
        using var runner = Opened.On(server);
        using var rows = runner.Read("UNWIND range(1, 1000000) AS x RETURN x, 'host' + toString(x) + '.example', x * 7");
        GC.Collect();
        var (before, most, count, sum) = (GC.GetTotalMemory(true), 0L, 0, 0L);
        while (rows.Next())
        {
            sum += rows.Whole(2);
            if (++count % 100_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(true) - before);
            }
        }

        Assert.Equal((1_000_000, 7L * 500_000 * 1_000_001), (count, sum));
        // The answer has about 45 MB; other tests run beside this one.
        Assert.InRange(most, long.MinValue, 24 << 20);
    }

    [Fact]
    public void Cancelling_ends_the_transaction_on_the_server()
    {
        using var runner = Opened.On(server);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(700));
        Assert.Throws<OperationCanceledException>(() => runner.Write("UNWIND range(1, 100000000000) AS cancelled WITH sum(cancelled) AS s RETURN s", default, cancel.Token));
        AssertEnds("cancelled");
        Assert.True(runner.Read("RETURN 1").Next());
    }

    [Fact]
    public void Cancelling_while_rows_come_ends_the_transaction_on_the_server()
    {
        using var runner = Opened.On(server);
        using var cancel = new CancellationTokenSource();
        using var rows = runner.Read("UNWIND range(1, 100000000000) AS flowing RETURN flowing", default, cancel.Token);
        Assert.True(rows.Next());
        cancel.CancelAfter(200);
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (rows.Next())
            {
            }
        });
        AssertEnds("flowing");
    }

    [Fact]
    public void Rows_that_nobody_wants_end_on_the_server_too()
    {
        using var runner = Opened.On(server);
        using (var rows = runner.Read("UNWIND range(1, 100000000000) AS unwanted RETURN unwanted"))
        {
            Assert.True(rows.Next());
        }

        AssertEnds("unwanted");
    }

    [Fact]
    public void The_runner_knows_where_and_what_it_talks_to()
    {
        using var runner = Opened.On(server);
        Assert.Equal(server.Uri, runner.Place);
        Assert.Matches(@"^(5|20\d\d)\.\d+", runner.ServerVersion);
    }

    private void AssertEnds(string word)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (server.Client.Number("SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q CONTAINS $word AND NOT q CONTAINS 'SHOW' RETURN count(*)", new { word }) == 0)
            {
                return;
            }

            Thread.Sleep(50);
        }

        Assert.Fail("The server goes on with the statement.");
    }
}
