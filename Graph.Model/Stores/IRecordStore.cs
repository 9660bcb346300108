using Graph.Model.Records;

namespace Graph.Model.Stores;

/// <summary>What a file's rows came to. Read = accepted + duplicate + restated + rejected.</summary>
public readonly record struct RowCounts(long Read, long Accepted, long Duplicate, long Restated, long Rejected)
{
    /// <summary>Sums two counts.</summary>
    public static RowCounts operator +(RowCounts a, RowCounts b) => new(
        a.Read + b.Read, a.Accepted + b.Accepted, a.Duplicate + b.Duplicate, a.Restated + b.Restated, a.Rejected + b.Rejected);
}

/// <summary>A file as a load took it in.</summary>
/// <param name="File">Name without folder.</param>
/// <param name="Sha256">Lower-case hex of the file's bytes as they lie on disk.</param>
/// <param name="Type">Its record type.</param>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c> or <c>gb18030</c>.</param>
/// <param name="Counts">What its rows came to when it was first loaded.</param>
/// <param name="UnknownColumns">Header names that the contract does not know, in file order.</param>
/// <param name="Refused">Why the file as a whole was refused, or null. A refused file has no rows in the store.</param>
/// <param name="RatesSha256">Hash of the rates used, where a row was or should have been converted; else empty. With other rates
/// the file is read again.</param>
public sealed record LoadedFile(
    string File, string Sha256, RecordType Type, string Encoding, RowCounts Counts,
    IReadOnlyList<string> UnknownColumns, string? Refused, string RatesSha256);

/// <summary>A line of the ledger: one load, whole.</summary>
/// <param name="Load">1, 2, 3, …</param>
/// <param name="LoadedAt">When it was committed (UTC).</param>
/// <param name="Files">The files it took in, by name, ordinally.</param>
public sealed record LoadEntry(int Load, DateTime LoadedAt, IReadOnlyList<LoadedFile> Files);

/// <summary>A load under way. Nothing of it is visible before <see cref="Commit"/>; disposing without commit leaves the store as it was.</summary>
/// <remarks>Rows may come in any mixture of types and files; within one file they come in line order. Called by one thread at a time.</remarks>
public interface IRecordLoad : IDisposable
{
    /// <summary>Stages typed rows.</summary>
    /// <param name="rows">Rows of one type; their <see cref="RowOrigin.File"/> is an index into the files given at the start.</param>
    /// <exception cref="StoreException">The store cannot take them (disk full, damaged).</exception>
    void Append<TRecord>(ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord;

    /// <summary>Stages rejected rows of a file.</summary>
    void AppendRejects(int file, IReadOnlyList<RejectedRow> rows);

    /// <summary>Drops everything that was staged of a file: it turned out to be unreadable and is refused whole.</summary>
    void Refuse(int file);

    /// <summary>Compares the staged rows with what is kept, adds the new versions and the ledger line, and makes all of it visible at once.</summary>
    /// <param name="loadedAt">The time of the load (UTC).</param>
    /// <param name="files">One per file of the load, in index order, with <see cref="RowCounts.Read"/> and
    /// <see cref="RowCounts.Rejected"/> filled in; the other counts are found here.</param>
    /// <param name="cancellation">Cancels; the store is then as before.</param>
    /// <returns>The ledger line with all counts.</returns>
    /// <exception cref="StoreException">The store could not commit; it is as before.</exception>
    LoadEntry Commit(DateTime loadedAt, IReadOnlyList<LoadedFile> files, CancellationToken cancellation);
}

/// <summary>Keeps records with all their versions, and sums them as of a date.</summary>
public interface IRecordStore : IDisposable
{
    /// <summary><c>duckdb</c>, <c>neo4j</c>, …</summary>
    string Kind { get; }

    /// <summary>All loads, in order.</summary>
    IReadOnlyList<LoadEntry> Ledger();

    /// <summary>Versions kept and keys, per record type: what <c>status</c> shows.</summary>
    IReadOnlyList<RecordTotal> Totals();

    /// <summary>The newest version of every rate, by currency and valid_from.</summary>
    IReadOnlyList<Rate> Rates();

    /// <summary>Every kept version of every rate, in order of load, file, line: what tells whether a further row is a duplicate.</summary>
    IReadOnlyList<Rate> RateVersions();

    /// <summary>Begins a load.</summary>
    /// <param name="names">The tables that the rows' names come from.</param>
    /// <param name="fileNames">The files of the load in ordinal order of their names: the row order of the load.</param>
    IRecordLoad BeginLoad(RecordNames names, IReadOnlyList<string> fileNames);

    /// <summary>The newest accrual date among placements of loads committed by a time, or null without placements.</summary>
    DateOnly? NewestAccrual(DateTime? knownAt);

    /// <summary>Sums the records as of a cut.</summary>
    /// <exception cref="StoreException">The store is not sound, or a sum leaves 64 bits.</exception>
    MoneyRecords Read(AsOfCut cut, CancellationToken cancellation);

    /// <summary>The rows that tell what parties knew, as of the cut of the money records.</summary>
    /// <param name="money">What <see cref="Read"/> returned: party indices point into it.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StoreException">The store is not sound.</exception>
    KnowledgeRecords ReadKnowledge(MoneyRecords money, CancellationToken cancellation);

    /// <summary>Rows in one canonical text each: the contract's columns of the type in their order, normalised and in base currency, as CSV
    /// without header. The same whatever file format the row came in, so that a row cited as evidence can be compared with its file.</summary>
    /// <param name="rows">Rows of any type, in any order; <see cref="RowOrigin.File"/> as in <see cref="KnowledgeRecords.Files"/>.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>One text per asked row; null where no such row is kept.</returns>
    IReadOnlyList<string?> CanonicalRows(IReadOnlyList<RowOrigin> rows, CancellationToken cancellation);

    /// <summary>The rejected rows of a loaded file, by line. Streams.</summary>
    /// <param name="load">The load that read the file.</param>
    /// <param name="file">The file's name.</param>
    IEnumerable<RejectedRow> Rejects(int load, string file);
}

/// <summary>What a store holds of one record type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Keys">Distinct keys.</param>
/// <param name="Versions">Kept versions, ≥ keys.</param>
public sealed record RecordTotal(RecordType Type, long Keys, long Versions);

/// <summary>A store is not reachable or not sound. The message says what to do. The program exits with 4.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Makes the exception.</summary>
    public StoreException(string message) : base(message) { }

    /// <summary>Makes the exception with its cause.</summary>
    public StoreException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Makes the exception without text; prefer the others.</summary>
    public StoreException() { }
}
