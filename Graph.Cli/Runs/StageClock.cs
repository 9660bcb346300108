namespace Graph.Cli.Runs;

/// <summary>Measures the stages of a run.</summary>
internal sealed class StageClock(TimeProvider clock)
{
    private readonly Dictionary<string, long> elapsedMs = new(StringComparer.Ordinal);
    private readonly long begun = clock.GetTimestamp();

    /// <summary>Milliseconds per stage, in the order in which they were measured.</summary>
    public IReadOnlyDictionary<string, long> ElapsedMs => elapsedMs;

    /// <summary>Runs a stage and notes its time.</summary>
    public T Measure<T>(string stage, Func<T> work)
    {
        var start = clock.GetTimestamp();
        var result = work();
        elapsedMs[stage] = (long)clock.GetElapsedTime(start).TotalMilliseconds;
        return result;
    }

    /// <summary>Runs a stage and notes its time.</summary>
    public void Measure(string stage, Action work) => Measure(stage, () =>
    {
        work();
        return true;
    });

    /// <summary>All stages with the time since the clock was made, as <c>total</c>.</summary>
    public IReadOnlyDictionary<string, long> WithTotal() => new Dictionary<string, long>(elapsedMs, StringComparer.Ordinal)
    {
        ["total"] = (long)clock.GetElapsedTime(begun).TotalMilliseconds,
    };
}
