using System.Text.Json;

namespace Graph.Cli.Tests.Commands;

/// <summary><c>adchain store</c> and the options of writing back, without a server.</summary>
public sealed class StoreTests
{
    public static TheoryData<string> Parts => ["init", "check", "runs", "compare", "remove", "queries", "query"];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_part_has_help_with_examples(string part)
    {
        var result = new CliRunner(Path.GetTempPath()).Run("store", part, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"\n  adchain store {part}", result.Out, StringComparison.Ordinal);
        Assert.Contains("130  cancelled", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("store", "")]
    [InlineData("store runs", "no store is named")]
    [InlineData("store runs --store duckdb:a.duckdb", "adchain status")]
    [InlineData("store init --store http://user:secret@host:7474/neo4j", "ADCHAIN_STORE_USER")]
    [InlineData("store compare a --store http://host/neo4j", "")]
    [InlineData("store remove --store http://host/neo4j", "")]
    [InlineData("store query --store http://host/neo4j", "")]
    [InlineData("store query nothing --store http://host/neo4j", "expected edge-rows, evidence")]
    [InlineData("store query evidence --store http://host/neo4j", "needs party")]
    [InlineData("store query evidence --param party --store http://host/neo4j", "NAME=VALUE")]
    [InlineData("store query evidence --param party=a --param party=b --store http://host/neo4j", "twice")]
    [InlineData("store query evidence --param party=a --param size=9 --store http://host/neo4j", "no parameter size")]
    [InlineData("store query still-pays --param account=a --param until=soon --store http://host/neo4j", "found 'soon'")]
    [InlineData("run data --out o --write-back", "embedded store")]
    [InlineData("run data --out o --write-back --no-write-back", "expected one of them")]
    [InlineData("score --store duckdb:a.duckdb --out o --write-back", "embedded store")]
    [InlineData("rank --store duckdb:a.duckdb --out o --write-back", "embedded store")]
    public void Wrong_use_is_two_with_one_sentence(string line, string says)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("data"));
        var result = new CliRunner(folder.FullPath).Run(line.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
        Assert.False(Directory.Exists(folder.At("o")));
    }

    [Fact]
    public void A_server_that_is_not_there_is_four()
    {
        var result = new CliRunner(Path.GetTempPath()).Run("store", "query", "evidence", "--param", "party=a", "--store", "http://127.0.0.1:9/neo4j");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("127.0.0.1:9", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Queries_are_listed_and_written_as_files()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath);
        var list = runner.Run("store", "queries");
        Assert.Equal(0, list.ExitCode);
        Assert.Contains("still-pays\tWho still pays an account after notice was served of it?\taccount, until\n", list.Out, StringComparison.Ordinal);

        var written = runner.Run("store", "queries", "--out", "queries", "--json");
        Assert.Equal(0, written.ExitCode);
        using var document = JsonDocument.Parse(written.Out);
        var names = document.RootElement.GetProperty("queries").EnumerateArray().Select(q => q.GetProperty("name").GetString() + ".cypher").ToList();
        Assert.Equal(10, names.Count);
        Assert.Equal(
            names.Append("adchain.grass").Order(StringComparer.Ordinal),
            Directory.GetFiles(folder.At("queries")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.StartsWith("// Who still pays", File.ReadAllText(folder.At("queries/still-pays.cypher")), StringComparison.Ordinal);
        Assert.Equal(2, runner.Run("store", "queries", "--out", "queries/adchain.grass").ExitCode);
    }
}
