using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class PaysAfterNoticeTests
{
    // n1 earned 100 yuan on bad.example every Sunday from 8 March on; the notice arrived on Sunday 31 May, 84 days later.
    // Before: 12 Sundays, 1200 over 84 days. Grace until 7 June; 147 days are left until 1 November, with 21 Sundays.
    // The reply window ends on 15 June; 20 Sundays follow, the last 139 days later, 12 of them in the 84 days to 7 September.
    // Mere slowness: 154 days without a cut-off, e^(−ln 2 · 154/35) = 0.047.
    private static WorldText GoesOn(string until = ToldWorlds.AsOf) => new WorldText().Ending()
        .Weekly("n1", "a1", "bad.example", 100, "2026-03-08", until).Black("bad.example", "2026-05-01");

    private static WorldText Noticed(WorldText world, string? delivered = "2026-05-31", NoticeResponse? response = null) =>
        world.Notice("k1", "n1", "bad.example", "2026-05-29", delivered, respondedAt: response is null ? null : "2026-06-10", response: response);

    private static SignalFinding Find(WorldText world, string party = "n1") => ToldWorlds.Find(PaysAfterNotice.Definition, world, party);

    [Fact]
    public void Going_on_undiminished_fires()
    {
        var world = Noticed(GoesOn());
        var view = KnowledgeWorlds.View(world);
        var found = PaysAfterNotice.Run(view, CancellationToken.None).Of(view, "n1");
        Assert.Equal(SignalState.Fired, found.State);
        Assert.Equal(1.0, found.Statistic, 1e-12);
        Assert.Equal(0.0, found.StandardError, 1e-9);
        Assert.Equal(1.0 - Math.Exp(-139.0 / 28.0), found.Weight, 1e-12);
        Assert.Equal(2_100 * 10_000L, found.Amount);
        Assert.Equal(WorldText.Day("2026-06-14"), found.Since);
        Assert.Equal(22, found.RowsInAll);
        Assert.Contains("notices.csv:2", found.Rows.Select(view.Place));
        Assert.Empty(found.Holding());
        Assert.Equal("20", found.Facts["late_days"]);
        Assert.Equal(1.0, found.Measures[1], 1e-12);

        // Not cut off within what was seen: the curve stays at 1 up to the horizon. All of the window lies after the notice.
        Assert.Equal(84.0, found.Measures[3]);
        Assert.Equal(1.0, found.Measures[4]);
        Assert.Equal(Math.Pow(2.0, -154.0 / 35.0), found.Measures[7], 1e-9);
    }

    [Fact]
    public void Halving_what_goes_on_shows_in_the_ratio_and_its_error()
    {
        // After the grace period every other Sunday: 10 of 21. Weekly sums 0 and 1, mean 10/21: relative variance of the sum
        // (10·(11/21)² + 11·(10/21)²)·21/20/10² = 0.055.
        var world = Noticed(GoesOn(until: "2026-05-31"));
        for (var day = WorldText.Day("2026-06-21"); day < WorldText.Day(ToldWorlds.AsOf); day = day.AddDays(14))
        {
            world.Weekly("n1", "a1", "bad.example", 100, ToldWorlds.Text(day), ToldWorlds.Text(day));
        }

        var found = Find(world);
        Assert.Equal(10.0 / 21.0, found.Statistic, 1e-12);
        Assert.Equal(10.0 / 21.0 * Math.Sqrt(0.055), found.StandardError, 1e-9);
    }

    [Fact]
    public void Who_stops_within_the_grace_period_is_quiet()
    {
        var found = Find(Noticed(GoesOn(until: "2026-06-07")));
        Assert.Equal(SignalState.Quiet, found.State);
        Assert.Equal(0.0, found.Statistic);
        Assert.Empty(found.Rows);
        Assert.Equal(7.0, found.Measures[3]);
    }

    [Fact]
    public void Who_stops_late_is_quiet_and_the_ratio_remembers()
    {
        // 14 June to 12 July: 5 of 21 Sundays.
        var found = Find(Noticed(GoesOn(until: "2026-07-12")));
        Assert.Equal(SignalState.Quiet, found.State);
        Assert.Equal(5.0 / 21.0, found.Statistic, 1e-12);
        Assert.Equal(42.0, found.Measures[3]);
    }

    [Fact]
    public void Paying_later_for_what_accrued_before_is_innocent()
    {
        var found = Find(Noticed(GoesOn(until: "2026-06-07")).Settlement("z1", "n1", "a1", "2026-07-15", 700));
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["paid_later"], found.Holding());
        Assert.Equal("700.0000", found.Test("paid_later").Facts["settled"]);
        Assert.Equal(0.0, found.Weight);
    }

    [Fact]
    public void What_did_not_arrive_told_nobody()
    {
        var found = Find(Noticed(GoesOn(), delivered: null));
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["undelivered"], found.Holding());
        Assert.Equal(0.0, found.Statistic);
    }

    [Fact]
    public void Another_owner_is_innocent_and_a_renamed_account_is_not()
    {
        WorldText Sold(string owner, string heir) => Noticed(GoesOn(until: "2026-05-31"))
            .Weekly("n1", "a2", "bad.example", 100, "2026-06-14", ToldWorlds.AsOf)
            .Party("a1", PartyKind.Account, legalId: owner).Party("a2", PartyKind.Account, legalId: heir);
        var sold = Find(Sold("L1", "L2"));
        Assert.Equal(SignalState.Explained, sold.State);
        Assert.Equal(["changed_hands"], sold.Holding());
        Assert.Equal(0.0, sold.Statistic);
        var renamed = Find(Sold("L1", "L1"));
        Assert.Equal(SignalState.Fired, renamed.State);
        Assert.Equal(1.0, renamed.Statistic, 1e-12);
    }

    [Fact]
    public void Where_an_owner_is_not_registered_another_account_excuses_nothing()
    {
        WorldText Later() => Noticed(GoesOn(until: "2026-05-24")).Weekly("n1", "a2", "bad.example", 100, "2026-06-14", ToldWorlds.AsOf);
        Assert.Equal(SignalState.Fired, Find(Later()).State);
        Assert.Equal(SignalState.Fired, Find(Later().Party("a1", PartyKind.Account, legalId: "L1")).State);
        Assert.Equal(["changed_hands"], Find(Later().Party("a1", PartyKind.Account, legalId: "L1").Party("a2", PartyKind.Account, legalId: "L2")).Holding());
    }

    [Fact]
    public void A_white_entry_clears_and_a_refusal_was_right()
    {
        var found = Find(Noticed(GoesOn(), response: NoticeResponse.Refused).White("bad.example", "2026-10-01"));
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["cleared", "rebutted"], found.Holding());
        var silent = Find(Noticed(GoesOn()).White("bad.example", "2026-10-01"));
        Assert.Equal(["cleared"], silent.Holding());
    }

    [Fact]
    public void It_is_too_early_to_judge_a_young_notice()
    {
        var found = Find(Noticed(GoesOn(), delivered: "2026-10-20"));
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["young"], found.Holding());
    }

    [Fact]
    public void A_deadline_of_the_notice_replaces_the_reply_window()
    {
        var world = GoesOn().Notice("k1", "n1", "bad.example", "2026-05-29", "2026-05-31", deadline: "2026-11-15");
        Assert.Equal(["young"], Find(world).Holding());
    }

    [Fact]
    public void Slowness_to_all_is_not_going_on()
    {
        // Three sites of which a notice told on 5 July were cut off 42 days later; a fourth, told of on 20 September, still runs after 42 days.
        // By money there is hardly more than one site, of 42 days.
        var world = new WorldText().Ending();
        foreach (var site in new[] { "b1.example", "b2.example", "b3.example" })
        {
            world.Weekly("n1", "a1", site, 10, "2026-05-03", "2026-08-16").Notice("k" + site, "n1", site, "2026-07-03", "2026-07-05");
        }

        world.Weekly("n1", "a1", "b4.example", 300, "2026-05-03", ToldWorlds.AsOf).Notice("k4", "n1", "b4.example", "2026-09-18", "2026-09-20");
        var found = Find(world);
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["slow"], found.Holding());
        Assert.True(found.Statistic > 0.5);
    }

    [Fact]
    public void Dropping_the_small_and_keeping_the_big_is_going_on()
    {
        var world = new WorldText().Ending();
        foreach (var site in new[] { "b1.example", "b2.example", "b3.example" })
        {
            world.Weekly("n1", "a1", site, 10, "2026-05-03", "2026-07-05").Notice("k" + site, "n1", site, "2026-07-03", "2026-07-05");
        }

        world.Weekly("n1", "a1", "b4.example", 300, "2026-05-03", ToldWorlds.AsOf).Notice("k4", "n1", "b4.example", "2026-07-03", "2026-07-05");
        var found = Find(world);
        Assert.Equal(SignalState.Fired, found.State);

        // 9 Sundays in 63 days before and 12 in the 84 days after the reply window: 300 of 330 a week go on.
        Assert.Equal(300.0 / 330.0, found.Measures[1], 1e-12);
        Assert.Equal(0.25, found.Measures[2]);
    }

    [Fact]
    public void Claiming_removal_weighs_more()
    {
        var silent = Find(Noticed(GoesOn()));
        var claimed = Find(Noticed(GoesOn(), response: NoticeResponse.Removed));
        Assert.Equal(1.0 - (0.75 * (1.0 - silent.Weight)), claimed.Weight, 1e-12);

        // Answered on 10 June: all 21 Sundays after the grace period lie behind it.
        Assert.Equal("2100.0000", claimed.Facts["claimed"]);
        Assert.Equal(1.0, claimed.Measures[^1]);
    }

    [Fact]
    public void An_account_or_the_whole_network_may_be_the_subject()
    {
        var account = GoesOn().Weekly("n1", "a1", "second.example", 50, "2026-03-08", ToldWorlds.AsOf)
            .Weekly("n1", "b1", "second.example", 9, "2026-03-08", ToldWorlds.AsOf)
            .Notice("k1", "n1", "a1", "2026-05-29", "2026-05-31");
        Assert.Equal(21 * 150 * 10_000L, Find(account).Amount);
        var whole = GoesOn().Weekly("n1", "a1", "second.example", 50, "2026-03-08", ToldWorlds.AsOf)
            .Notice("k1", "n1", "", "2026-05-29", "2026-05-31");
        Assert.Equal(21 * 100 * 10_000L, Find(whole).Amount);
    }

    [Fact]
    public void Who_was_not_told_cannot_be_assessed()
    {
        var world = Noticed(GoesOn());
        var other = Find(world, "other");
        Assert.Equal(SignalState.NotAssessable, other.State);
        Assert.Equal("not_told", other.Reason);
        Assert.True(double.IsNaN(other.Statistic));
        Assert.Empty(other.Measures);
        var without = Find(GoesOn());
        Assert.Equal([RecordType.Notices], without.Missing);
        Assert.Null(without.Reason);
    }

    [Fact]
    public void A_reseller_that_was_told_is_judged_by_its_own_rows()
    {
        var world = new WorldText().Ending().Weekly("n1", "a1", "bad.example", 100, "2026-03-08", ToldWorlds.AsOf, reseller: "r1")
            .Notice("k1", "r1", "bad.example", "2026-05-29", "2026-05-31");
        Assert.Equal(SignalState.Fired, Find(world, "r1").State);
        Assert.Equal("not_told", Find(world, "n1").Reason);
    }

    [Fact]
    public void Work_can_be_stopped()
    {
        var view = KnowledgeWorlds.View(Noticed(GoesOn()));
        Assert.Throws<OperationCanceledException>(() => PaysAfterNotice.Run(view, new CancellationToken(canceled: true)));
    }
}
