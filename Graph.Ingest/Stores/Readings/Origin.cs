using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>Where a version stands, in one number that grows with load, file and line: the number of the file among all files of
/// the ledger, then the line. In records that come out of the store <see cref="RowOrigin.File"/> is that number.</summary>
internal static class Origin
{
    private const int LineBits = 36;

    /// <summary>The number of a row.</summary>
    /// <param name="file">The file's number in the ledger, 0-based.</param>
    /// <param name="line">The line, below 2^36.</param>
    public static long Of(int file, long line) => line is >= 0 and < 1L << LineBits
        ? ((long)file << LineBits) | line
        : throw new ArgumentOutOfRangeException(nameof(line), line, "A line number is between 0 and 2^36.");

    /// <summary>Where a number stands.</summary>
    public static RowOrigin RowOf(long origin) => new((int)(origin >> LineBits), origin & ((1L << LineBits) - 1));

    /// <summary>The file's number as an SQL expression.</summary>
    public static string FileOf(string column) => $"({column} >> {LineBits})";
}
