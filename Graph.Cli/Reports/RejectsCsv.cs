using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>How many rows of a file were rejected for one column, with the first of them.</summary>
internal sealed record RejectGroup(string File, string Column, long Rows, string FirstReason);

/// <summary>What the page says about rejected rows.</summary>
/// <param name="Total">All rejected rows.</param>
/// <param name="Groups">Counts by file and column, in the order of the file.</param>
/// <param name="First">The first rows of the file.</param>
internal sealed record RejectSummary(long Total, IReadOnlyList<RejectGroup> Groups, IReadOnlyList<RejectedRow> First);

/// <summary>rejects.csv: every rejected row, by file and line.</summary>
internal static class RejectsCsv
{
    /// <summary>The header.</summary>
    public const string Header = "file,line,column,reason,raw";

    private const int ShownRows = 20;
    private const int ShownRaw = 300;

    /// <summary>Writes the file from rows in its order.</summary>
    public static void Write(Stream stream, IEnumerable<RejectedRow> rows, CancellationToken cancellation)
    {
        using var csv = new CsvWriter(stream, Header);
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            csv.Field(row.File);
            csv.Whole(row.Line);
            csv.Field(row.Column);
            csv.Field(row.Reason);
            csv.Field(row.Raw);
            csv.EndRow();
        }
    }

    /// <summary>Reads the file back, in a stream, and sums it up.</summary>
    public static RejectSummary Summarize(string path)
    {
        var total = 0L;
        var groups = new Dictionary<(string File, string Column), RejectGroup>();
        var order = new List<(string, string)>();
        var first = new List<RejectedRow>();
        foreach (var f in CsvRows.Read(path, Header))
        {
            total++;
            var key = (f[0], f[2]);
            if (!groups.TryGetValue(key, out var group))
            {
                order.Add(key);
                group = new RejectGroup(f[0], f[2], 0, f[3]);
            }

            groups[key] = group with { Rows = group.Rows + 1 };
            if (first.Count < ShownRows)
            {
                first.Add(new RejectedRow(f[0], FigureParser.Whole(f[1]), f[2], f[3], Cut(f[4])));
            }
        }

        return new RejectSummary(total, [.. order.Select(k => groups[k])], first);
    }

    private static string Cut(string raw) => raw.Length <= ShownRaw ? raw : string.Concat(raw.AsSpan(0, ShownRaw), "…");
}
