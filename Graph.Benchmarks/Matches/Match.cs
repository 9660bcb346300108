using Graph.Benchmarks.Peers;

namespace Graph.Benchmarks.Matches;

/// <summary>One piece of work that ours and its rivals do on the same graph.</summary>
internal sealed record Match : IDisposable
{
    /// <summary>What the table calls the work.</summary>
    public required string Work { get; init; }

    /// <summary>What the table calls the graph.</summary>
    public required string Graph { get; init; }

    /// <summary>Ours.</summary>
    public required Contender Ours { get; init; }

    /// <summary>The others; the ones that turn out not to have the kernel leave.</summary>
    public List<Rival> Rivals { get; init; } = [];

    /// <summary>Throws when an answer of ours to a part is wrong, judged by a plain computation of the benchmark's own.</summary>
    public required Action<int, double[]> CheckOurs { get; init; }

    /// <summary>Parts: sources, say. The table gives the mean of them.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>What a run is divided by: iterations, sources.</summary>
    public double Per { get; init; } = 1;

    /// <summary>Edges of the graph, where it is not the comparison's plain one.</summary>
    public long? Edges { get; init; }

    /// <summary>The measure of an answer where quality counts, or null.</summary>
    public Func<double[], double>? Quality { get; init; }

    /// <summary>Least quality, as a share of the rival's, that a met goal needs.</summary>
    public const double LeastQuality = 0.995;

    /// <summary>What is released with the match.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    /// <inheritdoc />
    public void Dispose()
    {
        Ours.Dispose();
        foreach (var owned in Owned)
        {
            owned.Dispose();
        }

        Rivals.ForEach(rival => rival.Contender.Dispose());
    }
}

/// <summary>Another contender in a match.</summary>
/// <param name="Contender">Who.</param>
/// <param name="Goal">The largest ratio of our time to its time that meets the goal, or null: no goal.</param>
/// <param name="Check">Compares our answer to a part with the rival's, throws when they differ, and says what holds. Not called where
/// the contender verifies itself.</param>
internal sealed record Rival(Contender Contender, double? Goal, Func<int, double[], double[], string> Check);
