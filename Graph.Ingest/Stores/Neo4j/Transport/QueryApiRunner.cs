using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Graph.Model;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Runs statements over the Query API (<c>POST /db/DB/query/v2</c>), with the base class library alone.</summary>
/// <remarks>
/// <para>The server goes on with a statement whose connection was closed. So each attempt has a mark among its parameters, by which it is ended when it is
/// cancelled, given up, or about to be followed by another after its answer was lost. Not each statement: an order to end that arrives late, because the
/// server was busy, must not meet the attempt that came after it.</para>
/// <para>The bookmarks of the last write go with the statements after it, so that on a cluster they see what it wrote.</para>
/// </remarks>
internal sealed class QueryApiRunner : IQueryRunner
{
    private const string EndRun =
        $"SHOW TRANSACTIONS YIELD transactionId AS id, parameters AS given WHERE given.{StatementBody.MarkParameter} IN $marks TERMINATE TRANSACTIONS id YIELD message RETURN count(*)";

    private static readonly TimeSpan EndingTakes = TimeSpan.FromSeconds(5);
    private readonly QueryApiConnection connection;
    private readonly StoreAddress address;
    private readonly RunnerOptions options;
    private readonly string name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly ulong jitterSeed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
    private long statements;
    private byte[] bookmarks = [];

    private QueryApiRunner(StoreAddress address, RunnerOptions options)
    {
        this.address = address;
        this.options = options;
        connection = new QueryApiConnection(address, options.FirstContact);
    }

    /// <inheritdoc />
    public string Place => address.Place;

    /// <inheritdoc />
    public string ServerVersion { get; private set; } = "";

    /// <summary>Reaches the server.</summary>
    /// <exception cref="StoreException">Not usable.</exception>
    public static QueryApiRunner Open(StoreAddress address, RunnerOptions options, CancellationToken cancellation)
    {
        var runner = new QueryApiRunner(address, options);
        try
        {
            runner.ServerVersion = FirstContact.Make(runner.connection, address, options.FirstContact, runner.Jitter(0), cancellation);
            return runner;
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public IQueryRows Read(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation)
    {
        return Persist(mark =>
        {
            var answer = connection.Run(new StatementBody(statement, parameters, mark, writes: false, Volatile.Read(ref bookmarks)), cancellation);
            try
            {
                // The first row is fetched here, where a lost answer can still be asked for again.
                return new QueryApiRows(this, mark, answer, answer.NextRow(), cancellation);
            }
            catch
            {
                answer.Dispose();
                throw;
            }
        }, cancellation);
    }

    /// <inheritdoc />
    /// <exception cref="ServerMemoryException">Too large for the server's memory; nothing was committed.</exception>
    public WriteResult Write(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation)
    {
        try
        {
            return Persist(mark => WriteOnce(statement, parameters, mark, cancellation), cancellation);
        }
        catch (StoreException e) when (e.InnerException is StatementException { IsOutOfMemory: true } error)
        {
            throw new ServerMemoryException(StoreMessages.OutOfMemory(address, error), error);
        }
    }

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();

    /// <summary>Ends attempts on the server, if they are there; within some seconds.</summary>
    /// <param name="marks">Their marks.</param>
    /// <returns>Whether the server could be asked.</returns>
    internal bool End(params IReadOnlyList<string> marks)
    {
        using var limited = new CancellationTokenSource(EndingTakes);
        try
        {
            var parameters = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, IReadOnlyList<string>> { ["marks"] = marks });
            using var answer = connection.Run(new StatementBody(EndRun, parameters, null, writes: false, default), limited.Token);
            while (answer.NextRow())
            {
                // One row, then perhaps an error.
            }

            return true;
        }
        catch (Exception e) when (e is LostAnswerException or StatementException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The sentence for a failure after rows of a read had been used.</summary>
    internal StoreException Failure(Exception error) => error switch
    {
        LostAnswerException lost => StoreMessages.BrokeOff(address, lost),
        StatementException refused => StoreMessages.Refused(address, refused),
        _ => throw new ArgumentException("No failure of a transport.", nameof(error)),
    };

    private WriteResult WriteOnce(string statement, ReadOnlyMemory<byte> parameters, string mark, CancellationToken cancellation)
    {
        using var answer = connection.Run(new StatementBody(statement, parameters, mark, writes: true, Volatile.Read(ref bookmarks)), cancellation);
        var rows = new KeptRows();
        while (answer.NextRow())
        {
            rows.Add(answer.Buffer, answer.Cells);
        }

        Volatile.Write(ref bookmarks, answer.Bookmarks);
        return new WriteResult(rows, answer.Counters);
    }

    private T Persist<T>(Func<string, T> attempt, CancellationToken cancellation)
    {
        var statement = Interlocked.Increment(ref statements);
        var patience = new Patience(options.Patience, Jitter(statement));
        var marks = new List<string>();
        while (true)
        {
            marks.Add(string.Create(CultureInfo.InvariantCulture, $"{name}-{statement}-{marks.Count}"));
            try
            {
                return attempt(marks[^1]);
            }
            catch (LostAnswerException e)
            {
                if (!patience.Wait(cancellation))
                {
                    throw StoreMessages.Away(address, options.Patience, e);
                }

                // What was sent may still be at work: two of a kind would wait for each other's locks.
                _ = End(marks);
            }
            catch (StatementException e) when (e.IsTransient)
            {
                if (!patience.Wait(cancellation))
                {
                    throw StoreMessages.KeepsFailing(address, options.Patience, e);
                }
            }
            catch (StatementException e)
            {
                throw StoreMessages.Refused(address, e);
            }
            catch (OperationCanceledException)
            {
                _ = End(marks);
                throw new OperationCanceledException(cancellation);
            }
        }
    }

    private SeededRandom Jitter(long statement) => SeededRandom.Stream(jitterSeed, (ulong)statement, 0);
}
