using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Transport;

/// <summary>Broken ways to the real server.</summary>
public sealed class FaultTests : IDisposable
{
    private const string Fenced = "MATCH (l:Fence {batch: $batch}) SET l.batch = l.batch + 1 CREATE (:Row {batch: $batch}) RETURN 'done'";
    private static readonly RunnerOptions Short = new(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(5));
    private readonly Neo4jServer server = Neo4jServer.Require();

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData(FaultKind.LoseRequest, 0, 1)]
    [InlineData(FaultKind.LoseAnswer, 0, 0)]
    [InlineData(FaultKind.CutAnswer, 0, 0)]
    [InlineData(FaultKind.CutAnswer, 20, 0)]
    [InlineData(FaultKind.CutAnswer, 60, 0)]
    [InlineData(FaultKind.CutAnswerSilently, 0, 0)]
    [InlineData(FaultKind.CutAnswerSilently, 45, 0)]
    [InlineData(FaultKind.BadGateway, 0, 1)]
    public void A_write_whose_answer_is_lost_is_sent_again(FaultKind kind, int bytes, int rowsOfReplay)
    {
        _ = server.Client.Rows("CREATE (:Fence {batch: 1})");
        var writes = 0;
        using var proxy = new FaultProxy(server.Uri, body => body.Contains("Fence") && ++writes == 1 ? new Fault(kind, bytes) : default);
        using var runner = Opened.Through(proxy, server);
        var result = runner.Write(Fenced, new { batch = 1 });
        // Where the first one was carried out, the second finds the fence closed.
        Assert.Equal((2, rowsOfReplay), (writes, result.Rows.Next() ? 1 : 0));
        Assert.Equal(1, server.Client.Number("MATCH (r:Row) RETURN count(r)"));
    }

    [Fact]
    public void An_orphan_is_ended_before_its_statement_is_sent_again()
    {
        _ = server.Client.Rows("CREATE (:Fence {batch: 1})");
        var writes = 0;
        using var proxy = new FaultProxy(server.Uri, body => body.Contains("Fence") && ++writes == 1 ? new Fault(FaultKind.BreakAfterRequest) : default);
        using var runner = Opened.Through(proxy, server);
        // The first holds the lock for longer than this test may take.
        var statement = "MATCH (l:Fence) SET l.seen = true WITH l UNWIND range(1, CASE WHEN $first THEN 20000000000 ELSE 1 END) AS orphan WITH l, sum(orphan) AS s SET l.s = s";
        var sent = Opened.Utf8("{\"first\":true}");
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        Assert.Throws<OperationCanceledException>(() => runner.Write(statement, sent, cancel.Token));
        Assert.Equal(2, writes);
        Assert.Equal(0, server.Client.Number("MATCH (l:Fence) WHERE l.seen RETURN count(l)"));
    }

    [Theory]
    [InlineData(FaultKind.LoseRequest, 0)]
    [InlineData(FaultKind.LoseAnswer, 0)]
    [InlineData(FaultKind.CutAnswer, 10)]
    [InlineData(FaultKind.CutAnswerSilently, 10)]
    [InlineData(FaultKind.BadGateway, 0)]
    public void A_read_without_a_first_row_is_sent_again(FaultKind kind, int bytes)
    {
        var reads = 0;
        using var proxy = new FaultProxy(server.Uri, body => body.Contains("UNWIND") && ++reads == 1 ? new Fault(kind, bytes) : default);
        using var runner = Opened.Through(proxy, server);
        using var rows = runner.Read("UNWIND range(1, 3) AS x RETURN x");
        var all = new List<long>();
        while (rows.Next())
        {
            all.Add(rows.Whole(0));
        }

        Assert.Equal(2, reads);
        Assert.Equal([1, 2, 3], all);
    }

    [Theory]
    [InlineData(FaultKind.CutAnswer)]
    [InlineData(FaultKind.CutAnswerSilently)]
    public void Rows_that_break_off_are_an_error_and_never_an_end(FaultKind kind)
    {
        // At any byte: in a number, between rows, behind the rows, before the last brace.
        for (var bytes = 40; bytes < 170; bytes += 13)
        {
            var (cut, seen) = (bytes, 0);
            using var proxy = new FaultProxy(server.Uri, body => body.Contains("UNWIND") ? new Fault(kind, cut) : default);
            using var runner = Opened.Through(proxy, server, Short);
            var error = Assert.Throws<StoreException>(() =>
            {
                using var rows = runner.Read("UNWIND range(100, 120) AS x RETURN x");
                while (rows.Next())
                {
                    Assert.Equal(100 + seen++, rows.Whole(0));
                }
            });
            Assert.Contains("run the same command again", error.Message);
        }
    }

    [Fact]
    public void A_server_that_stays_away_ends_the_patience()
    {
        var away = false;
        using var proxy = new FaultProxy(server.Uri, _ => away ? new Fault(FaultKind.LoseRequest) : default);
        using var runner = Opened.Through(proxy, server, Short);
        away = true;
        var error = Assert.Throws<StoreException>(() => runner.Write("CREATE (:T)"));
        Assert.Contains("no whole answer for 1.5 s", error.Message);
        Assert.Contains("Make sure that it runs", error.Message);
        Assert.Equal(0, server.Client.Number("MATCH (n:T) RETURN count(n)"));
    }

    [Fact]
    public void A_server_that_comes_back_in_time_is_waited_for()
    {
        using var proxy = new FaultProxy(server.Uri, _ => default);
        using var runner = Opened.Through(proxy, server);
        proxy.Refuse();
        using var back = new Timer(_ => proxy.Listen(), null, 800, Timeout.Infinite);
        Assert.Equal(1, runner.Write("CREATE (:T)").Counters.NodesCreated);
        Assert.Equal(1, server.Client.Number("MATCH (n:T) RETURN count(n)"));
    }

    [Fact]
    public void Waiting_for_a_server_can_be_cancelled()
    {
        using var proxy = new FaultProxy(server.Uri, _ => default);
        using var runner = Opened.Through(proxy, server);
        proxy.Refuse();
        using var cancel = new CancellationTokenSource(300);
        Assert.Throws<OperationCanceledException>(() => runner.Write("CREATE (:T)", default, cancel.Token));
    }
}
