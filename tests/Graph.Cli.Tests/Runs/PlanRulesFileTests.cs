using Graph.Analysis.Knowledge.Tiers;
using Graph.Analysis.Targets.Rules;
using Graph.Cli.Runs;
using Graph.Model.Records;

namespace Graph.Cli.Tests.Runs;

/// <summary>Rules files as planners write them, and what is said of those that are none.</summary>
public sealed class PlanRulesFileTests
{
    private const string Header = "rule,target_kind,target_id,action,region,team,value,other_kind,other_id,other_action\n";

    [Fact]
    public void Every_rule_is_read()
    {
        var (rules, source) = Read(Header + """
            limit,,,freeze,,,5,,,
            LIMIT,network,,,east,one,0,,,
            budget,,,,west,,12.5,,,
            team,network,,,east,one,,,,
            forbid,account,acct-1,,,,,,,
            force,network,alpha,freeze,,,0,,,
            force,relationship,alpha > beta,,,,,,,
            exclude,,,warning,,,,Network,beta,transfer
            evidence,,,seize,,,k3,,,

            """);
        Assert.Equal([new(new(Action: "freeze"), 5), new(new(TargetKind.Network, Region: "east", Team: "one"), 0)], rules.Counts);
        Assert.Equal([new(new(Region: "west"), 12.5m)], rules.Costs);
        Assert.Equal([new(new(TargetKind.Network, Region: "east"), "one")], rules.Teams);
        Assert.Equal([new(TargetKind.Account, "acct-1")], rules.Forbidden);
        Assert.Equal([new(new(TargetKind.Network, "alpha", "freeze"), 0m), new(new(TargetKind.Relationship, "alpha>beta"), null)], rules.Forced);
        Assert.Equal([new(new(Action: "warning"), new(TargetKind.Network, "beta", "transfer"))], rules.Pairs);
        Assert.Equal([new("seize", Tier.K3)], rules.Evidence);
        Assert.Equal(("rules.csv", 9), (source.File, source.Count));
    }

    [Fact]
    public void Columns_go_in_any_order_case_and_number_with_other_delimiters_and_marks()
    {
        var (rules, source) = Read("\uFEFFValue;RULE;Action\r\n3;limit;\"let;ter\"\r\n\r\n");
        Assert.Equal([new(new(Action: "let;ter"), 3)], rules.Counts);
        Assert.Equal((1, 64), (source.Count, source.Sha256.Length));
    }

    [Fact]
    public void A_file_without_rows_holds_no_rules() => Assert.Equal(0, Read(Header).Source.Count);

    [Theory]
    [InlineData("rule\nbribe\n", "rules.csv, line 2, column rule: found 'bribe', expected limit, budget, team, forbid, force, exclude or evidence.")]
    [InlineData("rule,value\nlimit,\n", "line 2, column value: found nothing, expected a whole number of at least 0, such as 5.")]
    [InlineData("rule,value\nlimit,1\n\nlimit,-1\n", "line 4, column value: found '-1', expected a whole number")]
    [InlineData("rule,value\nlimit,2.5\n", "column value: found '2.5'")]
    [InlineData("rule,value\nlimit,99999999999\n", "column value: found '99999999999'")]
    [InlineData("rule,value\nbudget,1e3\n", "column value: found '1e3', expected a cost of at least 0, such as 2.5.")]
    [InlineData("rule,target_kind,value\nlimit,bank,1\n", "column target_kind: found 'bank', expected network, reseller, account or relationship.")]
    [InlineData("rule,target_kind,value\nlimit,2,1\n", "column target_kind: found '2', expected network")]
    [InlineData("rule,target_kind,target_id\nforbid,relationship,alpha\n", "column target_id: found 'alpha', expected a relationship as payer>payee.")]
    [InlineData("rule,region\nteam,east\n", "column team: found nothing, expected the team")]
    [InlineData("rule,team,value\nteam,one,3\n", "column value: found '3', expected nothing, as the rule team does not look at it.")]
    [InlineData("rule,action\nforbid,\n", "column action: found nothing, expected something that tells which actions are forbidden")]
    [InlineData("rule,action\nforce,freeze\n", "column target_id: found nothing, expected the target of the action that the plan must hold.")]
    [InlineData("rule,target_id,value\nforce,alpha,free\n", "column value: found 'free', expected a cost")]
    [InlineData("rule,action\nexclude,freeze\n", "column other_action: found nothing, expected something that tells which actions they do not go with.")]
    [InlineData("rule,other_action\nexclude,freeze\n", "column action: found nothing, expected something that tells which actions these are.")]
    [InlineData("rule,action,value\nevidence,freeze,K4\n", "column value: found 'K4', expected a tier: K0, K1, K2 or K3.")]
    [InlineData("rule,action,value\nevidence,freeze,2\n", "column value: found '2', expected a tier")]
    [InlineData("rule,action,value\nevidence,,K2\n", "column action: found nothing, expected the action that needs evidence.")]
    [InlineData("rule,action,region,value\nevidence,freeze,east,K2\n", "column region: found 'east', expected nothing")]
    [InlineData("rule,action\nbribe,\nforbid,\nforbid,x\nlimit,\n", "expected limit, budget, team, forbid, force, exclude or evidence; 2 more of its rows are wrong.")]
    [InlineData("rule,aktion\nforbid,x\n", "line 1: found column 'aktion', expected only rule, target_kind,")]
    [InlineData("action\nfreeze\n", "line 1: the header lacks rule")]
    [InlineData("", "the file has no header; expected a first line with rule")]
    [InlineData("rule,action\nforbid\n", "line 2: found 1 fields, expected 2 as in the header.")]
    [InlineData("rule,action\nforbid,\"x\n", "line 2: a quote is opened and not closed")]
    [InlineData("rule,action\nforbid,a\u0007b\n", "line 2, column action: the text contains the control character U+0007")]
    public void What_is_no_rule_is_told_with_line_and_column(string text, string reason)
    {
        var broken = Assert.Throws<CommandException>(() => Read(text));
        Assert.Equal(2, broken.ExitCode);
        Assert.StartsWith("--rules: ", broken.Message, StringComparison.Ordinal);
        Assert.Contains(reason, broken.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", broken.Message, StringComparison.Ordinal);
    }

    private static (PlanRules Rules, RulesSource Source) Read(string text)
    {
        using var folder = new TempFolder();
        folder.Write("rules.csv", text);
        return PlanRulesFile.Read(folder.At("rules.csv"), CancellationToken.None);
    }
}
