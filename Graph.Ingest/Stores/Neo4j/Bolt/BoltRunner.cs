using System.Globalization;
using System.Security.Cryptography;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;
using global::Neo4j.Driver;

namespace Graph.Ingest.Stores.Neo4j.Bolt;

/// <summary>Runs statements by way of the official driver: for servers that are reached by Bolt alone, and for clusters, where it finds the leader.</summary>
/// <remarks>In builds with <c>-p:Neo4jDriver=true</c> only. Every statement is a managed transaction, so the driver repeats what failed in passing. One driver
/// serves all runners of the process that talk to the same server as the same user; it ends with the process.</remarks>
internal sealed class BoltRunner : IQueryRunner
{
    private const string Mark = "adchainMark";
    private const string EndMarked =
        $"SHOW TRANSACTIONS YIELD transactionId AS id, metaData AS given WHERE given.{Mark} = $mark TERMINATE TRANSACTIONS id YIELD message RETURN count(*)";

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(string Server, StoreCredentials? Credentials), IDriver> Drivers = [];
    private readonly StoreAddress address;
    private readonly RunnerOptions options;
    private readonly IDriver driver;
    private readonly string name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private long statements;
    private Bookmarks? bookmarks;

    private BoltRunner(StoreAddress address, RunnerOptions options) =>
        (this.address, this.options, driver) = (address, options, DriverOf(address, options));

    /// <inheritdoc />
    public string Place => address.Place;

    /// <inheritdoc />
    public string ServerVersion { get; private set; } = "";

    /// <summary>Reaches the server and the database.</summary>
    /// <exception cref="StoreException">Not usable.</exception>
    public static BoltRunner Open(StoreAddress address, RunnerOptions options, CancellationToken cancellation)
    {
        var runner = new BoltRunner(address, options);
        try
        {
            var info = runner.driver.GetServerInfoAsync().WaitAsync(options.FirstContact, cancellation).GetAwaiter().GetResult();
            runner.ServerVersion = info.Agent[(info.Agent.IndexOf('/', StringComparison.Ordinal) + 1)..];
            using var rows = runner.Read("RETURN 1", default, cancellation);
            _ = rows.Next();
            return runner;
        }
        catch (Neo4jException e)
        {
            throw runner.Failure(e);
        }
        catch (TimeoutException e)
        {
            throw new StoreException($"The server at {address.Server} did not answer within {StoreMessages.Seconds(options.FirstContact)}. Check the address in the store URI and that Neo4j runs there.", e);
        }
    }

    /// <inheritdoc />
    public IQueryRows Read(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation)
    {
        var (mark, values) = (NextMark(), BoltValues.Decode(parameters));
        var feed = new RowFeed();
        feed.Fill(Run(writes: false, mark, async runner =>
        {
            feed.ThrowIfBegun(null);
            try
            {
                var cursor = await runner.RunAsync(statement, values).ConfigureAwait(false);
                while (await cursor.FetchAsync().ConfigureAwait(false))
                {
                    await feed.Add(BoltValues.Row(cursor.Current)).ConfigureAwait(false);
                }

                return true;
            }
            catch (Neo4jException e)
            {
                feed.ThrowIfBegun(e);
                throw;
            }
        }));
        return new BoltRows(feed, () => End(mark), Failure, cancellation);
    }

    /// <inheritdoc />
    /// <exception cref="ServerMemoryException">Too large for the server's memory; nothing was committed.</exception>
    public WriteResult Write(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation)
    {
        var (mark, values) = (NextMark(), BoltValues.Decode(parameters));
        using var ending = cancellation.Register(() => End(mark));
        try
        {
            return Run(writes: true, mark, async runner =>
            {
                var cursor = await runner.RunAsync(statement, values).ConfigureAwait(false);
                var rows = new List<object?[]>();
                while (await cursor.FetchAsync().ConfigureAwait(false))
                {
                    rows.Add(BoltValues.Row(cursor.Current));
                }

                var summary = await cursor.ConsumeAsync().ConfigureAwait(false);
                return new WriteResult(BoltRows.Kept(rows), BoltValues.Counters(summary.Counters));
            }).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is Neo4jException or StatementException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw e is StatementException error ? new ServerMemoryException(StoreMessages.OutOfMemory(address, error), error) : Failure(e);
        }
    }

    /// <summary>The driver stays for the next runner.</summary>
    public void Dispose()
    {
    }

    private async Task<T> Run<T>(bool writes, string mark, Func<IAsyncQueryRunner, Task<T>> work)
    {
        var seen = Volatile.Read(ref bookmarks);
        var session = driver.AsyncSession(config => _ = seen is null ? config.WithDatabase(address.Database) : config.WithDatabase(address.Database).WithBookmarks(seen));
        await using (session.ConfigureAwait(false))
        {
            Action<TransactionConfigBuilder> marked = config => config.WithMetadata(new Dictionary<string, object> { [Mark] = mark });
            var result = await (writes ? session.ExecuteWriteAsync(Small, marked) : session.ExecuteReadAsync(Small, marked)).ConfigureAwait(false);
            Volatile.Write(ref bookmarks, session.LastBookmarks);
            return result;
        }

        // The driver would repeat what is too large until its patience ends.
        async Task<T> Small(IAsyncQueryRunner runner)
        {
            try
            {
                return await work(runner).ConfigureAwait(false);
            }
            catch (Neo4jException e) when (new StatementException(e.Code ?? "", e.Message) is { IsOutOfMemory: true } error)
            {
                throw error;
            }
        }
    }

    private void End(string mark)
    {
        try
        {
            EndAsync(mark).WaitAsync(TimeSpan.FromSeconds(5)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is Neo4jException or TimeoutException)
        {
            // The server is away, and with it what was to be ended.
            return;
        }
    }

    private async Task EndAsync(string mark)
    {
        var session = driver.AsyncSession(config => config.WithDatabase(address.Database));
        await using (session.ConfigureAwait(false))
        {
            _ = await session.ExecuteReadAsync(async runner =>
            {
                var cursor = await runner.RunAsync(EndMarked, new Dictionary<string, object> { ["mark"] = mark }).ConfigureAwait(false);
                return await cursor.ConsumeAsync().ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private StoreException Failure(Exception e) => e switch
    {
        StatementException error => StoreMessages.Refused(address, error),
        LostAnswerException lost => StoreMessages.BrokeOff(address, lost),
        ServiceUnavailableException or SessionExpiredException => StoreMessages.Away(address, options.Patience, LostAnswerException.Of(e)),
        Neo4jException error => StoreMessages.Refused(address, new StatementException(error.Code ?? "N/A", error.Message)),
        _ => new StoreException($"The driver could not read from {address.Place}. It says: {StoreMessages.Quote(e.Message)}", e),
    };

    private string NextMark() => string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref statements)}");

    private static IDriver DriverOf(StoreAddress address, RunnerOptions options)
    {
        lock (Gate)
        {
            if (!Drivers.TryGetValue((address.Server, address.Credentials), out var driver))
            {
                var token = address.Credentials is { } who ? AuthTokens.Basic(who.User, who.Password) : AuthTokens.None;
                driver = GraphDatabase.Driver(
                    address.Server, token, config => config.WithMaxTransactionRetryTime(options.Patience).WithConnectionTimeout(options.FirstContact));
                Drivers.Add((address.Server, address.Credentials), driver);
            }

            return driver;
        }
    }
}
