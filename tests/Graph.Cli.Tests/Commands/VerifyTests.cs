using System.Text.Json;
using Graph.Cli.Reports;
using Graph.Ingest.Stores;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Tests.Commands;

/// <summary><c>adchain verify</c> on a sound run and on tampered ones.</summary>
public sealed class VerifyTests
{
    private const string Placements = """
        placement_id,accrual_date,network_id,domain,gross_amount,account_id,currency
        p1,2026-11-20,alpha-ads,clean.example,100,acc,
        p2,2026-11-20,alpha-ads,pirate.example,50.5,acc,USD
        p3,2026-11-20,beta-ads,pirate.example,70,acc,

        """;

    private const string Lists = """
        subject,subject_kind,list,authority,valid_from
        pirate.example,domain,black,authority,2026-01-01

        """;

    private const string Rates = "currency,valid_from,rate_to_base\nUSD,2026-01-01,7\n";

    [Fact]
    public void ASoundRunIsSound()
    {
        using var folder = Run();
        var runner = new CliRunner(folder.FullPath);
        var withData = runner.Run("verify", "out", "--data", "data");
        Assert.Equal((0, ""), (withData.ExitCode, withData.Error));
        Assert.Equal("what\tstate\tfound\nevidence.jsonl\tok\t4 lines\ninput files\tok\t3 files\ncited rows\tok\t8 rows of the input files\n", withData.Out);
        var withStore = runner.Run("verify", "out");
        Assert.Equal((0, ""), (withStore.ExitCode, withStore.Error));
        Assert.Equal("what\tstate\tfound\nevidence.jsonl\tok\t4 lines\ninput files\tnot looked at\tgive --data DIR\ncited rows\tok\t8 rows of the store\n", withStore.Out);
        File.Move(folder.At("out/adchain.duckdb"), folder.At("records.duckdb"));
        var withNamed = runner.Run("verify", "out", "--store", "duckdb:records.duckdb");
        Assert.Equal((0, "", withStore.Out), (withNamed.ExitCode, withNamed.Error, withNamed.Out));
        Assert.Equal(4, runner.Run("verify", "out", "--store", "duckdb:nowhere.duckdb").ExitCode);
        Assert.Contains("cited rows\tnot looked at\tthere is no ", runner.Run("verify", "out").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunWithoutEvidenceIsSound()
    {
        using var folder = Data();
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("run", "data", "--out", "out").ExitCode);
        Assert.Equal(0, runner.Run("verify", "out", "--data", "data").ExitCode);
    }

    [Theory]
    [InlineData(0, "evidence.jsonl line 1: ")]
    [InlineData(1, "evidence.jsonl line 2: ")]
    [InlineData(3, "evidence.jsonl line 4: ")]
    public void AChangedByteIsNamedWithItsLine(int line, string named)
    {
        foreach (var (from, to) in new[] { ("0.5", "0.6"), ("\"prev\":\"", "\"prev\":\"a"), ("{", "[") })
        {
            using var folder = Run();
            Rewrite(folder, lines => lines[line] = Replaced(lines[line], from, to));
            Complains(folder, named);
        }
    }

    [Theory]
    [InlineData(0, "evidence.jsonl line 1: ")]
    [InlineData(1, "evidence.jsonl line 2: ")]
    [InlineData(3, "evidence.jsonl line 3: number of lines: expected 4, found 3")]
    public void ALineRemovedIsNamedWhereItIsMissing(int line, string named)
    {
        using var folder = Run();
        Rewrite(folder, lines => lines.RemoveAt(line));
        Complains(folder, named);
    }

    [Fact]
    public void LinesSwappedAreNamed()
    {
        using var folder = Run();
        Rewrite(folder, lines => (lines[1], lines[2]) = (lines[2], lines[1]));
        Complains(folder, "evidence.jsonl line 2: prev (the line belongs after another one): expected ");
    }

    [Fact]
    public void ALineAddedOrALineEndChangedIsFound()
    {
        using var added = Run();
        Rewrite(added, lines => lines.Insert(2, lines[2]));
        Complains(added, "evidence.jsonl line 4: ");
        using var ended = Run();
        File.WriteAllText(ended.At("out/evidence.jsonl"), File.ReadAllText(ended.At("out/evidence.jsonl")).TrimEnd('\n'));
        Complains(ended, "evidence.jsonl: SHA-256 of the file: expected ");
        using var gone = Run();
        File.Delete(gone.At("out/evidence.jsonl"));
        Complains(gone, "evidence.jsonl: the file: expected to be there, found nothing");
    }

    [Fact]
    public void AChainForgedAnewDoesNotAgreeWithTheRun()
    {
        using var folder = Run();
        var lines = EvidenceJsonl.Read(folder.At("out/evidence.jsonl"));
        using (var stream = File.Create(folder.At("out/evidence.jsonl")))
        {
            EvidenceJsonl.Write(stream, lines.Select((l, i) => i == 1 ? l with { Weight = 0.9 } : l));
        }

        Complains(folder, "evidence.jsonl line 4: SHA-256 of the last line: expected ");
    }

    [Fact]
    public void AnInputRowChangedIsNamedWithTheLineThatCitesIt()
    {
        using var folder = Run();
        folder.Write("data/placements.csv", Placements.Replace("50.5", "50.6", StringComparison.Ordinal));
        var result = new CliRunner(folder.FullPath).Run("verify", "out", "--data", "data", "--json");
        Assert.Equal(3, result.ExitCode);
        var differences = JsonDocument.Parse(result.Out).RootElement.GetProperty("differences").EnumerateArray().ToArray();
        Assert.Equal(
            [("placements.csv", "input file"), ("evidence.jsonl", "rows_sha256 of placements.csv:2 and 1 more")],
            differences.Select(d => (d.GetProperty("file").GetString()!, d.GetProperty("what").GetString()!)));
        Assert.Equal(1, differences[1].GetProperty("line").GetInt32());
        Assert.Equal(0, new CliRunner(folder.FullPath).Run("verify", "out").ExitCode);
    }

    [Fact]
    public void AnInputFileReplacedIsNamedThoughTheCitedRowsAreTheSame()
    {
        using var folder = Run();
        folder.Write("data/placements.csv", Placements + "p9,2026-11-21,gamma-ads,clean.example,1,acc,\n");
        Complains(folder, "placements.csv: input file: expected SHA-256 ");
        File.Delete(folder.At("data/placements.csv"));
        Complains(folder, "placements.csv: input file: expected SHA-256 ");
        Complains(folder, "evidence.jsonl line 1: row placements.csv:2: expected a row that can be read, found none");
    }

    [Fact]
    public void OtherRatesMakeOtherAmounts()
    {
        using var folder = Run();
        folder.Write("data/rates.csv", Rates.Replace(",7", ",8", StringComparison.Ordinal));
        Complains(folder, "rates.csv: input file: ");
        Complains(folder, "evidence.jsonl line 1: rows_sha256 of ");
    }

    [Fact]
    public void NotARunFolderIsBadUsage()
    {
        using var folder = Data();
        foreach (var arguments in new[] { new[] { "verify", "data" }, ["verify", "nowhere"] })
        {
            var result = new CliRunner(folder.FullPath).Run(arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("is not a run folder", result.Error, StringComparison.Ordinal);
        }

        folder.Write("other/run.json", "{}");
        Assert.Equal(2, new CliRunner(folder.FullPath).Run("verify", "other").ExitCode);
    }

    private static void Complains(TempFolder folder, string named)
    {
        var result = new CliRunner(folder.FullPath).Run("verify", "out", "--data", "data");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.Contains("\tdiffers\t", result.Out, StringComparison.Ordinal);
    }

    private static string Replaced(string line, string from, string to)
    {
        Assert.Contains(from, line, StringComparison.Ordinal);
        return line.Replace(from, to, StringComparison.Ordinal);
    }

    private static void Rewrite(TempFolder folder, Action<List<string>> change)
    {
        var lines = File.ReadAllLines(folder.At("out/evidence.jsonl")).ToList();
        change(lines);
        File.WriteAllText(folder.At("out/evidence.jsonl"), string.Concat(lines.Select(l => l + "\n")));
    }

    private static TempFolder Data()
    {
        var folder = new TempFolder();
        folder.Write("data/placements.csv", Placements);
        folder.Write("data/lists.csv", Lists);
        folder.Write("data/rates.csv", Rates);
        return folder;
    }

    /// <summary>A run of the program, with evidence of our own that cites its rows.</summary>
    private static TempFolder Run()
    {
        var folder = Data();
        Assert.Equal(0, new CliRunner(folder.FullPath).Run("run", "data", "--out", "out").ExitCode);
        using var store = RecordStores.Open("duckdb:" + folder.At("out/adchain.duckdb"), readOnly: true, folder.At("scratch"), 1);
        string[] files = ["lists.csv", "placements.csv", "rates.csv"];
        EvidenceLine Line(string network, string signal, params (int File, long Line)[] rows) => new(
            network, signal, 1.25, "rule", 0.5, new Money(1), null, [.. rows.Select(r => new EvidenceRow(files[r.File], r.Line))], rows.Length,
            EvidenceJsonl.RowsSha256(store.CanonicalRows([.. rows.Select(r => new RowOrigin(r.File, r.Line))], CancellationToken.None).Select(t => t!)), [], "a", "b");
        EvidenceSummary summary;
        using (var stream = File.Create(folder.At("out/evidence.jsonl")))
        {
            summary = EvidenceJsonl.Write(stream, [
                Line("beta-ads", "S1", (1, 4)), Line("alpha-ads", "S1", (1, 2), (1, 3)), Line("alpha-ads", "S9", (1, 3), (0, 2)), Line("beta-ads", "S2", (1, 4), (0, 2), (1, 2)),
            ]);
        }

        var document = RunJson.Read(folder.At("out/run.json")) with { Evidence = summary };
        File.WriteAllText(folder.At("out/run.json"), RunJson.Text(document));
        return folder;
    }
}
