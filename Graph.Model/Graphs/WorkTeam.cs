namespace Graph.Model.Graphs;

/// <summary>A standing team of threads that shares out numbered chunks of work.</summary>
/// <remarks>
/// <para>The caller works too. Chunks are claimed one by one, so an uneven chunk does not hold up the rest. Which thread runs which
/// chunk is not fixed: a result may depend on the chunk's number, never on the worker's. To add up, keep one partial sum per
/// chunk and add them in order (<see cref="Sum"/>): the same bytes with any number of threads.
/// One call at a time; a body must not call the team again.</para>
/// <para>Helpers come with the first call that has work for them: those that an earlier team of the same size left, else new ones. A call does not
/// wait for a helper that has not come yet: the caller then does all of the chunks. Who waits, spins for some ten microseconds before it
/// sleeps, and only where each thread can have a core of its own; so many small calls in a row cost little, and an idle team costs nothing.</para>
/// </remarks>
public sealed class WorkTeam : IDisposable
{
    private TeamCrew? crew;
    private bool ended;

    /// <summary>Makes a team.</summary>
    /// <param name="threads">How many threads, the caller included; 0: one per core.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public WorkTeam(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Threads = threads == 0 ? Environment.ProcessorCount : threads;
    }

    /// <summary>How many threads work, the caller included.</summary>
    public int Threads { get; }

    /// <summary>Runs the body for every chunk 0 … <paramref name="chunks"/> − 1 and returns when all are done.</summary>
    /// <param name="chunks">How many chunks.</param>
    /// <param name="work">Gets the chunk's number and the worker's (0 … <see cref="Threads"/> − 1, for scratch memory only).</param>
    /// <param name="token">Looked at before each chunk: keep chunks below some 10 ms.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; some chunks have not run.</exception>
    /// <exception cref="ObjectDisposedException">The team was ended.</exception>
    public void Run(int chunks, Action<int, int> work, CancellationToken token)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (Threads > 1 && chunks > 1)
        {
            crew ??= TeamCrew.Take(Threads);
            crew.Run(chunks, work, token);
            return;
        }

        for (var chunk = 0; chunk < chunks; chunk++)
        {
            token.ThrowIfCancellationRequested();
            work(chunk, 0);
        }

        token.ThrowIfCancellationRequested();
    }

    /// <summary>The sum of one partial sum per chunk, added in the order of the chunks.</summary>
    public double Sum(int chunks, Func<int, double> partial, CancellationToken token)
    {
        var parts = new double[chunks];
        Run(chunks, (chunk, _) => parts[chunk] = partial(chunk), token);
        var sum = 0.0;
        foreach (var part in parts)
        {
            sum += part;
        }

        return sum;
    }

    /// <summary>Ends the team. Its threads sleep until the next team wants them.</summary>
    public void Dispose()
    {
        ended = true;
        if (crew is { } left)
        {
            crew = null;
            left.GiveBack();
        }
    }
}
