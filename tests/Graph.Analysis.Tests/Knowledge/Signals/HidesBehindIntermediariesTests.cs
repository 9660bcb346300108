using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

/// <summary>"n" pays the account a for the pirate site s.example, 100 yuan a week, and serves ten clean sites; the notice arrives on 2026-08-03.</summary>
public sealed class HidesBehindIntermediariesTests
{
    private const string Start = "2026-02-01";
    private const string LastBefore = "2026-08-02";
    private const string FirstAfter = "2026-08-09";

    [Fact]
    public void Fires_where_a_new_reseller_appears_between_the_same_ends()
    {
        var finding = Find(Firing());
        Assert.Equal(SignalState.Fired, finding.State);
        Assert.Equal(1.0, finding.Statistic);
        Assert.Equal(WorldText.Day(FirstAfter), finding.Since);
        Assert.Equal(13 * 100 * 10_000L, finding.Amount);
        Assert.Equal(14, finding.RowsInAll); // thirteen placements and the notice
        Assert.Equal("r", finding.Facts["through"]);
        Assert.Equal(0.5, finding.Weight);
        Assert.Empty(finding.Holding());
    }

    [Fact]
    public void The_share_is_what_took_the_new_way()
    {
        var world = Told(Clean(Before())).Weekly("n", "a", "s.example", 100, FirstAfter, ToldWorlds.AsOf, "r")
            .Weekly("n", "a", "s.example", 300, FirstAfter, ToldWorlds.AsOf);
        Assert.Equal(0.25, Find(world).Statistic, 1e-12);
    }

    [Fact]
    public void Is_quiet_where_nothing_changes_or_it_stops()
    {
        Assert.Equal(SignalState.Quiet, Find(Told(Clean(Before())).Weekly("n", "a", "s.example", 100, FirstAfter, ToldWorlds.AsOf)).State);
        var stopped = Find(Told(Clean(Before())));
        Assert.Equal((SignalState.Quiet, 0.0), (stopped.State, stopped.Statistic));
    }

    [Fact]
    public void A_reseller_that_stood_there_before_or_comes_much_later_is_none()
    {
        var before = Told(Clean(Before())).Weekly("n", "a", "s.example", 1, Start, Start, "r").Weekly("n", "a", "s.example", 100, FirstAfter, ToldWorlds.AsOf, "r");
        Assert.Equal(0.0, Find(before).Statistic);
        var late = Told(Clean(Before())).Weekly("n", "a", "s.example", 100, "2026-10-11", ToldWorlds.AsOf, "r");
        Assert.Equal(0.0, Find(late).Statistic);
    }

    [Fact]
    public void Moving_all_publishers_explains_it()
    {
        var world = Told(Before()).Weekly("n", "a", "s.example", 100, FirstAfter, ToldWorlds.AsOf, "r");
        for (var site = 0; site < 10; site++)
        {
            world.Weekly("n", $"c{site}", $"c{site}.example", 100, Start, LastBefore).Weekly("n", $"c{site}", $"c{site}.example", 100, FirstAfter, ToldWorlds.AsOf, "r");
        }

        var finding = Find(world);
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.Equal(["migration"], finding.Holding());
        Assert.Null(finding.Since);
    }

    [Fact]
    public void A_new_account_of_the_same_person_fires_and_of_another_one_is_a_sale()
    {
        WorldText Moved(string legalId) => Told(Clean(Before())).Weekly("n", "b", "s.example", 100, FirstAfter, ToldWorlds.AsOf)
            .Party("a", PartyKind.Account, legalId: "L1").Party("b", PartyKind.Account, legalId: legalId);
        Assert.Equal(SignalState.Fired, Find(Moved("L1")).State);
        var sold = Find(Moved("L2"));
        Assert.Equal(SignalState.Explained, sold.State);
        Assert.Equal(["changed_hands"], sold.Holding());
    }

    [Fact]
    public void A_new_account_that_nobody_else_pays_fires()
    {
        var world = Told(Clean(Before())).Weekly("n", "b", "s.example", 100, FirstAfter, ToldWorlds.AsOf);
        world.Weekly("m1", "a", "s.example", 10, Start, ToldWorlds.AsOf).Weekly("m2", "a", "s.example", 10, Start, ToldWorlds.AsOf);
        Assert.Equal(SignalState.Fired, Find(world).State);
    }

