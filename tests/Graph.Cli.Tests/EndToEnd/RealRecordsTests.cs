using System.Text.Json;

namespace Graph.Cli.Tests.EndToEnd;

/// <summary>Real placements run whole, where they lie beside the project.</summary>
public sealed class RealRecordsTests
{
    [Fact]
    public void Real_placements_run_whole_and_nothing_is_rejected()
    {
        var data = Repository.Shared("real", "wtm-2019-04");
        Assert.SkipWhen(data is null, "The real records (../shared/real/wtm-2019-04) are not beside the project.");
        using var folder = new TempFolder();
        var result = new CliRunner(folder.FullPath).Run("run", data!, "--out", "out");
        Assert.True(result.ExitCode == 0, result.Error);
        using var document = JsonDocument.Parse(File.ReadAllText(folder.At("out/run.json")));
        var placements = document.RootElement.GetProperty("inputs").EnumerateArray().Single(file => file.GetProperty("type").GetString() == "placements");
        Assert.Equal(260_616, placements.GetProperty("accepted").GetInt64());
        Assert.Equal(0, placements.GetProperty("rejected").GetInt64());
        var headline = document.RootElement.GetProperty("headline");
        Assert.Equal(117, headline.GetProperty("pirate_sites").GetInt32());
        Assert.Equal(92, headline.GetProperty("exposed").GetInt32());
        var scores = File.ReadAllLines(folder.At("out/scores.csv"));
        Assert.Equal(518, scores.Length);

        // There are no notices: nobody was told, so nobody stands above K1, and no lead is given, whatever the model says.
        Assert.All(scores.Skip(1), line => Assert.DoesNotMatch("(^|,)(K2|K3|lead|refer),", line));
        Assert.Contains("notices", document.RootElement.GetProperty("knowledge").GetProperty("missing").EnumerateArray().Select(word => word.GetString()));
    }
}
