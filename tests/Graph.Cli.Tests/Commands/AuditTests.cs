using System.Text.Json;
using Graph.Cli.Reports;
using Graph.Testing.Oracle;

namespace Graph.Cli.Tests.Commands;

public sealed class AuditTests
{
    [Fact]
    public void AuditSaysWhatARunSays()
    {
        using var folder = new TempFolder();
        CaseWorld.World().WriteTo(folder.At("data"));
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("run", "data", "--out", "run", "--model", "none").ExitCode);
        var result = runner.Run("audit", "data", "--network", CaseWorld.GoesOn, "--out", "audit", "--model", "none");
        Assert.Equal(0, result.ExitCode);
        var row = ScoresCsv.Read(folder.At("run/scores.csv")).Single(score => score.NetworkId == CaseWorld.GoesOn);
        using var audit = Audit(folder, "audit");
        Assert.Equal(row.ExposureAmount.ToString(), audit.RootElement.GetProperty("exposure").GetProperty("amount").GetString());
        Assert.Equal((row.Tier, row.Decision), (audit.RootElement.GetProperty("case").GetProperty("tier").GetString(), audit.RootElement.GetProperty("case").GetProperty("decision").GetString()));
        using var run = JsonDocument.Parse(File.ReadAllText(folder.At("run/run.json")));
        var listed = run.RootElement.GetProperty("cases").EnumerateArray().Single(each => each.GetProperty("network_id").GetString() == CaseWorld.GoesOn);
        Assert.True(JsonElement.DeepEquals(listed, audit.RootElement.GetProperty("case")), "the case differs from the run's");
        Assert.Equal(["audit.html", "audit.json", "declaration.csv", "fixes.csv", "listed-sites.csv"], Directory.GetFiles(folder.At("audit")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            "declaration_id,network_id,period_from,period_to,statement,signer\ndraft-net-goes-on-2026-11-22,net-goes-on,2026-08-31,2026-11-22,listed,\n",
            File.ReadAllText(folder.At("audit/declaration.csv")));
    }

    [Fact]
    public void OwnRecordsAreEnough()
    {
        using var folder = new TempFolder();
        var world = CaseWorld.World();
        world.WriteTo(folder.At("all"));
        var own = new WorldText();
        own.Placements.AddRange(world.Placements.Where(row => row.Network == CaseWorld.Untold));
        own.Lists.AddRange(world.Lists);
        own.WriteTo(folder.At("own"));
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("audit", "own", "--network", CaseWorld.Untold, "--out", "a").ExitCode);
        Assert.Equal(0, runner.Run("audit", "all", "--network", CaseWorld.Untold, "--out", "b").ExitCode);
        Assert.Equal(File.ReadAllText(folder.At("b/fixes.csv")), File.ReadAllText(folder.At("a/fixes.csv")));
        using var audit = Audit(folder, "a");
        Assert.Contains("notices", audit.RootElement.GetProperty("knowledge").GetProperty("missing").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public void AfterAFixTheAuditShowsTheChange()
    {
        using var folder = new TempFolder();
        var world = CaseWorld.World();
        world.WriteTo(folder.At("before"));
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("audit", "before", "--network", CaseWorld.GoesOn, "--out", "a").ExitCode);
        world.Placements.RemoveAll(row => row.Network == CaseWorld.GoesOn && row.Host == "pirate-2.example");
        world.Settlements.RemoveAll(row => row.Payer == CaseWorld.GoesOn && row.Payee == "acc-2");
        world.WriteTo(folder.At("after"));
        Assert.Equal(0, runner.Run("audit", "after", "--network", CaseWorld.GoesOn, "--out", "b", "--before", "a").ExitCode);
        using var audit = Audit(folder, "b");
        var change = audit.RootElement.GetProperty("change");
        Assert.Equal(["pirate-2.example"], change.GetProperty("sites_gone").EnumerateArray().Select(site => site.GetString()));
        Assert.Equal(0, change.GetProperty("sites_new").GetArrayLength());
        Assert.Equal(2, runner.Run("audit", "after", "--network", CaseWorld.Stops, "--out", "c", "--before", "a").ExitCode);
    }

    [Fact]
    public void UnknownNetworkNamesCloseIds()
    {
        using var folder = new TempFolder();
        CaseWorld.World().WriteTo(folder.At("data"));
        var result = new CliRunner(folder.FullPath).Run("audit", "data", "--network", "net-stop", "--out", "audit");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Close to it: net-stops,", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("audit/audit.json")));
    }

    [Fact]
    public void ForeignFolderIsLeftAlone()
    {
        using var folder = new TempFolder();
        CaseWorld.World().WriteTo(folder.At("data"));
        Directory.CreateDirectory(folder.At("mine"));
        File.WriteAllText(folder.At("mine/letter.txt"), "dear");
        Assert.Equal(2, new CliRunner(folder.FullPath).Run("audit", "data", "--network", CaseWorld.Stops, "--out", "mine").ExitCode);
        Assert.Equal(["letter.txt"], Directory.GetFiles(folder.At("mine")).Select(Path.GetFileName));
    }

    private static JsonDocument Audit(TempFolder folder, string name) => JsonDocument.Parse(File.ReadAllText(folder.At($"{name}/audit.json")));
}
