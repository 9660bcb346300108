namespace Graph.Model.Stores;

/// <summary>Keeps what runs found beside the records that they found it in, so that whoever explores the records sees it.</summary>
/// <remarks>Runs are known by their id, which is made from what they found: the same run again is the same run. Readers see a run whole or not at all.
/// What people noted on the same parties is never touched.</remarks>
public interface IFindingsStore : IDisposable
{
    /// <summary>Writes a run. What a dead program left half-written is removed first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Cancels; the store then shows what it showed before.</param>
    /// <returns>False: the store has this run already, and nothing was changed.</returns>
    /// <exception cref="StoreException">Not reachable, or the store lacks a party or row that the run speaks of.</exception>
    bool Write(PublishedRun run, CancellationToken cancellation);

    /// <summary>The runs, in the order in which they were written.</summary>
    /// <exception cref="StoreException">Not reachable.</exception>
    IReadOnlyList<RunEntry> Runs();

    /// <summary>A run as it was written.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StoreException">Not reachable, or there is no such run.</exception>
    PublishedRun Read(string run, CancellationToken cancellation);

    /// <summary>What changed from one run to another.</summary>
    /// <param name="before">The id of the one.</param>
    /// <param name="after">The id of the other.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StoreException">Not reachable, or there is no such run.</exception>
    RunComparison Compare(string before, string after, CancellationToken cancellation) =>
        RunComparison.Between(Read(before, cancellation), Read(after, cancellation));

    /// <summary>Removes a run; parties then show the newest that is left.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="cancellation">Cancels; the run is then hidden, and what is left of it goes with the next write or removal.</param>
    /// <exception cref="StoreException">Not reachable, or there is no such run.</exception>
    void Remove(string run, CancellationToken cancellation);
}

/// <summary>A run that a store keeps.</summary>
/// <param name="Number">1, 2, 3, … in the order of writing; gaps where runs were removed.</param>
/// <param name="Id">Its id.</param>
/// <param name="AsOf">Its as-of date.</param>
/// <param name="WindowWeeks">Length of its window.</param>
/// <param name="Program">Program and version.</param>
/// <param name="Scores">How many parties it judged, or null: none was judged.</param>
/// <param name="Findings">How many findings it has.</param>
/// <param name="Targets">How many targets it ranked, or null: none were ranked.</param>
/// <param name="ShowsScores">Whether parties show its scores: the newest run that judged does.</param>
/// <param name="ShowsTargets">Whether parties show its targets: the newest run that ranked does.</param>
public sealed record RunEntry(
    long Number, string Id, DateOnly AsOf, int WindowWeeks, string Program, long? Scores, long Findings, long? Targets, bool ShowsScores, bool ShowsTargets);
