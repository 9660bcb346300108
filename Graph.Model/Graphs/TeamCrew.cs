using System.Runtime.ExceptionServices;

namespace Graph.Model.Graphs;

/// <summary>The helper threads of a <see cref="WorkTeam"/>, with the call that they work on. A crew outlives its team: starting a thread
/// takes longer than many a kernel on a small graph.</summary>
internal sealed class TeamCrew
{
    /// <summary>Turns of some tens of nanoseconds that who waits makes before it sleeps.</summary>
    private const int SpinTurns = 1000;

    /// <summary>Crews that are kept asleep at most; one more is sent away.</summary>
    private const int MostIdle = 4;

    private static readonly List<TeamCrew> Idle = [];

    private readonly int threads;
    private readonly TeamGate gate;
    private Action<int, int>? body;
    private CancellationToken cancellation;
    private Exception? failure;
    private int chunkCount;
    private int next;

    private TeamCrew(int threads)
    {
        this.threads = threads;
        gate = new TeamGate(threads <= Environment.ProcessorCount ? SpinTurns : 0);
        for (var worker = 1; worker < threads; worker++)
        {
            var number = worker;
            new Thread(() => Serve(number)) { IsBackground = true, Name = "adchain-worker" }.Start();
        }
    }

    /// <summary>A crew for a team of so many threads, the caller included: an idle one, else a new one.</summary>
    public static TeamCrew Take(int threads)
    {
        lock (Idle)
        {
            var at = Idle.FindLastIndex(crew => crew.threads == threads);
            if (at >= 0)
            {
                var crew = Idle[at];
                Idle.RemoveAt(at);
                return crew;
            }
        }

        return new TeamCrew(threads);
    }

    /// <summary>Leaves the crew to the next team that wants one of its size.</summary>
    public void GiveBack()
    {
        lock (Idle)
        {
            Idle.Add(this);
            if (Idle.Count > MostIdle)
            {
                Idle[0].gate.End();
                Idle.RemoveAt(0);
            }
        }
    }

    /// <summary>Runs the body for every chunk; the caller is worker 0.</summary>
    public void Run(int chunks, Action<int, int> work, CancellationToken token)
    {
        (body, cancellation, failure, chunkCount, next) = (work, token, null, chunks, 0);
        gate.Open(Math.Min(threads, chunks) - 1);
        Claim(0);
        gate.Close();
        (body, cancellation) = (null, CancellationToken.None);
        if (failure is { } thrown)
        {
            failure = null;
            ExceptionDispatchInfo.Throw(thrown);
        }

        token.ThrowIfCancellationRequested();
    }

    private void Serve(int worker)
    {
        var seen = 0;
        while (gate.AwaitCall(ref seen))
        {
            if (gate.Enter())
            {
                Claim(worker);
            }

            gate.Leave();
        }
    }

    private void Claim(int worker)
    {
        try
        {
            int chunk;
            while (!cancellation.IsCancellationRequested && Volatile.Read(ref failure) is null
                && (chunk = Interlocked.Increment(ref next) - 1) < chunkCount)
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
