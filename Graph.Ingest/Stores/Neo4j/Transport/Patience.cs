using System.Diagnostics;
using Graph.Model;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Waits between the attempts of one statement: twice as long each time, up to some seconds, by chance a little more or less.</summary>
/// <remarks>Time and chance decide when a statement is sent, never what comes of it.</remarks>
internal sealed class Patience
{
    private const long FirstMs = 50, LongestMs = 4_000;
    private readonly TimeSpan limit;
    private SeededRandom jitter;
    private long firstFailure;
    private long nextMs = FirstMs;

    /// <summary>Begins with full patience.</summary>
    /// <param name="limit">How long failures may go on.</param>
    /// <param name="jitter">Chance of its own.</param>
    public Patience(TimeSpan limit, SeededRandom jitter)
    {
        this.limit = limit;
        this.jitter = jitter;
    }

    /// <summary>Waits after a failure; false at once where the next attempt would come too late.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public bool Wait(CancellationToken cancellation)
    {
        var now = Stopwatch.GetTimestamp();
        firstFailure = firstFailure == 0 ? now : firstFailure;
        var delay = TimeSpan.FromMilliseconds(jitter.Between(nextMs / 2, nextMs * 3 / 2));
        if (Stopwatch.GetElapsedTime(firstFailure, now) + delay > limit)
        {
            return false;
        }

        nextMs = Math.Min(nextMs * 2, LongestMs);
        _ = cancellation.WaitHandle.WaitOne(delay);
        cancellation.ThrowIfCancellationRequested();
        return true;
    }
}
