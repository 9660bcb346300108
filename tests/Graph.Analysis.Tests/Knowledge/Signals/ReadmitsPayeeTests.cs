using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class ReadmitsPayeeTests
{
    // One payee, four domains in a row; three of them are listed shortly before the party lets them go. Reasons to look out from 21 April
    // (the day after the first listing) to 29 October (60 days after the last cut-off, 30 August): 192 days without a gap, of 245 since 1 March.
    // Usual rate: (0 + 0.2)/(53 + 365), 0.092 predicted; the market, where nobody else is known, predicts one of twenty of the 3 chances: 0.15, which is more.
    // After the cut-offs alone there are the same three chances.
    private static WorldText Hops(string second = "a1", string third = "a1") => new WorldText().Ending()
        .Weekly("n1", "a1", "s1.example", 100, "2026-03-01", "2026-04-26").Black("s1.example", "2026-04-20")
        .Weekly("n1", second, "s2.example", 100, "2026-05-03", "2026-06-28").Black("s2.example", "2026-06-22")
        .Weekly("n1", third, "s3.example", 100, "2026-07-05", "2026-08-30").Black("s3.example", "2026-08-24")
        .Weekly("n1", "a1", "s4.example", 100, "2026-09-06", ToldWorlds.AsOf);

    private static SignalFinding Find(WorldText world, string party = "n1") => ToldWorlds.Find(ReadmitsPayee.Definition, world, party);

    [Fact]
    public void A_payee_that_keeps_coming_back_fires()
    {
        var found = Find(Hops());
        const double Predicted = 3 * 0.05;
        Assert.Equal(SignalState.Fired, found.State);
        Assert.Equal(3.0 - Predicted, found.Statistic, 1e-12);
        Assert.Equal(Math.Sqrt(Predicted), found.StandardError, 1e-12);

        // Doubled: P(X ≥ 3) = 1 − e^−λ(1 + λ + λ²/2); three looks of twelve weeks in 245 days.
        var p = 2.0 * (1.0 - (Math.Exp(-Predicted) * (1.0 + Predicted + (Predicted * Predicted / 2.0))));
        Assert.Equal(p, found.PValue, 1e-12);
        Assert.Equal(3.0 * p, found.AdjustedPValue, 1e-12);
        Assert.Equal(1.0 - (Predicted / 3.0), found.Weight, 1e-12);
        Assert.Equal(WorldText.Day("2026-05-03"), found.Since);

        // 9 + 9 + 9 Sundays on the successors.
        Assert.Equal(2_700 * 10_000L, found.Amount);
        Assert.Equal("2", found.Facts["listed_since"]);
    }

    [Fact]
    public void One_return_is_no_pattern()
    {
        var world = new WorldText().Ending().Weekly("n1", "a1", "s1.example", 100, "2026-03-01", "2026-04-26").Black("s1.example", "2026-04-20")
            .Weekly("n1", "a1", "s2.example", 100, "2026-05-03", ToldWorlds.AsOf);
        var found = Find(world);
        Assert.Equal(SignalState.Quiet, found.State);
        Assert.Equal("1", found.Facts["successions"]);
        Assert.Empty(found.Rows);
    }

    [Fact]
    public void Another_account_of_the_same_legal_person_is_the_same_payee()
    {
        var strangers = Find(Hops("a2", "a3"));
        Assert.Equal(SignalState.Quiet, strangers.State);
        var same = Hops("a2", "a3").Party("a1", PartyKind.Account, legalId: "L").Party("a2", PartyKind.Account, legalId: "L").Party("a3", PartyKind.Account, legalId: "L");
        Assert.Equal(3, (int)Math.Ceiling(Find(same).Statistic));
        Assert.Equal(SignalState.Fired, Find(same).State);
    }

    [Fact]
    public void Accounts_behind_which_one_payee_stands_are_one_owner_unless_it_serves_many()
    {
        WorldText Paying(int accounts)
        {
            var world = Hops("a2", "a3");
            for (var i = 1; i <= accounts; i++)
            {
                world.Settlement($"z{i}", $"a{i}", "hidden", "2026-08-01", 10);
            }

            // More accounts that have been paid for a listed site, on days without a reason to look out.
            return accounts > 3 ? world.Weekly("n2", "a4", "s1.example", 1, "2026-03-01", "2026-03-01").Weekly("n2", "a5", "s1.example", 1, "2026-03-01", "2026-03-01") : world;
        }

        Assert.Equal(SignalState.Fired, Find(Paying(3)).State);
        Assert.Equal(SignalState.Quiet, Find(Paying(5)).State);
        var view = KnowledgeWorlds.View(Paying(3));
        var owners = new PayeeOwners(view);
        Assert.Equal(owners.Of(view.Party("a1")), owners.Of(view.Party("a3")));
        Assert.NotEqual(owners.Of(view.Party("a1")), owners.Of(view.Party("n1")));
    }

    [Fact]
    public void An_agency_brings_new_domains_all_the_time()
    {
        // A domain a month, one of them listed in June: five of the new ones fall in the 60 days after.
        var world = new WorldText().Ending().Weekly("n1", "agency", "bad.example", 100, "2026-02-01", "2026-06-28").Black("bad.example", "2026-06-22");
        foreach (var (month, i) in new[] { "02", "03", "04", "05", "07", "08" }.Select((month, i) => (month, i)))
        {
            world.Weekly("n1", "agency", $"c{i}.example", 100, $"2026-{month}-08", ToldWorlds.AsOf);
        }

        world.Weekly("n1", "agency", "c6.example", 100, "2026-07-20", ToldWorlds.AsOf).Weekly("n1", "agency", "c7.example", 100, "2026-08-10", ToldWorlds.AsOf)
            .Weekly("n1", "agency", "c8.example", 100, "2026-08-20", ToldWorlds.AsOf);
        var found = Find(world);
        Assert.Equal("5", found.Facts["successions"]);
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["agency"], found.Holding());

        // 9 new sites in 273 days; 66 days alerted (23 June to 27 August, which is 28 June + 60).
        Assert.Equal(9.0 / 273.0 * 66.0, double.Parse(found.Test("agency").Facts["expected"], System.Globalization.CultureInfo.InvariantCulture), 1e-3);
    }

    [Fact]
    public void A_cleared_domain_is_no_successor()
    {
        var world = Hops().White("s2.example", "2026-05-01").White("s3.example", "2026-07-01");
        var found = Find(world);
        Assert.Equal(SignalState.Quiet, found.State);
        Assert.Equal("2", found.Test("cleared").Facts["sites"]);
    }

    [Fact]
    public void Returns_that_follow_notices_date_from_the_first_of_them()
    {
        // Without notices the first return counts, 3 May. Notices about s2 and s3 arrive before the returns of 5 July and 6 September: two in 120 days, where
        // one in the other 125 predicts (1 + 0.2)/(125 + 365)·120 = 0.294; the chance of two is 0.035.
        Assert.Equal(WorldText.Day("2026-05-03"), Find(Hops()).Since);
        var world = Hops().Notice("k1", "n1", "s2.example", "2026-06-28", "2026-06-30").Notice("k2", "n1", "s3.example", "2026-08-30", "2026-09-01");
        Assert.Equal(WorldText.Day("2026-07-05"), Find(world).Since);
    }

    [Fact]
    public void What_the_whole_market_does_is_no_habit_of_one()
    {
        // The same three returns; six other networks take every new domain of the payee as well: (6·1 + 0.25)/(6 + 5) of 3 chances are predicted.
        var world = Hops();
        for (var other = 0; other < 6; other++)
        {
            foreach (var row in world.Placements.Where(row => row.Network == "n1").ToList())
            {
                world.Placement($"{row.Id}-{other}", ToldWorlds.Text(row.Date), $"m{other}", row.Account, row.Host, row.Gross);
            }
        }

        var found = Find(world);
        Assert.Equal(SignalState.Quiet, found.State);
        Assert.Equal(3.0 - (3.0 * 6.25 / 11.0), found.Statistic, 1e-12);
    }

    [Fact]
    public void A_party_without_bad_payees_has_no_chance_to_return()
    {
        var found = Find(Hops(), "other");
        Assert.Equal(SignalState.Quiet, found.State);
        Assert.True(double.IsNaN(found.PValue));
        Assert.Equal(0.0, found.Statistic);
    }
}
