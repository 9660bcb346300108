using Graph.Ingest.Csv;
using Graph.Model.Records;
using Xunit;

namespace Graph.Ingest.Tests.Csv;

public sealed class DataFolderTests
{
    [Theory]
    [InlineData("placements.csv", RecordType.Placements)]
    [InlineData("placements-2026-W47.csv", RecordType.Placements)]
    [InlineData("Placements2026.CSV", RecordType.Placements)]
    [InlineData("settlements_march.csv.gz", RecordType.Settlements)]
    [InlineData("settlement_lines.csv", RecordType.SettlementLines)]
    [InlineData("settlement_lines_march.csv.gz", RecordType.SettlementLines)]
    [InlineData("settlements_lines.csv", RecordType.Settlements)]
    [InlineData("parties.csv", RecordType.Parties)]
    [InlineData("lists 2.csv", RecordType.Lists)]
    [InlineData("notices.csv", RecordType.Notices)]
    [InlineData("declarations.csv", RecordType.Declarations)]
    [InlineData("verdicts.csv", RecordType.Verdicts)]
    [InlineData("works.csv", RecordType.Works)]
    [InlineData("rates.csv", RecordType.Rates)]
    [InlineData("actions.csv", RecordType.Actions)]
    public void The_start_of_the_name_is_the_type(string name, RecordType type) => Assert.Equal(type, DataFolder.TypeOf(name));

    [Theory]
    [InlineData("worksheet.csv")]
    [InlineData("placements.txt")]
    [InlineData("placements.gz")]
    [InlineData("my-placements.csv")]
    [InlineData("settlement_line.csv")]
    [InlineData("README.md")]
    public void Other_names_match_no_type(string name) => Assert.Null(DataFolder.TypeOf(name));

    [Fact]
    public void Files_are_listed_in_ordinal_order_and_folders_are_not_searched()
    {
        using var folder = new ScratchFolder();
        folder.Write("rates.csv", "x");
        folder.Write("placements-b.csv", "xy");
        folder.Write("placements-B.csv", "");
        folder.Write("notes.txt", "");
        Directory.CreateDirectory(Path.Combine(folder.Path, "deeper"));
        File.WriteAllText(Path.Combine(folder.Path, "deeper", "works.csv"), "");

        var listed = DataFolder.List(folder.Path);

        Assert.Equal(["placements-B.csv", "placements-b.csv", "rates.csv"], listed.Files.Select(file => file.Name));
        Assert.Equal([0L, 2L, 1L], listed.Files.Select(file => file.Bytes));
        Assert.Equal(["notes.txt"], listed.Unmatched);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => DataFolder.List("/no/such/folder"));
        Assert.Contains("/no/such/folder", error.Message);
    }
}
