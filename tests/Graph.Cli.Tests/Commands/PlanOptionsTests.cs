using System.Text.Json.Nodes;

namespace Graph.Cli.Tests.Commands;

/// <summary>The planner's options from the command line to targets.csv and run.json, by run and by rank.</summary>
public sealed class PlanOptionsTests
{
    [Fact]
    public void Run_and_rank_follow_the_same_rules()
    {
        using var folder = World();
        folder.Write("rules.csv", "rule,target_id,action,value,region,team\nforbid,acct-2,,,,\nforce,alpha,letter,0,,\nteam,,,,east,one\nlimit,,,0,,one\n");
        var runner = new CliRunner(folder.FullPath) { Variables = { ["ADCHAIN_STORE"] = "duckdb:kept.duckdb" } };
        string[] options = ["--budget", "4", "--rules", "rules.csv", "--limit", "letter=2", "--slack", "0.5", "--collateral-price", "0"];
        var run = runner.Run(["run", "data", "--out", "whole", .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("no effect", run.Error, StringComparison.Ordinal);
        // A letter to alpha is in force; beta, in the east, and acct-2 may not be touched; then the best of the rest: 600·(1 − 0.5) for 2.
        Assert.Equal(["alpha,letter,0", "acct-1,freeze,2", "acct-3,freeze,2"], Rows(folder, "whole"));
        Assert.Equal(0, runner.Run("score", "--out", "parts").ExitCode);
        Assert.Equal(0, runner.Run(["rank", "--out", "parts", .. options]).ExitCode);
        Assert.Equal(File.ReadAllText(folder.At("whole/targets.csv")), File.ReadAllText(folder.At("parts/targets.csv")));
        Assert.Equal(Options(folder, "whole").ToJsonString(), Options(folder, "parts").ToJsonString());
    }

    [Fact]
    public void Run_json_repeats_the_options()
    {
        using var folder = World();
        folder.Write("rules.csv", "rule,action,value\nlimit,freeze,3\n");
        var run = new CliRunner(folder.FullPath).Run(
            "run", "data", "--out", "out", "--rules", "rules.csv", "--limit", "letter=2", "--limit", "freeze=1", "--eligibility", "any", "--slack", "0.5",
            "--collateral-price", "0.25", "--no-exchanges", "--exact", "--time-limit", "2m");
        Assert.True(run.ExitCode == 0, run.Error);
        var options = Options(folder, "out");
        Assert.Equal("coverage", (string?)options["objective"]);
        Assert.Equal("any", (string?)options["eligibility"]);
        Assert.Equal(0.25m, (decimal?)options["collateral_price"]);
        Assert.Equal(0.5, (double?)options["slack"]);
        Assert.Equal(120m, (decimal?)options["exact_seconds"]);
        Assert.False((bool?)options["exchanges"]);
        Assert.Equal("{\"freeze\":1,\"letter\":2}", options["limits"]!.ToJsonString());
        Assert.Equal("rules.csv", (string?)options["rules_file"]);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.At("rules.csv")))), (string?)options["rules_sha256"]);
        Assert.Equal(1, (int?)options["rules"]);
    }

    [Fact]
    public void A_run_of_before_these_options_is_read()
    {
        using var folder = World();
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("run", "data", "--out", "out").ExitCode);
        var document = JsonNode.Parse(File.ReadAllText(folder.At("out/run.json")))!;
        document["options"]!.AsObject().Remove("plan");
        File.WriteAllText(folder.At("out/run.json"), document.ToJsonString());
        Assert.Equal(0, runner.Run("report", "out").ExitCode);
        Assert.Equal(0, runner.Run("rank", "--out", "out", "--store", "duckdb:out/adchain.duckdb", "--budget", "2").ExitCode);
        Assert.Equal("tier", (string?)Options(folder, "out")["eligibility"]);
    }

    [Fact]
    public void Rules_without_effect_are_told_and_do_no_harm()
    {
        using var folder = World();
        folder.Write("rules.csv", "rule,target_id,action,value\nforbid,nobody,,\nlimit,,freez,2\n");
        var result = new CliRunner(folder.FullPath).Run("run", "data", "--out", "out", "--rules", "rules.csv", "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("adchain: a rule had no effect: forbid: no action agrees with target nobody.", result.Error, StringComparison.Ordinal);
        Assert.Contains("limit of 2: no action agrees with action freez.", result.Error, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(result.Out));
    }

    [Fact]
    public void A_freeze_of_a_network_waits_for_evidence_unless_it_is_waived()
    {
        using var folder = World();
        folder.Write("data/actions.csv", "target_kind,action,cost,efficacy\nnetwork,Freeze,1,1\naccount,letter,9,0.1\nreseller,letter,9,0.1\n");
        folder.Write("rules.csv", "rule,action,value\nevidence,freeze,k0\n");
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("run", "data", "--out", "strict", "--budget", "2").ExitCode);
        Assert.Equal(0, runner.Run("run", "data", "--out", "any", "--budget", "2", "--eligibility", "ANY").ExitCode);
        Assert.Equal(0, runner.Run("run", "data", "--out", "waived", "--budget", "2", "--rules", "rules.csv").ExitCode);
        Assert.Equal(0, runner.Run("rank", "--out", "ranked", "--store", "duckdb:strict/adchain.duckdb", "--budget", "2").ExitCode);
        Assert.Empty(Rows(folder, "strict"));
        Assert.Empty(Rows(folder, "ranked"));
        Assert.Equal(["alpha,Freeze,1", "beta,Freeze,1"], Rows(folder, "any"));
        Assert.Equal(["alpha,Freeze,1", "beta,Freeze,1"], Rows(folder, "waived"));
        var evidence = JsonNode.Parse(File.ReadAllText(folder.At("strict/run.json")))!["plan"]!["evidence"]!;
        Assert.Equal(2, (int?)evidence["barred_actions"]);
        Assert.Null(JsonNode.Parse(File.ReadAllText(folder.At("waived/run.json")))!["plan"]!["evidence"]);
    }

    [Theory]
    [InlineData("rule,target_id\nforce,nobody\n", "there is no target for target nobody")]
    [InlineData("rule,target_id\nforce,acct-1\n", "means 2 actions (freeze of account acct-1, letter of account acct-1)")]
    [InlineData("rule,target_id,action,value\nforce,acct-1,freeze,11\n", "the forced actions take 11, the budget is 10")]
    [InlineData("rule,target_id,action\nforce,acct-1,freeze\nforbid,acct-1,\n", "freeze of account acct-1 is forbidden by another rule")]
    public void Rules_that_cannot_be_followed_are_two_and_leave_no_results(string rules, string reason)
    {
        using var folder = World();
        folder.Write("rules.csv", rules);
        var result = new CliRunner(folder.FullPath).Run("run", "data", "--out", "out", "--rules", "rules.csv");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'), line => line.Contains("the plan cannot be made", StringComparison.Ordinal));
        Assert.False(File.Exists(folder.At("out/run.json")));
        Assert.False(File.Exists(folder.At("out/targets.csv")));
    }

    [Theory]
    [InlineData("--rules nowhere.csv")]
    [InlineData("--rules broken.csv")]
    [InlineData("--rules contradicting.csv")]
    [InlineData("--limit freeze")]
    [InlineData("--limit =3")]
    [InlineData("--limit freeze=many")]
    [InlineData("--limit freeze=-1")]
    [InlineData("--limit freeze=1 --limit Freeze=2")]
    [InlineData("--eligibility all")]
    [InlineData("--objective most")]
    [InlineData("--objective 1")]
    [InlineData("--collateral-price -1")]
    [InlineData("--slack much")]
    [InlineData("--slack -0.1")]
    [InlineData("--time-limit 60s")]
    [InlineData("--exact --time-limit 60")]
    [InlineData("--exact --time-limit 0s")]
    [InlineData("--exact --time-limit 25h")]
    public void Bad_options_are_two_before_anything_is_written(string options)
    {
        using var folder = World();
        folder.Write("broken.csv", "rule\nbribe\n");
        folder.Write("contradicting.csv", "rule,action,value\nevidence,freeze,K2\nevidence,freeze,K3\n");
        var runner = new CliRunner(folder.FullPath);
        foreach (var verb in (string[])["run data --out out", "rank --store duckdb:none.duckdb --out out"])
        {
            var result = runner.Run($"{verb} {options}".Split(' '));
            Assert.Equal(2, result.ExitCode);
            Assert.StartsWith($"adchain: {options.Split(' ')[options.StartsWith("--exact", StringComparison.Ordinal) ? 1 : 0]}", result.Error, StringComparison.Ordinal);
            Assert.Single(result.Error.TrimEnd().Split('\n'));
            Assert.False(Directory.Exists(folder.At("out")));
        }
    }

    private static TempFolder World()
    {
        var folder = new TempFolder();
        folder.Write("data/placements.csv", """
            placement_id,accrual_date,network_id,account_id,domain,gross_amount
            p1,2026-11-20,alpha,acct-1,pirate.example,600
            p2,2026-11-20,beta,acct-2,pirate.example,300
            p3,2026-11-20,alpha,acct-3,pirate.example,100

            """);
        folder.Write("data/lists.csv", "subject,subject_kind,list,authority,valid_from\npirate.example,domain,black,authority,2026-01-01\n");
        folder.Write("data/parties.csv", "party_id,kind,region\nbeta,network,East\n");
        folder.Write("data/actions.csv", "target_kind,action,cost,efficacy\nnetwork,letter,1,0.5\naccount,freeze,2,1\naccount,letter,1,0.25\nreseller,letter,1,0.5\n");
        return folder;
    }

    private static string[] Rows(TempFolder folder, string run) =>
        [.. File.ReadAllLines(folder.At($"{run}/targets.csv")).Skip(1).Select(line => string.Join(',', line.Split(',')[2..5]))];

    private static JsonNode Options(TempFolder folder, string run) => JsonNode.Parse(File.ReadAllText(folder.At($"{run}/run.json")))!["options"]!["plan"]!;
}
