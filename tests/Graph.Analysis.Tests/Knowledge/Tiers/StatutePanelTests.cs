using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Tiers;

public sealed class StatutePanelTests
{
    [Fact]
    public void The_file_holds_the_thresholds_of_article_12_and_says_that_counsel_must_confirm()
    {
        var statute = Statute.Embedded;
        Assert.Equal(
            [("targets", 3L), ("settled", 2_000_000_000L), ("settled_five_fold", 10_000_000_000L), ("advertising_funds", 500_000_000L),
                ("advertising_funds_five_fold", 2_500_000_000L), ("gains", 100_000_000L), ("gains_five_fold", 500_000_000L)],
            statute.Thresholds.Select(threshold => (threshold.Code, threshold.Threshold)));
        Assert.Equal(new DateOnly(2019, 11, 1), statute.InForce);
        Assert.Contains("Counsel must confirm", statute.Caution.En, StringComparison.Ordinal);
        Assert.Contains("律师", statute.Caution.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_and_accruals_are_counted_with_their_doubt()
    {
        // One owner with two sites listed without doubt; one site at 60, one at 40, one cleared by a white entry; one outside the window.
        var view = KnowledgeWorlds.View(new WorldText()
            .Placement("1", "2026-10-30", "n", "a", "p1.example", 10)
            .Placement("2", "2026-10-30", "n", "a", "p2.example", 20)
            .Placement("3", "2026-10-30", "n", "b", "p3.example", 40, reseller: "r")
            .Placement("4", "2026-10-30", "n", "c", "p4.example", 80)
            .Placement("5", "2026-10-30", "n", "d", "p5.example", 160)
            .Placement("6", "2026-01-30", "n", "e", "p6.example", 320)
            .Black("p1.example", "2026-01-01").Black("p2.example", "2026-01-01").Black("p3.example", "2026-01-01", confidence: 60)
            .Black("p4.example", "2026-01-01", confidence: 40).Black("p5.example", "2026-01-01").White("p5.example", "2026-02-01").Black("p6.example", "2026-01-01"));
        Assert.Equal((3L, 1L, 4L), Figure(view, "n", "targets"));
        Assert.Equal((700_000L, 300_000L, 1_500_000L), Figure(view, "n", "advertising_funds"));
        Assert.Equal((1L, 0L, 1L), Figure(view, "r", "targets"));
        Assert.Equal((400_000L, 0L, 400_000L), Figure(view, "r", "advertising_funds"));

        // Nobody settled anything.
        Assert.Equal((0L, 0L, 0L), Figure(view, "n", "settled"));
        Assert.DoesNotContain(Of(view, "n"), figure => figure.Code == "gains");
    }

    [Fact]
    public void What_was_settled_has_the_sound_bounds()
    {
        // 100 paid for 80 on a pirate and 120 on a clean site: 0 to 80, by proportion 40.
        var view = KnowledgeWorlds.View(new WorldText()
            .Placement("1", "2026-10-30", "n", "a", "p.example", 80)
            .Placement("2", "2026-10-30", "n", "a", "c.example", 120)
            .Settlement("s", "n", "a", "2026-10-29", 100)
            .Black("p.example", "2026-01-01"));
        Assert.Equal((400_000L, 0L, 800_000L), Figure(view, "n", "settled"));
    }

    [Fact]
    public void Gains_are_the_margin_that_settlements_show_less_what_is_owed()
    {
        // 300 received, 200 accrued and 100 paid, all on a pirate: 200 kept, of which 100 are still owed.
        var view = KnowledgeWorlds.View(new WorldText()
            .Placement("1", "2026-10-30", "n", "a", "p.example", 200, advertiser: "v")
            .Settlement("s", "v", "n", "2026-10-29", 300)
            .Settlement("t", "n", "a", "2026-10-29", 100)
            .Black("p.example", "2026-01-01"));
        Assert.Equal((2_000_000L, 1_000_000L, 2_000_000L), Figure(view, "n", "gains"));
    }

    [Fact]
    public void Intervals_hold_their_value_on_random_worlds() => CsCheck.Check.Sample(RandomWorlds.Overlapping, world =>
    {
        var view = KnowledgeWorlds.View(world.World, cut: world.Cut);
        foreach (var figure in StatutePanel.Run(view).SelectMany(figures => figures))
        {
            Assert.True(figure.Low <= figure.Value && figure.Value <= figure.High && figure.Low >= 0, figure.ToString());
        }
    }, iter: 200, threads: 1);

    private static (long, long, long) Figure(KnowledgeView view, string party, string code)
    {
        var figure = Of(view, party).Single(one => one.Code == code);
        return (figure.Value, figure.Low, figure.High);
    }

    private static IReadOnlyList<StatuteFigure> Of(KnowledgeView view, string party) =>
        StatutePanel.Run(view)[view.Judged.ToList().IndexOf(view.Party(party))];
}
