using System.Text.Json.Nodes;

namespace Graph.Cli.Tests.EndToEnd;

/// <summary>A small generated world gives the committed outputs, so that every change of a figure shows up in review.</summary>
/// <remarks>After a wanted change run the tests with ADCHAIN_ACCEPT=1 and read the difference.</remarks>
public sealed class GoldenTests
{
    private static readonly string[] Files = ["scores.csv", "targets.csv", "flow.csv", "rejects.csv", "evidence.jsonl"];

    [Fact]
    public void A_generated_world_gives_the_committed_outputs()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("generate", "--out", "data", "--placements", "3000", "--seed", "11").ExitCode);
        File.WriteAllText(folder.At("data/placements-late.csv"),
            "placement_id,accrual_date,network_id,domain,gross_amount\nlate-1,2026-02-30,net-0001,a.example,1\nlate-2,2026-01-05,net-0001,192.0.2.1,1\n");
        var result = runner.Run("run", "data", "--out", "out", "--as-of", "2026-06-28");
        Assert.True(result.ExitCode == 0, result.Error);
        foreach (var file in Files)
        {
            Compare(file, File.ReadAllText(folder.At("out/" + file)));
        }

        Compare("run.json", WithoutRunIdAndDurations(File.ReadAllText(folder.At("out/run.json"))));
    }

    /// <summary>The document without what may differ between two runs, and without the long paths, which flow.csv shows as well.</summary>
    internal static string WithoutRunIdAndDurations(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        foreach (var name in new[] { "run_id", "durations_ms", "paths" })
        {
            document.Remove(name);
        }

        return document.ToJsonString(new() { WriteIndented = true }) + "\n";
    }

    private static void Compare(string file, string found)
    {
        var path = Repository.At("datasets", "golden", file);
        if (Environment.GetEnvironmentVariable("ADCHAIN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, found);
        }

        Assert.Equal(File.ReadAllText(path), found);
    }
}
