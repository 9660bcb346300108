using Graph.Ingest.Normalization;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Csv;

/// <summary>Takes what a file reader finds, in line order, in batches.</summary>
public interface IRecordSink
{
    /// <summary>Typed rows. The span is reused after the call.</summary>
    void Accept<TRecord>(ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord;

    /// <summary>Rejected rows. The list is reused after the call.</summary>
    void Reject(IReadOnlyList<RejectedRow> rows);
}

/// <summary>What the readers of one load share.</summary>
/// <param name="Names">Name tables of the load.</param>
/// <param name="Rates">Dated rates, read before everything else.</param>
public sealed record ReadingContext(RecordNames Names, RateTable Rates)
{
    /// <summary>What raw texts were parsed to, kept over all files of the load: weekly files name the same parties and hosts.</summary>
    internal FieldCaches Caches { get; } = new();
}

/// <summary>Raw texts and the names that they were parsed to. Used by one thread at a time.</summary>
internal sealed class FieldCaches
{
    /// <summary>Ids of parties.</summary>
    public ByteCache<Name> Parties { get; } = new();

    /// <summary>Hosts.</summary>
    public ByteCache<Name> Hosts { get; } = new();

    /// <summary>Words of free columns.</summary>
    public ByteCache<Name> Words { get; } = new();

    /// <summary>Currency codes.</summary>
    public ByteCache<Name> Currencies { get; } = new();
}

/// <summary>How a file was read.</summary>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16le</c>, <c>utf-16be</c> or <c>gb18030</c>.</param>
/// <param name="Read">Rows read (blank lines and the header are not rows).</param>
/// <param name="Rejected">Rows rejected.</param>
/// <param name="UnknownColumns">Header names that the contract does not know, in file order.</param>
/// <param name="Refused">Why the file as a whole is refused (what is wrong, what is expected, what to do), or null.</param>
/// <param name="UsedRates">Whether a row was, or for want of a rate could not be, converted.</param>
/// <param name="Sha256">Lower-case hex of the file's bytes as they lie on disk.</param>
public sealed record FileReading(
    string Encoding, long Read, long Rejected, IReadOnlyList<string> UnknownColumns, string? Refused, bool UsedRates, string Sha256);
