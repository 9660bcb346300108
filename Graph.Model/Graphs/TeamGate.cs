namespace Graph.Model.Graphs;

/// <summary>Where the helpers of a <see cref="TeamCrew"/> wait for a call, and the caller for the helpers.</summary>
/// <remarks>
/// The gate is open while a call runs. A helper enters by counting itself in, and what it finds tells it whether it came in time;
/// the caller closes the gate and waits until nobody is inside. Both waits spin for a while and then sleep. Each side first makes its
/// own step visible (an interlocked operation) and then looks for the other's: so either the sleeper sees the step, or the step's maker sees
/// the sleeper and wakes it.
/// </remarks>
internal sealed class TeamGate
{
    /// <summary>Added to the count of those inside while the gate is closed: far below any number of helpers.</summary>
    private const int Shut = int.MinValue / 2;

    private readonly int spinTurns;
    private readonly object calls = new();
    private readonly object home = new();
    private int inside = Shut;
    private int call;
    private int asleep;
    private int callerSleeps;
    private bool ended;

    /// <summary>Makes a closed gate.</summary>
    /// <param name="spinTurns">How long to spin before sleeping; 0: not at all.</param>
    public TeamGate(int spinTurns)
    {
        this.spinTurns = spinTurns;
    }

    /// <summary>Caller: lets helpers in and wakes sleeping ones.</summary>
    /// <param name="wanted">How many helpers there is work for.</param>
    public void Open(int wanted)
    {
        Interlocked.Add(ref inside, -Shut);
        Interlocked.Increment(ref call);
        if (Volatile.Read(ref asleep) > 0)
        {
            lock (calls)
            {
                for (var i = Math.Min(wanted, asleep); i > 0; i--)
                {
                    Monitor.Pulse(calls);
                }
            }
        }
    }

    /// <summary>Caller: lets nobody in any more and waits until all have left.</summary>
    public void Close()
    {
        if (Interlocked.Add(ref inside, Shut) == Shut)
        {
            return;
        }

        for (var turn = 0; turn < spinTurns; turn++)
        {
            if (Volatile.Read(ref inside) == Shut)
            {
                return;
            }

            Thread.SpinWait(1);
        }

        lock (home)
        {
            Interlocked.Exchange(ref callerSleeps, 1);
            while (Volatile.Read(ref inside) != Shut)
            {
                Monitor.Wait(home);
            }

            Volatile.Write(ref callerSleeps, 0);
        }
    }

    /// <summary>Caller: sends all helpers away for good.</summary>
    public void End()
    {
        Volatile.Write(ref ended, true);
        Interlocked.Increment(ref call);
        lock (calls)
        {
            Monitor.PulseAll(calls);
        }
    }

    /// <summary>Helper: waits for a call after the last one seen.</summary>
    /// <returns>Whether there is one; else the crew is sent away.</returns>
    public bool AwaitCall(ref int seen)
    {
        for (var turn = 0; turn < spinTurns && Volatile.Read(ref call) == seen; turn++)
        {
            Thread.SpinWait(1);
        }

        if (Volatile.Read(ref call) == seen)
        {
            lock (calls)
            {
                Interlocked.Increment(ref asleep);
                while (Volatile.Read(ref call) == seen)
                {
                    Monitor.Wait(calls);
                }

                Interlocked.Decrement(ref asleep);
            }
        }

        seen = Volatile.Read(ref call);
        return !Volatile.Read(ref ended);
    }

    /// <summary>Helper: steps in. Must leave afterwards in either case.</summary>
    /// <returns>Whether the gate was open: the caller then waits for this helper.</returns>
    public bool Enter() => Interlocked.Increment(ref inside) > 0;

    /// <summary>Helper: steps out, and wakes the caller if it was the last one that the caller waits for.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref inside) == Shut && Volatile.Read(ref callerSleeps) != 0)
        {
            lock (home)
            {
                Monitor.Pulse(home);
            }
        }
    }
}
