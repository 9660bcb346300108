using System.Diagnostics;

namespace Graph.Benchmarks.Peers;

/// <summary>One side of a match: does the same piece of work again and again, and tells the time of each.</summary>
/// <param name="name">How the table calls it.</param>
internal abstract class Contender(string name) : IDisposable
{
    /// <summary>How the table calls it.</summary>
    public string Name { get; } = name;

    /// <summary>The answer of the last run: a value per node, or a single value; null where the contender keeps it and
    /// verifies it itself (<see cref="Verified"/>).</summary>
    public double[]? Answer { get; protected set; }

    /// <summary>What the contender said of its own answer, where it verifies by itself.</summary>
    public string? Verified { get; protected set; }

    /// <summary>Runs once or, where starting is dear, a few times.</summary>
    /// <param name="part">Which part of the match, from 0: a source, an instance.</param>
    public abstract IReadOnlyList<Timing> Run(int part);

    /// <summary>Ends what the contender runs in.</summary>
    public virtual void Dispose() { }
}

/// <summary>A contender inside this process.</summary>
/// <param name="name">How the table calls it.</param>
/// <param name="body">The timed work of a part.</param>
/// <param name="answer">Its answer, taken outside the clock.</param>
internal sealed class InProcess<T>(string name, Func<int, T> body, Func<T, double[]> answer) : Contender(name)
{
    /// <inheritdoc />
    public override IReadOnlyList<Timing> Run(int part)
    {
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var result = body(part);
        var timing = new Timing(clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        Answer = answer(result);
        return [timing];
    }
}
