using System.Text.Json;

namespace Graph.Cli.Tests.Commands;

public sealed class DiffTests
{
    [Fact]
    public void SameRunsDoNotDiffer()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder.At("a"), new SampleWorld().Records());
        SampleRun.Write(folder.At("b"), new SampleWorld().Records());
        var result = new CliRunner(folder.FullPath).Run("diff", "a", "b", "--json");
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Out);
        Assert.All(["headline", "scores", "targets"], part => Assert.Equal(0, document.RootElement.GetProperty(part).GetArrayLength()));
    }

    [Fact]
    public void ChangesOfNetworksTargetsAndHeadlineAreNamed()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder.At("a"), new SampleWorld { Networks = 4 }.Records());
        SampleRun.Write(folder.At("b"), new SampleWorld { Networks = 5 }.Records());
        var runner = new CliRunner(folder.FullPath);
        using var document = JsonDocument.Parse(runner.Run("diff", "a", "b", "--json").Out);
        Assert.Contains(document.RootElement.GetProperty("scores").EnumerateArray(),
            s => s.GetProperty("network_id").GetString() == "net-0004" && s.GetProperty("what").GetString() == "new");
        Assert.Contains(document.RootElement.GetProperty("headline").EnumerateArray(), h => h.GetProperty("figure").GetString() == "pirate_money");
        Assert.NotEqual(0, document.RootElement.GetProperty("targets").GetArrayLength());
        var table = runner.Run("diff", "a", "b").Out;
        Assert.Contains("figure\tbefore\tafter\n", table, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', table);
    }

    [Fact]
    public void TerminalSeesATableWithoutColourWhenAskedSo()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder.At("a"), new SampleWorld { Networks = 4 }.Records());
        SampleRun.Write(folder.At("b"), new SampleWorld { Networks = 5 }.Records());
        var runner = new CliRunner(folder.FullPath) { Terminal = true, Variables = { ["NO_COLOR"] = "1" } };
        var result = runner.Run("diff", "a", "b");
        Assert.Contains("Headline", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[3", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\t', result.Out);
    }
}
