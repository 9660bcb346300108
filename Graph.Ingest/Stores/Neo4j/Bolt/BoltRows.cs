using System.Globalization;
using Graph.Ingest.Stores.Neo4j.Transport;

namespace Graph.Ingest.Stores.Neo4j.Bolt;

/// <summary>Rows with the driver's values.</summary>
internal sealed class BoltRows : IQueryRows
{
    private readonly Func<object?[]?> next;
    private readonly Action dispose;
    private object?[]? row = [];

    private BoltRows(Func<object?[]?> next, Action dispose) => (this.next, this.dispose) = (next, dispose);

    /// <summary>Rows that arrive.</summary>
    /// <param name="feed">Where they come from.</param>
    /// <param name="end">Ends the transaction on the server.</param>
    /// <param name="failure">What the user is told.</param>
    /// <param name="cancellation">Cancels waiting for rows.</param>
    public BoltRows(RowFeed feed, Action end, Func<Exception, Exception> failure, CancellationToken cancellation)
        : this(() => Take(feed, end, failure, cancellation), () => Stop(feed, end))
    {
    }

    /// <summary>Rows in memory.</summary>
    public static BoltRows Kept(List<object?[]> rows)
    {
        var taken = 0;
        return new BoltRows(() => taken < rows.Count ? rows[taken++] : null, () => { });
    }

    /// <inheritdoc />
    public bool Next() => row is not null && (row = next()) is not null;

    /// <inheritdoc />
    public bool IsNull(int column) => row![column] is null;

    /// <inheritdoc />
    public long Whole(int column) => row![column] switch
    {
        long value => value,
        double value => throw new OverflowException(
            string.Create(CultureInfo.InvariantCulture, $"The server returned {value} where a whole number of 64 bits was asked for.")),
        var other => throw Unexpected(other),
    };

    /// <inheritdoc />
    public double Real(int column) => row![column] switch { double value => value, long value => value, var other => throw Unexpected(other) };

    /// <inheritdoc />
    public bool Flag(int column) => row![column] is bool value ? value : throw Unexpected(row[column]);

    /// <inheritdoc />
    public string Text(int column) => row![column] as string ?? throw Unexpected(row[column]);

    /// <inheritdoc />
    public IReadOnlyList<string> Texts(int column) => row![column] is IEnumerable<object> list
        ? [.. list.Select(item => item as string ?? throw Unexpected(item))]
        : throw Unexpected(row[column]);

    /// <summary>Ends the transaction where rows are left.</summary>
    public void Dispose() => dispose();

    private static object?[]? Take(RowFeed feed, Action end, Func<Exception, Exception> failure, CancellationToken cancellation)
    {
        try
        {
            return feed.Next(cancellation);
        }
        catch (OperationCanceledException)
        {
            Stop(feed, end);
            throw;
        }
        catch (Exception e) when (e is global::Neo4j.Driver.Neo4jException or StatementException or LostAnswerException)
        {
            throw failure(e);
        }
    }

    private static void Stop(RowFeed feed, Action end)
    {
        if (feed.IsAtWork)
        {
            end();
        }

        feed.Dispose();
    }

    private static InvalidOperationException Unexpected(object? value) =>
        new($"The server returned a value of kind {value?.GetType().Name ?? "null"} where another was asked for.");
}
