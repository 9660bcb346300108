using System.Text.Json;

namespace Graph.Cli.Tests.Commands;

public sealed class UsageTests
{
    public static TheoryData<string> Verbs =>
        ["run", "ingest", "score", "rank", "report", "verify", "status", "store", "diff", "export", "graph", "demo", "generate", "train", "evaluate", "doctor"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void HelpHasExamplesAndExitCodes(string verb)
    {
        var result = new CliRunner(Path.GetTempPath()).Run(verb, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"\n  adchain {verb}", result.Out, StringComparison.Ordinal);
        Assert.Contains("Examples:", result.Out, StringComparison.Ordinal);
        Assert.Contains("130  cancelled", result.Out, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("neo4j")]
    [InlineData("graphml")]
    public void HelpOfAPartHasItsOwnExamples(string part)
    {
        var result = new CliRunner(Path.GetTempPath()).Run("export", part, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"\n  adchain export {part} data --out", result.Out, StringComparison.Ordinal);
        Assert.Contains($"`adchain export {part} --help`", new CliRunner(Path.GetTempPath()).Run("export", part).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("steal")]
    [InlineData("run")]
    [InlineData("run data")]
    [InlineData("run data --out o --window 5")]
    [InlineData("run data --out o --window 0w")]
    [InlineData("run data --out o --as-of 22.11.2026")]
    [InlineData("run data --out o --known-at noon")]
    [InlineData("run data --out o --budget -1")]
    [InlineData("run data --out o --budget 1e3")]
    [InlineData("run data --out o --lang fr")]
    [InlineData("run data --out o --max-reject-share 1.5")]
    [InlineData("run data --out o --threads 0")]
    [InlineData("run data --out o --store https://user:secret@host/db")]
    [InlineData("run nowhere --out o")]
    [InlineData("status")]
    [InlineData("report nowhere")]
    [InlineData("diff a b")]
    [InlineData("demo --lang xx")]
    [InlineData("export")]
    [InlineData("export neo4j data")]
    [InlineData("export neo4j nowhere --out o")]
    [InlineData("export neo4j data --out o --max-reject-share 2")]
    [InlineData("export graphml data --out data")]
    [InlineData("export graphml data --out o --known-at 2026-01-01")]
    [InlineData("export graphml data --store duckdb:s.duckdb --out o")]
    [InlineData("export graphml data --out o --run nowhere")]
    [InlineData("evaluate --out o")]
    [InlineData("evaluate data --worlds 2 --out o")]
    [InlineData("evaluate --worlds 0 --out o")]
    [InlineData("evaluate --worlds 2 --missing 1.5 --out o")]
    [InlineData("evaluate --worlds 2 --adversary all-of-them --out o")]
    [InlineData("evaluate --worlds 2 --model none.json --out o")]
    [InlineData("train --out o")]
    [InlineData("train --worlds 2 --seed 1000000 --out o")]
    [InlineData("train --worlds 2 --out data")]
    [InlineData("train --worlds 2 --out nowhere/model.json")]
    public void BadUsageIsTwoWithOneSentence(string line)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("data"));
        var result = new CliRunner(folder.FullPath).Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("adchain: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Empty(result.Out);
        Assert.False(Directory.Exists(folder.At("o")));
    }

    [Fact]
    public void EmptyFolderIsBadInput()
    {
        using var folder = new TempFolder();
        folder.Write("data/readme.txt", "nothing");
        var result = new CliRunner(folder.FullPath).Run("run", "data", "--out", "o");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("placements*.csv", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status --store duckdb:none.duckdb")]
    [InlineData("score --store duckdb:none.duckdb --out o")]
    [InlineData("rank --store duckdb:none.duckdb --out o")]
    public void MissingStoreIsFour(string line)
    {
        using var folder = new TempFolder();
        var result = new CliRunner(folder.FullPath).Run(line.Split(' '));
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("there is no store", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullPath));
    }

    [Fact]
    public void EnvironmentNamesTheStoreAndOptionsWin()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath) { Variables = { ["ADCHAIN_STORE"] = "duckdb:from-env.duckdb" } };
        Assert.Contains("from-env.duckdb", runner.Run("status").Error, StringComparison.Ordinal);
        Assert.Contains("from-option.duckdb", runner.Run("status", "--store", "duckdb:from-option.duckdb").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderOfOthersIsLeftAlone()
    {
        using var folder = new TempFolder();
        folder.Write("data/placements.csv", "placement_id,accrual_date,network_id,domain,gross_amount\n");
        folder.Write("out/thesis.docx", "years of work");
        var result = new CliRunner(folder.FullPath).Run("run", "data", "--out", "out");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("thesis.docx", result.Error, StringComparison.Ordinal);
        Assert.Equal("years of work", File.ReadAllText(folder.At("out/thesis.docx")));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.At("out")));
    }

    [Fact]
    public void DoctorFindsEverything()
    {
        var result = new CliRunner(Path.GetTempPath()).Run("doctor", "--json");
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Out);
        Assert.All(document.RootElement.GetProperty("findings").EnumerateArray(), f => Assert.True(f.GetProperty("sound").GetBoolean()));
    }
}