    [Fact]
    public void Claiming_a_direct_sale_while_a_reseller_stands_in_the_row_fires()
    {
        var world = Clean(new WorldText().Ending().Black("s.example", "2026-03-01"));
        Labelled(world, "s.example", Start, LastBefore, Relation.Reseller);
        Labelled(Told(world), "s.example", FirstAfter, ToldWorlds.AsOf, Relation.Direct);
        var finding = Find(world);
        Assert.Equal((SignalState.Fired, "13"), (finding.State, finding.Facts["contradictions"]));
        Assert.True(double.IsNaN(finding.PValue));

        // The same labels on another site of the same owner: careless, not hiding.
        Labelled(world.White("t.example", "2026-03-01"), "t.example", Start, ToldWorlds.AsOf, Relation.Direct);
        var careless = Find(world);
        Assert.Equal(SignalState.Explained, careless.State);
        Assert.Equal(["careless_labels"], careless.Holding());
    }

    [Fact]
    public void A_hidden_payee_that_pays_the_noticed_account_fires_and_a_collection_agent_does_not()
    {
        var world = Told(Clean(Before())).Settlement("z1", "n", "h", "2026-08-20", 900).Settlement("z2", "h", "a", "2026-08-25", 800);
        var finding = Find(world);
        Assert.Equal(SignalState.Fired, finding.State);
        Assert.Equal(800 * 10_000L, finding.Amount);
        Assert.Equal(WorldText.Day("2026-08-20"), finding.Since);
        Assert.Equal(["notices.csv:2", "settlements.csv:2", "settlements.csv:3"], Places(world, finding).Order(StringComparer.Ordinal));
        for (var other = 0; other < 3; other++)
        {
            world.Settlement($"o{other}", $"m{other}", "h", "2026-06-01", 10);
        }

        var agent = Find(world);
        Assert.Equal(SignalState.Explained, agent.State);
        Assert.Equal(["collection_agent"], agent.Holding());
    }

    [Fact]
    public void Money_is_followed_through_two_hidden_payees()
    {
        var world = Told(Clean(Before())).Settlement("z1", "n", "h", "2026-08-20", 900).Settlement("z2", "h", "g", "2026-08-25", 800)
            .Settlement("z3", "g", "a", "2026-08-28", 700);
        Assert.Equal(700 * 10_000L, Find(world).Amount);
    }

    [Fact]
    public void Ways_that_change_all_the_time_explain_it()
    {
        var world = Told(Clean(Before())).Weekly("n", "a", "s.example", 100, FirstAfter, ToldWorlds.AsOf, "r");
        for (var week = 0; week < 30; week++)
        {
            // A white-listed site whose reseller changes every week.
            var day = ToldWorlds.Text(WorldText.Day(Start).AddDays(7 * week));
            world.Weekly("n", "w", "w.example", 50, day, day, $"r{week}");
        }

        var finding = Find(world.White("w.example", "2026-01-04"));
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.Equal(["usual_churn"], finding.Holding());
    }

    [Fact]
    public void Without_a_delivered_notice_it_cannot_be_assessed()
    {
        Assert.Equal([RecordType.Notices], Find(Clean(Before())).Missing);
        Assert.Equal("not_told", Find(Clean(Before()).Notice("k", "n", "s.example", "2026-08-01")).Reason);
        Assert.Equal("no_told_site", Find(Clean(Before()).Notice("k", "n", "else.example", "2026-08-01", "2026-08-03")).Reason);
    }

    /// <summary>A world in which it fires.</summary>
    internal static WorldText Firing() => Told(Clean(Before())).Weekly("n", "a", "s.example", 100, FirstAfter, ToldWorlds.AsOf, "r");

    private static SignalFinding Find(WorldText world) => ToldWorlds.Find(HidesBehindIntermediaries.Definition, world, "n");

    private static IEnumerable<string> Places(WorldText world, SignalFinding finding) =>
        finding.Rows.Select(KnowledgeWorlds.View(world).Place);

    private static WorldText Before() => new WorldText().Ending().Black("s.example", "2026-03-01").Weekly("n", "a", "s.example", 100, Start, LastBefore);

    private static WorldText Told(WorldText world) => world.Notice("k", "n", "s.example", "2026-08-01", "2026-08-03");

    private static WorldText Clean(WorldText world)
    {
        for (var site = 0; site < 10; site++)
        {
            world.Weekly("n", $"c{site}", $"c{site}.example", 100, Start, ToldWorlds.AsOf);
        }

        return world;
    }

    private static void Labelled(WorldText world, string host, string from, string to, Relation relation)
    {
        for (var day = WorldText.Day(from); day <= WorldText.Day(to); day = day.AddDays(7))
        {
            world.Placement($"l{world.Placements.Count}", ToldWorlds.Text(day), "n", "a", host, 100, reseller: "r", relation: relation);
        }
    }
}
