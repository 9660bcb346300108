using CsCheck;
using Graph.Analysis.Knowledge.Signals;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class MultipleLooksTests
{
    [Fact]
    public void A_case_by_hand() =>
        // 0.01·4/1, 0.02·4/2, 0.03·4/3, 0.5·4/4: the smallest of each and of those above.
        Assert.Equal([0.04, double.NaN, 0.5, 0.04, 0.04], MultipleLooks.BenjaminiHochberg([0.01, double.NaN, 0.5, 0.03, 0.02]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Rejects_what_the_step_up_rule_rejects() =>
        Gen.Select(Gen.Double[0, 0.2].Array[1, 20], Gen.Double[0.001, 0.2]).Sample((p, level) =>
        {
            // The rule as it was published: the largest i with p(i) <= i/m · level; all up to it are rejected.
            var sorted = p.Order().ToArray();
            if (Enumerable.Range(1, p.Length).Any(i => Math.Abs(sorted[i - 1] - (level * i / p.Length)) <= 1e-12))
            {
                return; // On the border rounding decides, and it may decide differently on the two ways.
            }

            var last = Enumerable.Range(1, p.Length).Where(i => sorted[i - 1] <= level * i / p.Length).DefaultIfEmpty(0).Max();
            var adjusted = MultipleLooks.BenjaminiHochberg(p);
            Assert.Equal(p.Select(value => last > 0 && value <= sorted[last - 1]), adjusted.Select(value => value <= level));
        });

    [Fact]
    public void Looks_are_the_disjoint_windows_since_the_first_marked_accrual()
    {
        var world = new WorldText().Ending().Black("s.example", "2026-01-04")
            .Weekly("n", "a", "s.example", 10, "2026-08-16", ToldWorlds.AsOf) // 78 days: one window of 84
            .Weekly("m", "b", "s.example", 10, "2026-08-09", "2026-08-09"); // 85 days: two
        var view = KnowledgeWorlds.View(world);
        Assert.Equal(1, MultipleLooks.Looks(view, view.Party("n")));
        Assert.Equal(2, MultipleLooks.Looks(view, view.Party("m")));
        Assert.Equal(1, MultipleLooks.Looks(view, view.Party("other")));
    }

    [Fact]
    public void Who_never_met_a_listed_site_is_not_counted()
    {
        var world = new WorldText().Ending().Black("s.example", "2026-01-04").Weekly("n", "a", "s.example", 10, "2026-08-16", ToldWorlds.AsOf);
        var view = KnowledgeWorlds.View(world);
        var adjusted = MultipleLooks.Adjust(view, [view.Party("n"), view.Party("other")], [0.006, 1.0]);
        Assert.Equal(0.006, adjusted[0], 1e-15);
        Assert.True(double.IsNaN(adjusted[1]));
    }
}
