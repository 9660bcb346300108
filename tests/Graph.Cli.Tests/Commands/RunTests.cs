using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Graph.Cli.Tests.Commands;

public sealed class RunTests
{
    private const string Placements = """
        placement_id,accrual_date,network_id,domain,gross_amount,account_id
        p1,2026-11-20,alpha-ads,clean.example,100,acc
        p2,2026-11-20,alpha-ads,pirate.example,50.5,acc

        """;

    private const string Lists = """
        subject,subject_kind,list,authority,valid_from
        pirate.example,domain,black,authority,2026-01-01

        """;

    private static readonly string[] Files = ["evidence.jsonl", "flow.csv", "frontier.csv", "frontier.svg", "rejects.csv", "report.html", "run.json", "scores.csv", "targets.csv"];

    [Fact]
    public void RunWritesEveryFileOfTheContract()
    {
        using var folder = World();
        var result = new CliRunner(folder.FullPath).Run("run", "data", "--out", "out", "--model", "none");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["adchain.duckdb", .. Files], Names(folder.At("out")));
        Assert.Equal(
            "source,target,kind,amount,basis\nacc,clean.example,account>site,100.0000,accrued\nacc,pirate.example,account>site,50.5000,accrued\nalpha-ads,acc,network>account,150.5000,accrued\n",
            File.ReadAllText(folder.At("out/flow.csv")));
        Assert.StartsWith("alpha-ads,,K0,clear,,,,0.335548172757,50.5000,", File.ReadAllLines(folder.At("out/scores.csv"))[1], StringComparison.Ordinal);
        Assert.Contains("reached pirate sites\t50.5000\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void SecondRunGivesTheSameBytes()
    {
        using var folder = World();
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("run", "data", "--out", "out").ExitCode);
        var before = Files.Where(f => f != "run.json").ToDictionary(f => f, f => File.ReadAllBytes(folder.At($"out/{f}")));
        var document = Comparable(folder.At("out/run.json"));
        Assert.Equal(0, runner.Run("run", "data", "--out", "out").ExitCode);
        Assert.All(before, f => Assert.Equal(f.Value, File.ReadAllBytes(folder.At($"out/{f.Key}"))));
        Assert.Equal(document, Comparable(folder.At("out/run.json")));
    }

    [Fact]
    public void PartsGiveWhatTheWholeGives()
    {
        using var folder = World();
        var runner = new CliRunner(folder.FullPath) { Variables = { ["ADCHAIN_STORE"] = "duckdb:kept.duckdb" } };
        Assert.Equal(0, runner.Run("run", "data", "--out", "whole", "--store", "duckdb:other.duckdb").ExitCode);
        Assert.Equal(0, runner.Run("ingest", "data").ExitCode);
        Assert.Equal(0, runner.Run("score", "--out", "parts").ExitCode);
        Assert.Equal(0, runner.Run("rank", "--out", "parts").ExitCode);
        Assert.Equal(0, runner.Run("report", "parts").ExitCode);
        Assert.All(Files.Where(f => f != "run.json"), f => Assert.Equal(File.ReadAllBytes(folder.At($"whole/{f}")), File.ReadAllBytes(folder.At($"parts/{f}"))));
        Assert.Equal(2, runner.Run("rank", "--out", "parts", "--as-of", "2026-11-21").ExitCode);
    }

