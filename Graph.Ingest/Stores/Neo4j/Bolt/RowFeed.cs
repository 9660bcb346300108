using System.Threading.Channels;
using Graph.Ingest.Stores.Neo4j.Transport;

namespace Graph.Ingest.Stores.Neo4j.Bolt;

/// <summary>Rows on their way from a transaction in the background to the one who takes them; it waits while many are not taken.</summary>
internal sealed class RowFeed : IDisposable
{
    private const int Ahead = 1_000;
    private readonly Channel<object?[]> channel = Channel.CreateBounded<object?[]>(Ahead);
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationToken stopped;
    private long handed;
    private Task work = Task.CompletedTask;

    /// <summary>Makes an empty one.</summary>
    public RowFeed() => stopped = stop.Token;

    /// <summary>Whether the transaction goes on.</summary>
    public bool IsAtWork => !work.IsCompleted;

    /// <summary>Names the task that adds rows. When it is over, so are the rows; if it failed, with its failure.</summary>
    public void Fill(Task adding) => work = adding.ContinueWith(
        done => channel.Writer.Complete(done.IsCanceled ? new OperationCanceledException() : done.Exception?.InnerException), TaskScheduler.Default);

    /// <summary>Adds a row.</summary>
    /// <exception cref="OperationCanceledException">No more are wanted.</exception>
    public ValueTask Add(object?[] row)
    {
        _ = Interlocked.Increment(ref handed);
        return channel.Writer.WriteAsync(row, stopped);
    }

    /// <summary>Rows that were handed out cannot be taken back, so a transaction must not start over after the first.</summary>
    /// <exception cref="LostAnswerException">Rows were handed out.</exception>
    public void ThrowIfBegun(Exception? cause)
    {
        if (Interlocked.Read(ref handed) > 0)
        {
            throw cause is null ? new LostAnswerException("the transaction had to start over") : LostAnswerException.Of(cause);
        }
    }

    /// <summary>Waits for the next row; null at the end.</summary>
    public object?[]? Next(CancellationToken cancellation) =>
        channel.Reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult() && channel.Reader.TryRead(out var row) ? row : null;

    /// <summary>Wants no more rows: adding one ends the transaction.</summary>
    public void Dispose()
    {
        if (!stopped.IsCancellationRequested)
        {
            stop.Cancel();
            stop.Dispose();
        }
    }
}
