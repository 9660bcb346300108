using Graph.Ingest.Csv;
using Graph.Model.Records;
using Xunit;

namespace Graph.Ingest.Tests.Csv;

/// <summary>Runs datasets/mangled: bad inputs with the verdict that the contract gives.</summary>
public sealed class MangledTableTests
{
    private sealed record Line(string Case, string File, long Number, string Verdict, string Column, string Reason, string Shows);

    private static readonly Lazy<ILookup<string, Line>> Table = new(() => File.ReadLines(Path.Combine(Folder, "cases.tsv")).Skip(1)
        .Select(line => line.Split('\t'))
        .Select(cells => new Line(cells[0], cells[1], long.Parse(cells[2]), cells[3], cells[4], cells[5], cells[6]))
        .ToLookup(line => line.Case));

    private static string Folder => Path.Combine(RepositoryFiles.Root(), "datasets", "mangled");

    public static TheoryData<string> Cases() => [.. Table.Value.Select(group => group.Key)];

    [Fact]
    public void Every_folder_is_a_case_and_there_are_enough()
    {
        var folders = Directory.GetDirectories(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(Table.Value.Select(group => group.Key).Order(StringComparer.Ordinal), folders!);
        Assert.True(Table.Value.Count >= 60);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Verdicts_are_as_the_table_says(string name)
    {
        var lines = Table.Value[name].ToArray();
        var type = DataFolder.TypeOf(lines[0].File);
        Assert.NotNull(type);
        var (reading, sink) = Reading.File(Path.Combine(Folder, name, lines[0].File), type.Value);

        var refusal = Array.Find(lines, line => line.Verdict == "refused");
        if (refusal is not null)
        {
            Assert.Contains(refusal.Reason, reading.Refused, StringComparison.OrdinalIgnoreCase);
            return;
        }

        Assert.Null(reading.Refused);
        var found = sink.Rows.Select(row => $"{row.Origin.Line} accepted ")
            .Concat(sink.Rejects.Select(row => $"{row.Line} rejected {row.Column}"))
            .OrderBy(text => long.Parse(text[..text.IndexOf(' ')]));
        var rows = lines.Where(line => line.Number > 0).ToArray();
        Assert.Equal(rows.Select(line => $"{line.Number} {line.Verdict} {line.Column}"), found);
        Assert.Equal(reading.Read, rows.Length);
        Assert.Equal(reading.Rejected, sink.Rejects.Count);
        foreach (var line in rows)
        {
            CheckLine(line, sink);
        }
    }

    private static void CheckLine(Line line, CollectingSink sink)
    {
        if (line.Verdict == "rejected")
        {
            var reject = sink.Rejects.Single(row => row.Line == line.Number);
            Assert.Contains(line.Reason, reject.Reason, StringComparison.OrdinalIgnoreCase);
            Assert.NotEqual("", reject.Raw);
            return;
        }

        var shown = Reading.Show(sink.Rows.Single(row => row.Origin.Line == line.Number));
        foreach (var part in line.Shows.Split(" | ", StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Contains(part, shown, StringComparison.Ordinal);
        }
    }
}
