namespace Graph.Model.Graphs;

/// <summary>A standing team of threads that shares out numbered chunks of work.</summary>
/// <remarks>
/// The caller works too. Chunks are claimed one by one, so an uneven chunk does not hold up the rest. Which thread runs which
/// chunk is not fixed: a result may depend on the chunk's number, never on the worker's. To add up, keep one partial sum per
/// chunk and add them in order (<see cref="Sum"/>): the same bytes with any number of threads.
/// One call at a time; a body must not call the team again.
/// </remarks>
public sealed class WorkTeam : IDisposable
{
    private readonly Thread[] helpers;
    private readonly SemaphoreSlim go;
    private readonly CountdownEvent done;
    private Action<int, int>? body;
    private CancellationToken cancellation;
    private Exception? failure;
    private int chunkCount;
    private int next;
    private bool ending;

    /// <summary>Starts the team.</summary>
    /// <param name="threads">How many threads, the caller included; 0: one per core.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public WorkTeam(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Threads = threads == 0 ? Environment.ProcessorCount : threads;
        go = new SemaphoreSlim(0);
        done = new CountdownEvent(1);
        helpers = new Thread[Threads - 1];
        for (var i = 0; i < helpers.Length; i++)
        {
            var worker = i + 1;
            helpers[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = "adchain-worker" };
            helpers[i].Start();
        }
    }

    /// <summary>How many threads work, the caller included.</summary>
    public int Threads { get; }

    /// <summary>Runs the body for every chunk 0 … <paramref name="chunks"/> − 1 and returns when all are done.</summary>
    /// <param name="chunks">How many chunks.</param>
    /// <param name="work">Gets the chunk's number and the worker's (0 … <see cref="Threads"/> − 1, for scratch memory only).</param>
    /// <param name="token">Looked at before each chunk: keep chunks below some 10 ms.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; some chunks have not run.</exception>
    public void Run(int chunks, Action<int, int> work, CancellationToken token)
    {
        if (helpers.Length == 0 || chunks <= 1)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                token.ThrowIfCancellationRequested();
                work(chunk, 0);
            }

            token.ThrowIfCancellationRequested();
            return;
        }

        (body, cancellation, failure, chunkCount, next) = (work, token, null, chunks, 0);
        var woken = Math.Min(helpers.Length, chunks - 1);
        done.Reset(woken + 1);
        go.Release(woken);
        Claim(0);
        done.Signal();
        done.Wait(CancellationToken.None);
        if (failure is { } thrown)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
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

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        ending = true;
        go.Release(Math.Max(helpers.Length, 1));
        foreach (var helper in helpers)
        {
            helper.Join();
        }

        go.Dispose();
        done.Dispose();
    }

    private void Serve(int worker)
    {
        while (true)
        {
            go.Wait();
            if (Volatile.Read(ref ending))
            {
                return;
            }

            Claim(worker);
            done.Signal();
        }
    }

    private void Claim(int worker)
    {
        try
        {
            int chunk;
            while (!cancellation.IsCancellationRequested && failure is null && (chunk = Interlocked.Increment(ref next) - 1) < chunkCount)
            {
                body!(chunk, worker);
            }
        }
        catch (Exception thrown) when (Keep(thrown))
        {
            // Handed to the caller of Run, who throws it on: a thread of the team must not take the program down.
        }
    }

    private bool Keep(Exception thrown)
    {
        Interlocked.CompareExchange(ref failure, thrown, null);
        return true;
    }
}
