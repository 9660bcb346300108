using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

/// <summary>"n" pays the account a for the pirate site s.example, listed on 2026-03-01.</summary>
public sealed class StructuredSettlementTests
{
    [Fact]
    public void Fires_where_payments_are_split_under_a_limit()
    {
        var finding = Find(Firing());
        Assert.Equal(SignalState.Fired, finding.State);
        Assert.Equal(57_000.0 / 100_000.0, finding.Statistic, 1e-12);
        Assert.Equal(57_000 * 10_000L, finding.Amount);
        Assert.Equal(WorldText.Day("2026-09-01"), finding.Since);
        Assert.Equal(3, finding.RowsInAll);
        Assert.Equal("3", finding.Facts["split"]);
        Assert.Equal(1.0 / 8.0, finding.PValue, 1e-12); // nobody else pays around the limit: even chances, three times below
        Assert.Empty(finding.Holding());
    }

    [Theory]
    [InlineData("2026-09-01", "2026-09-06", "2026-09-11", 19_000)] // not within ten days
    [InlineData("2026-09-01", "2026-09-02", "2026-09-03", 15_000)] // not near a limit
    [InlineData("2026-09-01", "2026-09-02", "2026-09-03", 20_000)] // at the limit, not under it
    public void Is_quiet_where_payments_are_not_like_that(string first, string second, string third, int amount)
    {
        var world = World().Settlement("z1", "n", "a", first, amount).Settlement("z2", "n", "a", second, amount).Settlement("z3", "n", "a", third, amount);
        Assert.Equal((SignalState.Quiet, 0.0), (Find(world).State, Find(world).Statistic));
    }

    [Fact]
    public void Held_payments_and_small_sums_do_not_count()
    {
        Assert.Equal("no_books", Find(Split(World(), "a", status: "held")).Reason);
        var options = new Analysis.Knowledge.KnowledgeOptions { MaterialityUnits = 57_001 * 10_000L };
        Assert.Equal(SignalState.Quiet, ToldWorlds.Find(StructuredSettlement.Definition, Split(World(), "a"), "n", options).State);
    }

    [Fact]
    public void Paying_others_the_same_way_explains_it()
    {
        // b is the account of a white-listed site.
        var world = Split(Split(World(), "a"), "b").White("w.example", "2026-01-04").Weekly("n", "b", "w.example", 10, "2026-02-01", ToldWorlds.AsOf);
        var finding = Find(world);
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.Equal(["small_payees"], finding.Holding());
    }

    [Fact]
    public void Fires_where_another_payee_is_paid_what_accrued_for_the_account()
    {
        var world = Substituted(World());
        var finding = Find(world);
        Assert.Equal((SignalState.Fired, "2"), (finding.State, finding.Facts["substitute"]));
        Assert.Equal(1.0, finding.Measures[2]);
        Assert.Equal(WorldText.Day("2026-06-15"), finding.Since);
    }

    [Fact]
    public void The_same_person_a_paid_account_and_an_agent_are_innocent()
    {
        var same = Substituted(World()).Party("a", PartyKind.Account, legalId: "L").Party("h", PartyKind.Account, legalId: "L");
        Assert.Equal(SignalState.Quiet, Find(same).State);
        var paid = Substituted(World()).Settlement("own1", "n", "a", "2026-06-16", 4_000, periodFrom: "2026-05-01", periodTo: "2026-05-31")
            .Settlement("own2", "n", "a", "2026-07-16", 4_000, periodFrom: "2026-06-01", periodTo: "2026-06-30");
        Assert.Equal(SignalState.Quiet, Find(paid).State);
        var agent = Substituted(World());
        for (var other = 0; other < 3; other++)
        {
            agent.Settlement($"o{other}", $"m{other}", "h", "2026-06-01", 10);
        }

        Assert.Equal(SignalState.Explained, Find(agent).State);
        Assert.Equal(["collection_agent"], Find(agent).Holding());
    }

    [Fact]
    public void Settlement_lines_name_the_account_that_was_meant()
    {
        var world = World().Settlement("z", "n", "h", "2026-10-20", 2_000);
        world.Line("z", world.Placements[^1].Id, 2_000);
        Assert.Equal("1", Find(world).Facts["substitute"]);
    }

    [Fact]
    public void Fires_where_a_dormant_account_is_paid_again_after_the_listing()
    {
        var world = Dormant().Settlement("z1", "n", "old", "2026-10-01", 5_000);
        var finding = Find(world);
        Assert.Equal((SignalState.Fired, "1"), (finding.State, finding.Facts["revived"]));
        var debt = Find(Dormant().Settlement("z1", "n", "old", "2026-10-01", 5_000, periodFrom: "2026-02-01", periodTo: "2026-03-10"));
        Assert.Equal(SignalState.Explained, debt.State);
        Assert.Equal(["old_debt"], debt.Holding());
    }

    [Fact]
    public void Without_books_or_pirate_accounts_it_cannot_be_assessed()
    {
        Assert.Equal([RecordType.Settlements], Find(World()).Missing);
        Assert.Equal("no_books", Find(World().Settlement("z", "m", "x", "2026-06-01", 10)).Reason);
        Assert.Equal("no_pirate_accounts", Find(new WorldText().Ending().Weekly("n", "a", "c.example", 5, "2026-02-01", ToldWorlds.AsOf).Settlement("z", "n", "x", "2026-06-01", 10)).Reason);
    }

    /// <summary>A world in which it fires.</summary>
    internal static WorldText Firing() => Split(World(), "a").Settlement("big", "n", "a", "2026-05-01", 43_000);

    private static SignalFinding Find(WorldText world) => ToldWorlds.Find(StructuredSettlement.Definition, world, "n");

    private static WorldText World() => new WorldText().Ending().Black("s.example", "2026-03-01").Weekly("n", "a", "s.example", 1_000, "2026-02-01", ToldWorlds.AsOf);

    private static WorldText Split(WorldText world, string payee, string? status = null) => world
        .Settlement(payee + "1", "n", payee, "2026-09-01", 19_000, status).Settlement(payee + "2", "n", payee, "2026-09-05", 19_000, status)
        .Settlement(payee + "3", "n", payee, "2026-09-10", 19_000, status);

    /// <summary>Five Sundays in May, four in June: h is paid what accrued for a, to 2 %.</summary>
    private static WorldText Substituted(WorldText world) => world
        .Settlement("h1", "n", "h", "2026-06-15", 5_000, periodFrom: "2026-05-01", periodTo: "2026-05-31")
        .Settlement("h2", "n", "h", "2026-07-15", 3_950, periodFrom: "2026-06-01", periodTo: "2026-06-30");

    private static WorldText Dormant() => new WorldText().Ending().Black("s.example", "2026-03-01").Weekly("n", "old", "s.example", 100, "2026-02-01", "2026-03-15");
}
