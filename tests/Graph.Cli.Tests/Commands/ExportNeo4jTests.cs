using System.Text.Json;

namespace Graph.Cli.Tests.Commands;

public sealed class ExportNeo4jTests
{
    private const string Placements = """
        placement_id,accrual_date,network_id,domain,gross_amount,account_id
        p1,2026-11-20,alpha-ads,clean.example,100,acc
        p2,2026-11-20,alpha-ads,pirate.example,50.5,acc

        """;

    [Fact]
    public void Files_command_and_constraints_are_written_and_told()
    {
        using var folder = World();
        var result = new CliRunner(folder.FullPath).Run("export", "neo4j", "data", "--out", "import");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            ["File-header.csv", "File.csv", "Load-header.csv", "Load.csv", "OF-header.csv", "OF.csv", "PLACED-header.csv", "PLACED.csv", "Party-header.csv", "Party.csv",
                "README.txt", "Site-header.csv", "Site.csv", "Store-header.csv", "Store.csv", "constraints.cypher", "import.sh"],
            Names(folder.At("import")));
        Assert.EndsWith(File.ReadAllText(folder.At("import/README.txt")), result.Out, StringComparison.Ordinal);
        Assert.Contains("placements.csv\t2\t2\t0\t0\t0\t\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("--nodes=Party-header.csv,Party.csv", File.ReadAllText(folder.At("import/import.sh")), StringComparison.Ordinal);
        Assert.StartsWith("\"alpha-ads\",\"clean.example\",\"p1#1\",", File.ReadAllLines(folder.At("import/PLACED.csv"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_export_takes_the_place_of_the_first()
    {
        using var folder = World();
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("export", "neo4j", "data", "--out", "import").ExitCode);
        folder.Write("import/import.report", "what the importer said");
        Assert.Equal(0, runner.Run("export", "neo4j", "data", "--out", "import", "--gzip").ExitCode);
        var names = Names(folder.At("import"));
        Assert.Contains("PLACED.csv.gz", names);
        Assert.DoesNotContain("PLACED.csv", names);
        Assert.DoesNotContain("import.report", names);
    }

    [Fact]
    public void Folders_of_others_are_left_alone()
    {
        using var folder = World();
        folder.Write("mine/thesis.docx", "years of work");
        var result = new CliRunner(folder.FullPath).Run("export", "neo4j", "data", "--out", "mine");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("thesis.docx", result.Error, StringComparison.Ordinal);
        Assert.Equal(["thesis.docx"], Names(folder.At("mine")));
        Assert.Equal(2, new CliRunner(folder.FullPath).Run("export", "neo4j", "data", "--out", "data/placements.csv").ExitCode);
        Assert.Equal(2, new CliRunner(folder.FullPath).Run("export", "neo4j", "nowhere", "--out", "o").ExitCode);
    }

    [Fact]
    public void Rejects_above_the_share_are_three_after_the_files_are_written()
    {
        using var folder = World();
        folder.Write("data/placements-bad.csv", "placement_id,accrual_date,network_id,domain,gross_amount\nb1,yesterday,alpha-ads,a.example,1\n");
        var runner = new CliRunner(folder.FullPath);
        var result = runner.Run("export", "neo4j", "data", "--out", "import", "--json");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("1 of 3 rows were rejected", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"accrual_date\",\"expected a date", File.ReadAllText(folder.At("import/Reject.csv")), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(result.Out);
        Assert.Equal(3, document.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Equal(2, document.RootElement.GetProperty("files").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "PLACED.csv").GetProperty("rows").GetInt64());
        Assert.Equal(0, runner.Run("export", "neo4j", "data", "--out", "import", "--max-reject-share", "0.5").ExitCode);
    }

    [Fact]
    public void Nothing_but_refused_files_is_three_and_writes_nothing()
    {
        using var folder = new TempFolder();
        folder.Write("data/works.csv", "what,is\nthis,file\n");
        var result = new CliRunner(folder.FullPath).Run("export", "neo4j", "data", "--out", "import");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("works.csv was refused", result.Error, StringComparison.Ordinal);
        Assert.Empty(Names(folder.At("import")));
    }

    private static TempFolder World()
    {
        var folder = new TempFolder();
        folder.Write("data/placements.csv", Placements);
        return folder;
    }

    private static string[] Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal)];
}
