using System.Text.Json;
using Graph.Model.Records;
using Graph.Testing.Oracle;

namespace Graph.Cli.Tests.Evaluation;

/// <summary>A whole evaluation and a whole training, on worlds as small as they can be.</summary>
public sealed class EvaluateTests
{
    private static readonly string[] Sections =
        ["Goals", "Who there is", "Ranking", "By size, date, adversary and loss of rows", "Calibration", "Tiers", "Negative controls", "Naming", "Leave one out"];

    private static readonly string[] Small = ["--networks", "60", "--placements", "6000"];

    private static CliResult Evaluate(CliRunner runner, string output, params string[] more) =>
        runner.Run(["evaluate", "--worlds", "2", .. Small, "--resamples", "20", "--out", output, .. more]);

    private static CliResult Train(CliRunner runner, string output, params string[] more) =>
        runner.Run(["train", "--worlds", "4", .. Small, "--out", output, .. more]);

    [Fact]
    public void Worlds_train_a_model_and_are_scored_by_it()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath);
        var trained = Train(runner, "model.json");
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.Contains("model\tsimulated", trained.Out, StringComparison.Ordinal);
        var result = Evaluate(runner, "scorecard", "--model", "model.json", "--missing", "0.3");
        Assert.True(result.ExitCode == 0, result.Error);
        var (markdown, page) = (File.ReadAllText(folder.At("scorecard/scorecard.md")), File.ReadAllText(folder.At("scorecard/scorecard.html")));
        foreach (var section in Sections)
        {
            Assert.Contains($"\n## {section} (simulated worlds)\n", markdown, StringComparison.Ordinal);
            Assert.Contains($"<h2>{section} (simulated worlds)</h2>", page, StringComparison.Ordinal);
        }

        Assert.Contains("adchain evaluate --worlds 2 --seed 1000001 ", markdown, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"plot\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(folder.FullPath, markdown + page, StringComparison.Ordinal);
        Check(folder.At("scorecard/scorecard.json"));
    }

    private static void Check(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal("simulated worlds", document.RootElement.GetProperty("source").GetString());
        var card = document.RootElement.GetProperty("scorecard");
        Assert.Equal("simulated", card.GetProperty("setting").GetProperty("model").GetString());
        Assert.Equal(64, card.GetProperty("setting").GetProperty("model_sha256").GetString()!.Length);
        Assert.Equal(11, card.GetProperty("goals").GetArrayLength());
        Assert.Contains(card.GetProperty("kinds").EnumerateArray(), kind => kind.GetProperty("kind").GetString() == "knowing");
        Assert.Equal(10, card.GetProperty("ranking").GetArrayLength());
        Assert.True(card.GetProperty("ablation").GetArrayLength() >= 10);
        Assert.Contains(card.GetProperty("controls").EnumerateArray(), line => line.GetProperty("control").GetString()!.StartsWith("notice dates redrawn", StringComparison.Ordinal));
        Assert.Contains(card.GetProperty("slices").EnumerateArray(), slice => slice.GetProperty("slice").GetString() == "rows missing: 0.3");

        // Networks that were counted by tier are all networks.
        Assert.All(card.GetProperty("kinds").EnumerateArray(), kind =>
            Assert.Equal(kind.GetProperty("networks").GetInt32(), kind.GetProperty("tiers").EnumerateArray().Sum(tier => tier.GetInt32())));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_any_number_of_threads()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath);
        foreach (var (output, threads) in new[] { ("one", "1"), ("two", "2") })
        {
            var result = Evaluate(runner, output, "--model", "none", "--missing", "0", "--dates", "1", "--threads", threads);
            Assert.True(result.ExitCode == 0, result.Error);
        }

        foreach (var name in new[] { "scorecard.md", "scorecard.html", "scorecard.json" })
        {
            Assert.Equal(File.ReadAllText(folder.At("one/" + name)), File.ReadAllText(folder.At("two/" + name)));
        }

        Assert.Contains("No model was applied", File.ReadAllText(folder.At("one/scorecard.md")), StringComparison.Ordinal);
        var other = Evaluate(runner, "one", "--model", "none", "--missing", "0", "--dates", "1", "--seed", "2000001", "--json");
        Assert.True(other.ExitCode == 0, other.Error);
        Assert.NotEqual(File.ReadAllText(folder.At("one/scorecard.json")), File.ReadAllText(folder.At("two/scorecard.json")));
        Assert.Equal(11, JsonDocument.Parse(other.Out).RootElement.GetProperty("goals").GetArrayLength());
    }

    /// <summary>Records of 20 weeks with verdicts on four networks after them.</summary>
    private static WorldText Records()
    {
        var world = new WorldText().Black("p.example", "2026-02-01");
        var id = 0;
        for (var day = new DateOnly(2026, 1, 4); day < new DateOnly(2026, 5, 24); day = day.AddDays(7))
        {
            foreach (var (network, site) in new[] { ("n1", "p.example"), ("n2", "p.example"), ("n2", "x.example"), ("n3", "x.example"), ("n4", "y.example") })
            {
                world.Placement($"p{++id}", $"{day:yyyy-MM-dd}", network, "acc-" + site, site, 900);
            }
        }

        return world;
    }

    [Fact]
    public void Later_verdicts_label_records()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("data"));
        Records().Verdict("n1", VerdictKind.Knowing, "2026-06-20").Verdict("n2", VerdictKind.Negligent, "2026-06-21").Verdict("n3", VerdictKind.Clean, "2026-06-22")
            .WriteTo(folder.At("data"));
        var runner = new CliRunner(folder.FullPath);
        var result = runner.Run("evaluate", "data", "--model", "none", "--resamples", "20", "--out", "scorecard");
        Assert.True(result.ExitCode == 0, result.Error);
        var markdown = File.ReadAllText(folder.At("scorecard/scorecard.md"));
        Assert.Contains("# Scorecard: labelled records", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("simulated worlds", markdown, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(folder.At("scorecard/scorecard.json")));
        Assert.Equal(
            ["clean", "knowing", "negligent"],
            document.RootElement.GetProperty("scorecard").GetProperty("kinds").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()));
        var training = runner.Run("train", "data", "--out", "model.json");
        Assert.Equal(3, training.ExitCode);
        Assert.Contains("1 legal groups are labelled as knowing", training.Error, StringComparison.Ordinal);
        Assert.Contains("adchain train --worlds", training.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("model.json")));
    }

    [Theory]
    [InlineData(null, "no verdict labels any date")]
    [InlineData("2026-02-01", "no verdict labels any date")]
    [InlineData("2026-06-20", "nothing can be compared")]
    public void Records_without_later_verdicts_of_both_kinds_are_refused(string? decidedOn, string reason)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("data"));
        var records = Records();
        (decidedOn is null ? records : records.Verdict("n1", VerdictKind.Knowing, decidedOn)).WriteTo(folder.At("data"));
        var result = new CliRunner(folder.FullPath).Run("evaluate", "data", "--out", "scorecard");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("scorecard")));
    }

    [Fact]
    public void Folders_and_files_of_others_are_left_alone()
    {
        using var folder = new TempFolder();
        folder.Write("mine/notes.txt", "keep");
        folder.Write("letter.json", "{}");
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(2, Evaluate(runner, "mine").ExitCode);
        Assert.Equal(2, Train(runner, "letter.json").ExitCode);
        Assert.Equal("{}", File.ReadAllText(folder.At("letter.json")));
    }
}
