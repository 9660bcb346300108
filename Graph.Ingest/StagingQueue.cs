using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Graph.Ingest.Csv;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest;

/// <summary>Carries batches from the thread that parses to the one that feeds the store. Bounded, so that neither runs away.</summary>
internal sealed class StagingQueue : IRecordSink, IDisposable
{
    private const int Batches = 16;

    private readonly IRecordLoad load;
    private readonly Action<int> told;
    private readonly BlockingCollection<Action<IRecordLoad>> queue = new(Batches);
    private readonly CancellationTokenSource stop;
    private readonly Task feeding;
    private ExceptionDispatchInfo? failure;
    private int file;

    /// <param name="load">Where the batches go; used by the feeding thread alone until <see cref="Finish"/>.</param>
    /// <param name="told">Told how many rows a batch had, on the parsing thread.</param>
    /// <param name="cancellation">Cancels.</param>
    public StagingQueue(IRecordLoad load, Action<int> told, CancellationToken cancellation)
    {
        this.load = load;
        this.told = told;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        feeding = Task.Factory.StartNew(Feed, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Ends when the store fails or the caller cancels.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>The file that the next batches come from.</summary>
    public void Begin(int index) => file = index;

    /// <inheritdoc />
    public void Accept<TRecord>(ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord
    {
        var count = rows.Length;
        var copy = ArrayPool<TRecord>.Shared.Rent(count);
        rows.CopyTo(copy);
        Post(l =>
        {
            l.Append<TRecord>(copy.AsSpan(0, count));
            ArrayPool<TRecord>.Shared.Return(copy);
        });
        told(count);
    }

    /// <inheritdoc />
    public void Reject(IReadOnlyList<RejectedRow> rows)
    {
        var (index, copy) = (file, rows.ToArray());
        Post(l => l.AppendRejects(index, copy));
        told(copy.Length);
    }

    /// <summary>Drops what was staged of the file.</summary>
    public void Refuse()
    {
        var index = file;
        Post(l => l.Refuse(index));
    }

    /// <summary>Waits until everything is staged.</summary>
    public void Finish()
    {
        queue.CompleteAdding();
        feeding.GetAwaiter().GetResult();
        ThrowFailure();
    }

    /// <summary>Throws what the store threw, if it did.</summary>
    public void ThrowFailure() => failure?.Throw();

    /// <inheritdoc />
    public void Dispose()
    {
        stop.Cancel();
        feeding.GetAwaiter().GetResult();
        queue.Dispose();
        stop.Dispose();
    }

    private void Post(Action<IRecordLoad> batch) => queue.Add(batch, stop.Token);

    private void Feed()
    {
        try
        {
            foreach (var batch in queue.GetConsumingEnumerable(stop.Token))
            {
                batch(load);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The caller gave up; what was staged goes with the load.
        }
        catch (Exception error)
        {
            failure = ExceptionDispatchInfo.Capture(error);
            stop.Cancel();
        }
    }
}
