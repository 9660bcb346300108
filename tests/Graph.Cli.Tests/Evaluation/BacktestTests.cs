using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Graph.Cli.Tests.Evaluation;

/// <summary>Whole backtests on a small world, and what is said where there is too little to go by.</summary>
public sealed class BacktestTests
{
    private static readonly string[] Short = ["--every", "4w", "--window", "6w", "--horizon", "6w", "--budget", "4"];

    private static void Generate(CliRunner runner, string output)
    {
        var made = runner.Run("generate", "--out", output, "--placements", "3000", "--networks", "20", "--weeks", "24", "--seed", "9");
        Assert.True(made.ExitCode == 0, made.Error);
    }

    [Fact]
    public void A_world_is_replayed_and_the_files_agree()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath);
        Generate(runner, "world");
        var result = runner.Run(["backtest", "world", "--out", "replay", "--json", "--threads", "1", .. Short]);
        Assert.True(result.ExitCode == 0, result.Error);
        var again = runner.Run(["backtest", "world", "--out", "again", "--json", "--threads", "2", .. Short]);
        Assert.True(again.ExitCode == 0, again.Error);
        foreach (var name in new[] { "backtest.md", "backtest.csv", "backtest.json", "backtest.svg" })
        {
            Assert.Equal(File.ReadAllBytes(folder.At($"replay/{name}")), File.ReadAllBytes(folder.At($"again/{name}")));
        }

        Assert.Equal(11, XDocument.Load(folder.At("replay/backtest.svg")).Descendants().Count(e => e.Name.LocalName == "title"));
        Assert.DoesNotContain(folder.FullPath, File.ReadAllText(folder.At("replay/backtest.md")), StringComparison.Ordinal);
        Check(folder);
    }

    /// <summary>Areas of the summary are the means of the rows of backtest.csv.</summary>
    private static void Check(TempFolder folder)
    {
        var rows = File.ReadLines(folder.At("replay/backtest.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        using var document = JsonDocument.Parse(File.ReadAllText(folder.At("replay/backtest.json")));
        Assert.Equal(3, document.RootElement.GetProperty("origins").GetArrayLength());
        Assert.Equal(3 * 11 * 4, rows.Length);
        foreach (var method in document.RootElement.GetProperty("methods").EnumerateArray())
        {
            var shares = rows.Where(row => row[1] == method.GetProperty("method").GetString()).Select(row => double.Parse(row[3], CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(shares.Average(), method.GetProperty("area").GetProperty("value").GetDouble(), 5);
            Assert.All(shares, share => Assert.InRange(share, 0.0, 1.0));
        }
    }

    [Fact]
    public void Records_after_a_date_do_not_change_its_plan()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath);
        Generate(runner, "world");
        Assert.Equal(0, runner.Run(["backtest", "world", "--out", "before", .. Short]).ExitCode);
        var first = Plans(folder.At("before/backtest.json"));
        var newest = first.Keys.Max(StringComparer.Ordinal)!;
        var late = DateOnly.ParseExact(newest, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(3);
        File.WriteAllText(folder.At("world/placements-late.csv"), string.Create(CultureInfo.InvariantCulture,
            $"placement_id,accrual_date,network_id,domain,gross_amount\nlate-1,{late:yyyy-MM-dd},late-network,late-site.example,99999999\n"));
        File.WriteAllText(folder.At("world/lists-late.csv"), string.Create(CultureInfo.InvariantCulture,
            $"subject,subject_kind,list,authority,valid_from\nlate-site.example,domain,black,office,{late:yyyy-MM-dd}\n"));
        Assert.Equal(0, runner.Run(["backtest", "world", "--out", "after", .. Short]).ExitCode);
        Assert.Equal(first, Plans(folder.At("after/backtest.json")));

        // The money that came late is scored all the same.
        Assert.NotEqual(File.ReadAllText(folder.At("before/backtest.csv")), File.ReadAllText(folder.At("after/backtest.csv")));
    }

    private static Dictionary<string, string> Plans(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.GetProperty("origins").EnumerateArray()
            .ToDictionary(origin => origin.GetProperty("as_of").GetString()!, origin => origin.GetProperty("plan").GetRawText());
    }

    [Fact]
    public void A_history_that_is_too_short_is_refused_with_what_is_missing()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath);
        Directory.CreateDirectory(folder.At("data"));
        File.WriteAllText(folder.At("data/placements.csv"), "placement_id,accrual_date,network_id,domain,gross_amount\n1,2026-01-01,n,a.example,5\n2,2026-02-04,n,a.example,5\n");
        File.WriteAllText(folder.At("data/lists.csv"), "subject,subject_kind,list,authority,valid_from\na.example,domain,black,office,2025-01-01\n");
        var result = runner.Run("backtest", "data", "--out", "replay");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("the placements cover 5 whole weeks (2026-01-01 to 2026-02-04), and one plan needs 24", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("replay")));

        // Five weeks are just enough for two and three; one date has no interval.
        var enough = runner.Run("backtest", "data", "--out", "replay", "--window", "2w", "--horizon", "3w");
        Assert.True(enough.ExitCode == 0, enough.Error);
        Assert.Contains("no interval can be given", File.ReadAllText(folder.At("replay/backtest.md")), StringComparison.Ordinal);
        Assert.Equal(3, runner.Run("backtest", "data", "--out", "replay", "--window", "3w", "--horizon", "3w").ExitCode);
    }

    [Theory]
    [InlineData("--every", "4")]
    [InlineData("--horizon", "0w")]
    [InlineData("--budget", "0")]
    [InlineData("--window", "x")]
    public void Options_that_say_nothing_are_refused(string option, string value)
    {
        using var folder = new TempFolder();
        var result = new CliRunner(folder.FullPath).Run("backtest", "data", "--out", "replay", option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{option}: found '{value}'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_are_not_written_over()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("replay"));
        File.WriteAllText(folder.At("replay/notes.txt"), "mine");
        var result = new CliRunner(folder.FullPath).Run("backtest", "data", "--out", "replay");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'notes.txt'", result.Error, StringComparison.Ordinal);
    }
}