    [Fact]
    public void RejectsAboveTheShareAreThreeAfterEverythingIsWritten()
    {
        using var folder = World();
        folder.Write("data/placements-bad.csv", "placement_id,accrual_date,network_id,domain,gross_amount\nb1,yesterday,alpha-ads,a.example,1\n");
        var runner = new CliRunner(folder.FullPath);
        var result = runner.Run("run", "data", "--out", "out", "--json");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("1 of 4 rows were rejected", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("placements-bad.csv,2,accrual_date,", File.ReadAllLines(folder.At("out/rejects.csv"))[1], StringComparison.Ordinal);
        Assert.Equal(["adchain.duckdb", .. Files], Names(folder.At("out")));
        using var document = JsonDocument.Parse(result.Out);
        Assert.Equal(3, document.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Equal("50.5000", document.RootElement.GetProperty("run").GetProperty("headline").GetProperty("pirate_money").GetString());
        Assert.Equal(0, runner.Run("run", "data", "--out", "out", "--max-reject-share", "0.25").ExitCode);
    }

    [Fact]
    public void RefusedFileIsThreeAndTheOthersAreUsed()
    {
        using var folder = World();
        folder.Write("data/settlements.csv", "who,whom\na,b\n");
        var result = new CliRunner(folder.FullPath).Run("run", "data", "--out", "out");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("settlements.csv was refused", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(folder.At("out/scores.csv")).Length);
    }

    [Fact]
    public void NoPlacementIsThreeAndSaysWhatWasRead()
    {
        using var folder = new TempFolder();
        folder.Write("data/lists.csv", Lists);
        var result = new CliRunner(folder.FullPath).Run("run", "data", "--out", "out");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("no placement was accepted", result.Error, StringComparison.Ordinal);
        Assert.Equal(["adchain.duckdb", "rejects.csv", "report.html", "run.json"], Names(folder.At("out")));
    }

    [Fact]
    public void StatusShowsTheLedger()
    {
        using var folder = World();
        var runner = new CliRunner(folder.FullPath);
        runner.Run("ingest", "data", "--store", "duckdb:s.duckdb");
        using var document = JsonDocument.Parse(runner.Run("status", "--store", "duckdb:s.duckdb", "--json").Out);
        Assert.Equal(1, document.RootElement.GetProperty("loads").GetArrayLength());
        Assert.Equal("2026-11-20", document.RootElement.GetProperty("newest_accrual").GetString());
        Assert.Equal(["data", "s.duckdb"], Names(folder.FullPath));
    }

    [Fact]
    public void CancelledBeforeItBeganIsOneHundredAndThirty()
    {
        using var folder = World();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var result = new CliRunner(folder.FullPath).Run(cancelled.Token, "run", "data", "--out", "out");
        Assert.Equal(130, result.ExitCode);
        Assert.DoesNotContain("run.json", Names(folder.At("out")));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task SignalsEndTheProgramWithOneHundredAndThirty(int signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent by kill(2).");
        using var folder = new TempFolder();
        using var child = Process.Start(new ProcessStartInfo
        {
            FileName = "dotnet",
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "adchain.dll"), "generate", "--out", folder.At("world"), "--placements", "50000000" },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await child.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, SendSignal(child.Id, signal));
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, child.ExitCode);
        Assert.Contains("cancelled", await child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void DemoNeedsNothingAndSaysWhereThePageIs()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("demo").ExitCode);
        var again = runner.Run("demo", "--lang", "zh");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains(folder.At("adchain-demo/run/report.html"), again.Error, StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-CN\"", File.ReadAllText(folder.At("adchain-demo/run/report.html")), StringComparison.Ordinal);
        folder.Write("mine/placements.csv", Placements);
        Assert.Equal(2, runner.Run("generate", "--out", "mine").ExitCode);
        Assert.Equal(2, runner.Run("demo", "--out", "mine").ExitCode);
        Assert.Equal(Placements, File.ReadAllText(folder.At("mine/placements.csv")));
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);

    private static TempFolder World()
    {
        var folder = new TempFolder();
        folder.Write("data/placements.csv", Placements);
        folder.Write("data/lists.csv", Lists);
        return folder;
    }

    private static string[] Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal)];

    /// <summary>run.json without what may differ between runs.</summary>
    private static string Comparable(string path)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        Assert.True(document.Remove("run_id"));
        Assert.True(document.Remove("durations_ms"));
        return document.ToJsonString();
    }
}
