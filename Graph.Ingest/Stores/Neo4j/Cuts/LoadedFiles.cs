namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Which rows belong to loads that are done: those of files with the numbers given here. A load that is under way, or died, has larger numbers.</summary>
internal sealed class LoadedFiles : IEquatable<LoadedFiles>
{
    private readonly (int From, int To)[] seen;

    /// <param name="count">How many files the done loads have.</param>
    /// <param name="seen">The runs of files of loads that may be seen, each from its first number to before its last, ascending, not touching.</param>
    private LoadedFiles(int count, (int From, int To)[] seen)
    {
        Count = count;
        this.seen = seen;
    }

    /// <summary>How many files the done loads have: their numbers are below it.</summary>
    public int Count { get; }

    /// <summary>The runs of numbers that may be seen: from the first to before the second. Ascending, not touching; none when nothing may be seen.</summary>
    public IReadOnlyList<(int From, int To)> Seen => seen;

    /// <summary>All files of done loads.</summary>
    /// <param name="count">How many there are.</param>
    public static LoadedFiles All(int count) => new(count, count == 0 ? [] : [(0, count)]);

    /// <summary>The files of done loads that were committed by a time.</summary>
    /// <param name="loadedAt">Of each file of the done loads, in the order of their numbers, when its load was committed (ticks, UTC).</param>
    /// <param name="knownAt">The time (UTC); null sees all.</param>
    public static LoadedFiles By(IReadOnlyList<long> loadedAt, DateTime? knownAt)
    {
        if (knownAt is not { } time)
        {
            return All(loadedAt.Count);
        }

        // The times of loads need not grow: a clock may have been set back.
        var runs = new List<(int From, int To)>();
        for (var file = 0; file < loadedAt.Count; file++)
        {
            if (loadedAt[file] > time.Ticks)
            {
                continue;
            }

            if (runs.Count > 0 && runs[^1].To == file)
            {
                runs[^1] = (runs[^1].From, file + 1);
            }
            else
            {
                runs.Add((file, file + 1));
            }
        }

        return new LoadedFiles(loadedAt.Count, [.. runs]);
    }

    /// <inheritdoc />
    public bool Equals(LoadedFiles? other) => other is not null && Count == other.Count && seen.AsSpan().SequenceEqual(other.seen);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LoadedFiles);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Count, seen.Length);
}
