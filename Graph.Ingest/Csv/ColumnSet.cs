namespace Graph.Ingest.Csv;

/// <summary>The columns of a record type in the order of the data contract: required ones, then optional ones, then
/// <c>recorded_at</c>, which every file may carry.</summary>
internal sealed class ColumnSet
{
    /// <summary>The column that every file may carry.</summary>
    public const string RecordedAt = "recorded_at";

    /// <summary>Lists the columns.</summary>
    public ColumnSet(string[] required, string[] optional)
    {
        RequiredCount = required.Length;
        Names = optional.Contains(RecordedAt) ? [.. required, .. optional] : [.. required, .. optional, RecordedAt];
        RecordedAtColumn = Array.IndexOf(Names, RecordedAt);
    }

    /// <summary>All names; a column's number is its place here.</summary>
    public string[] Names { get; }

    /// <summary>How many of them are required.</summary>
    public int RequiredCount { get; }

    /// <summary>The number of <c>recorded_at</c>.</summary>
    public int RecordedAtColumn { get; }
}
