using Graph.Model.Graphs;
using Xunit;

namespace Graph.Model.Tests.Graphs;

public sealed class WorkTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_chunk_runs_once(int threads)
    {
        using var team = new WorkTeam(threads);
        foreach (var chunks in new[] { 0, 1, 2, 3, 7, 1000 })
        {
            var runs = new int[chunks];
            team.Run(chunks, (chunk, worker) =>
            {
                Assert.InRange(worker, 0, threads - 1);
                Interlocked.Increment(ref runs[chunk]);
            }, CancellationToken.None);
            Assert.All(runs, count => Assert.Equal(1, count));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Many_small_calls_lose_nothing(int threads)
    {
        using var team = new WorkTeam(threads);
        var cells = new int[5];
        for (var call = 1; call <= 20_000; call++)
        {
            // Written without interlocking: each call must see all that the one before it did.
            team.Run(cells.Length, (chunk, _) => cells[chunk] += chunk + 1, CancellationToken.None);
            if (call % 1000 == 0)
            {
                Assert.Equal([call, 2 * call, 3 * call, 4 * call, 5 * call], cells);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_team_that_fell_asleep_wakes(int threads)
    {
        using var team = new WorkTeam(threads);
        for (var call = 0; call < 20; call++)
        {
            using var met = new CountdownEvent(threads);
            Thread.Sleep(2);

            // Ends only when every thread of the team has come.
            team.Run(threads, (_, _) =>
            {
                met.Signal();
                Assert.True(met.Wait(TimeSpan.FromSeconds(30)));
            }, CancellationToken.None);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_callers_sleep_ends_with_a_slow_helper(int threads)
    {
        using var team = new WorkTeam(threads);
        var finished = 0;
        team.Run(threads, (chunk, worker) =>
        {
            Thread.Sleep(worker == 0 ? 0 : 20);
            Interlocked.Increment(ref finished);
        }, CancellationToken.None);
        Assert.Equal(threads, finished);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_exception_of_a_chunk_reaches_the_caller_and_the_team_goes_on(int threads)
    {
        using var team = new WorkTeam(threads);
        for (var call = 0; call < 50; call++)
        {
            var thrown = Assert.Throws<InvalidDataException>(() => team.Run(100, (chunk, _) =>
            {
                if (chunk == 57)
                {
                    throw new InvalidDataException("chunk 57");
                }
            }, CancellationToken.None));
            Assert.Equal("chunk 57", thrown.Message);
            var ran = 0;
            team.Run(100, (_, _) => Interlocked.Increment(ref ran), CancellationToken.None);
            Assert.Equal(100, ran);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Cancellation_stops_between_chunks_and_the_team_goes_on(int threads)
    {
        using var team = new WorkTeam(threads);
        using var source = new CancellationTokenSource();
        var ran = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => team.Run(100_000, (_, _) =>
        {
            if (Interlocked.Increment(ref ran) == 10)
            {
                source.Cancel();
            }
        }, source.Token));
        Assert.InRange(ran, 10, 99_999);
        Assert.ThrowsAny<OperationCanceledException>(() => team.Run(0, (_, _) => { }, source.Token));
        ran = 0;
        team.Run(100, (_, _) => Interlocked.Increment(ref ran), CancellationToken.None);
        Assert.Equal(100, ran);
    }

    [Fact]
    public void Teams_that_follow_one_another_share_threads()
    {
        const int Teams = 200;
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        for (var made = 0; made < Teams; made++)
        {
            using var team = new WorkTeam(3);
            using var met = new CountdownEvent(3);
            team.Run(3, (_, _) =>
            {
                seen.TryAdd(Environment.CurrentManagedThreadId, 0);
                met.Signal();
                Assert.True(met.Wait(TimeSpan.FromSeconds(30)));
            }, CancellationToken.None);
        }

        // Other tests take and leave crews at the same time; two new threads a team would be 400.
        Assert.InRange(seen.Count, 3, Teams / 2);
    }

    [Fact]
    public void A_body_may_run_a_team_of_its_own()
    {
        using var outer = new WorkTeam(2);
        var ran = 0;
        outer.Run(8, (_, _) =>
        {
            using var inner = new WorkTeam(2);
            inner.Run(10, (_, _) => Interlocked.Increment(ref ran), CancellationToken.None);
        }, CancellationToken.None);
        Assert.Equal(80, ran);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Sums_have_the_same_bytes_with_any_number_of_threads(int threads)
    {
        using var team = new WorkTeam(threads);
        var expected = 0.0;
        for (var chunk = 0; chunk < 999; chunk++)
        {
            expected += 1.0 / (chunk + 1);
        }

        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(team.Sum(999, chunk => 1.0 / (chunk + 1), CancellationToken.None)));
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkTeam(-1));
        var team = new WorkTeam(2);
        team.Dispose();
        team.Dispose();
        Assert.Throws<ObjectDisposedException>(() => team.Run(2, (_, _) => { }, CancellationToken.None));
    }

    [Fact]
    public void No_number_means_one_thread_per_core()
    {
        using var team = new WorkTeam();
        Assert.Equal(Environment.ProcessorCount, team.Threads);
    }
}
