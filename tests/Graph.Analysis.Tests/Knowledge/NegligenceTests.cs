using Graph.Analysis.Knowledge;
using Graph.Analysis.Tests.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge;

public sealed class NegligenceTests
{
    [Fact]
    public void Slow_to_all_is_slow_and_even()
    {
        // Told on 5 July of three sites: last accruals 28, 42 and 56 days later. Mean 42, standard deviation 14.
        var world = new WorldText().Ending();
        foreach (var (site, last) in new[] { ("b1.example", "2026-08-02"), ("b2.example", "2026-08-16"), ("b3.example", "2026-08-30") })
        {
            world.Weekly("n1", "a1", site, 10, "2026-05-03", last).Notice("k" + site, "n1", site, "2026-07-03", "2026-07-05");
        }

        var values = Run(world, "n1");
        Assert.Equal(42.0, values["negligence_slowness"], 1e-9);
        Assert.Equal(14.0 / 42.0, values["negligence_slowness_variation"], 1e-9);
        Assert.Equal(1.0, values["negligence_fixed_share"]);
        Assert.Equal(0.0, values["negligence_prompt_share"]);
        Assert.Equal(1.0, values["negligence_unanswered"]);
    }

    [Fact]
    public void Answers_are_counted_once_due_and_rebuttals_where_a_white_entry_stands()
    {
        var world = new WorldText().Ending()
            .Weekly("n1", "a1", "b1.example", 10, "2026-05-03", "2026-07-12").Weekly("n1", "a1", "b2.example", 10, "2026-05-03", ToldWorlds.AsOf)
            .Notice("k1", "n1", "b1.example", "2026-07-03", "2026-07-05", respondedAt: "2026-07-10", response: NoticeResponse.Removed)
            .Notice("k2", "n1", "b2.example", "2026-07-03", "2026-07-05", respondedAt: "2026-07-10", response: NoticeResponse.Refused)
            .Notice("k3", "n1", "b1.example", "2026-10-28", "2026-10-30")
            .Notice("k4", "n1", "b1.example", "2026-08-28")
            .White("b2.example", "2026-07-20");
        var values = Run(world, "n1");
        Assert.Equal(0.5, values["negligence_answered_removed"]);
        Assert.Equal(0.5, values["negligence_answered_refused"]);
        Assert.Equal(0.0, values["negligence_answered_partial"]);
        Assert.Equal(0.0, values["negligence_unanswered"]);
        Assert.Equal(0.5, values["negligence_rebutted"]);
        Assert.Equal(1.0, values["negligence_prompt_share"]);
        Assert.Equal(7.0, values["negligence_slowness"], 1e-9);
    }

    [Fact]
    public void Who_was_told_nothing_has_no_values() =>
        Assert.All(Run(new WorldText().Ending(), "other").Values, value => Assert.True(double.IsNaN(value)));

    private static Dictionary<string, double> Run(WorldText world, string party)
    {
        var view = KnowledgeWorlds.View(world);
        var row = view.Judged.Select((judged, i) => (judged, i)).Single(entry => entry.judged == view.Party(party)).i;
        var values = Negligence.Run(view, CancellationToken.None)[row];
        return Negligence.Features.Select((feature, i) => (feature.Name, Value: values[i])).ToDictionary(entry => entry.Name, entry => entry.Value);
    }
}
