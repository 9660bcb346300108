using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class StatementContradictedTests
{
    // 100 yuan every Sunday from 7 June on, noticed on 30 August, time to act until 14 September. October has four Sundays.
    private static WorldText GoesOn(string until = ToldWorlds.AsOf) => new WorldText().Ending()
        .Weekly("n1", "a1", "bad.example", 100, "2026-06-07", until).Notice("k1", "n1", "bad.example", "2026-08-28", "2026-08-30");

    private static WorldText Declares(WorldText world, DeclarationStatement statement = DeclarationStatement.None) =>
        world.Declaration("d1", "n1", "2026-10-01", "2026-10-31", statement);

    private static SignalFinding Find(WorldText world, string party = "n1") => ToldWorlds.Find(StatementContradicted.Definition, world, party);

    [Theory]
    [InlineData(DeclarationStatement.None)]
    [InlineData(DeclarationStatement.Removed)]
    public void Accruals_in_a_period_declared_clean_contradict_it(DeclarationStatement statement)
    {
        var found = Find(Declares(GoesOn(), statement));
        Assert.Equal(SignalState.Fired, found.State);
        Assert.Equal(400.0, found.Statistic);
        Assert.Equal(400 * 10_000L, found.Amount);
        Assert.Equal(WorldText.Day("2026-10-31"), found.Since);

        // Usual: 1200 in 84 days, for 31 days.
        const double Ratio = 400.0 / (1200.0 / 84.0 * 31.0);
        Assert.Equal(1.0 - (0.5 * Math.Exp(-Ratio)), found.Weight, 1e-12);
        Assert.Equal([400.0, Ratio, 400.0, 1.0, 1.0], found.Measures.Select(measure => Math.Round(measure, 12) is var m && Math.Abs(m - Ratio) < 1e-9 ? Ratio : m));

        // Four placements, the declaration and the notice.
        Assert.Equal(6, found.RowsInAll);
        Assert.Empty(found.Holding());
    }

    [Fact]
    public void What_was_removed_within_the_period_bears_the_statement_out()
    {
        // The last accrual is on 25 October: removed by the end of the month; that there was none is not true.
        Assert.Equal(SignalState.Explained, Find(Declares(GoesOn(until: "2026-10-25"), DeclarationStatement.Removed)).State);
        Assert.Equal(["other_period"], Find(Declares(GoesOn(until: "2026-10-25"), DeclarationStatement.Removed)).Holding());
        Assert.Equal(SignalState.Fired, Find(Declares(GoesOn(until: "2026-10-25"))).State);
    }

    [Fact]
    public void A_declaration_that_lists_contradicts_nothing()
    {
        var found = Find(Declares(GoesOn(), DeclarationStatement.Listed));
        Assert.Equal(SignalState.NotAssessable, found.State);
        Assert.Equal("no_statement", found.Reason);
    }

    [Fact]
    public void A_true_statement_is_quiet()
    {
        var found = Find(Declares(GoesOn(until: "2026-09-06")));
        Assert.Equal(SignalState.Quiet, found.State);
        Assert.Equal(0.0, found.Statistic);
    }

    [Fact]
    public void Accruals_of_another_period_do_not_contradict()
    {
        var found = Find(Declares(GoesOn(until: "2026-09-27")));
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["other_period"], found.Holding());

        // 20 and 27 September.
        Assert.Equal("200.0000", found.Test("other_period").Facts["outside"]);
    }

    [Fact]
    public void Hosts_of_a_cleared_domain_are_an_alias()
    {
        var world = new WorldText().Ending().Weekly("n1", "a1", "m.good.example", 100, "2026-06-07", ToldWorlds.AsOf)
            .Black("m.good.example", "2026-08-30").White("good.example", "2026-01-01");
        var found = Find(Declares(world));
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["alias_domain"], found.Holding());
    }

    [Fact]
    public void A_residue_is_no_contradiction()
    {
        // 5 yuan on each of four Sundays: 20 of 442.86.
        var world = GoesOn(until: "2026-09-06").Weekly("n1", "a1", "bad.example", 5, "2026-10-04", "2026-10-25");
        Assert.Equal(["residue"], Find(Declares(world)).Holding());
        var more = GoesOn(until: "2026-09-06").Weekly("n1", "a1", "bad.example", 6, "2026-10-04", "2026-10-25");
        Assert.Equal(SignalState.Fired, Find(Declares(more)).State);
    }

    [Fact]
    public void What_only_a_list_told_counts_but_not_as_noticed()
    {
        var world = new WorldText().Ending().Weekly("n1", "a1", "bad.example", 100, "2026-06-07", ToldWorlds.AsOf).Black("bad.example", "2026-08-30");
        var found = Find(Declares(world));
        Assert.Equal(SignalState.Fired, found.State);
        Assert.Equal(0.0, found.Measures[2]);
    }

    [Fact]
    public void Without_declarations_it_cannot_be_assessed() =>
        Assert.Equal([RecordType.Declarations], Find(GoesOn()).Missing);
}
