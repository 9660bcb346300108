using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class PaysAfterListingTests
{
    // As in S1, with 200 yuan a Sunday: 12 Sundays before the entry of 30 August, 8 after its grace period.
    private static WorldText GoesOn(string until = ToldWorlds.AsOf) => new WorldText().Ending().Weekly("n1", "a1", "bad.example", 200, "2026-06-07", until);

    private static SignalFinding Find(WorldText world, string party = "n1") => ToldWorlds.Find(PaysAfterListing.Definition, world, party);

    [Fact]
    public void Going_on_after_a_listing_fires()
    {
        var found = Find(GoesOn().Black("bad.example", "2026-08-30"));
        Assert.Equal(SignalState.Fired, found.State);
        Assert.Equal(1.0, found.Statistic, 1e-12);
        Assert.Equal(1600 * 10_000L, found.Amount);
        Assert.Equal(WorldText.Day("2026-09-13"), found.Since);
    }

    [Fact]
    public void An_entry_counts_from_the_day_it_was_recorded()
    {
        // Recorded on 4 October: grace until 11 October, then 3 Sundays.
        var found = Find(GoesOn().Black("bad.example", "2026-01-01", recordedAt: "2026-10-04"));
        Assert.Equal(600 * 10_000L, found.Amount);
        Assert.Equal(SignalState.Quiet, found.State);
    }

    [Fact]
    public void Who_stops_in_time_is_quiet()
    {
        var found = Find(GoesOn(until: "2026-09-06").Black("bad.example", "2026-08-30"));
        Assert.Equal(SignalState.Quiet, found.State);
        Assert.Equal(0.0, found.Statistic);
    }

    [Fact]
    public void Beginning_after_the_listing_has_no_rate_before()
    {
        var found = Find(GoesOn().Black("bad.example", "2026-01-01"));
        Assert.Equal(10.0, found.Statistic);
        Assert.True(double.IsNaN(found.StandardError));
        Assert.Equal(1.0, found.Measures[6]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_withdrawn_entry_is_innocent(bool white)
    {
        var world = white ? GoesOn().Black("bad.example", "2026-08-30").White("bad.example", "2026-10-01") : GoesOn().Black("bad.example", "2026-08-30", "2026-10-01");
        var found = Find(world);
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["withdrawn"], found.Holding());
        Assert.Equal(0.0, found.Statistic);
    }

    [Fact]
    public void A_young_list_is_innocent()
    {
        // Listed on 15 October with 300 yuan each day before: what has accrued since lies in the grace period or within 21 days.
        var world = new WorldText().Ending().Weekly("n1", "a1", "bad.example", 2_000, "2026-06-07", ToldWorlds.AsOf).Black("bad.example", "2026-10-15");
        Assert.Equal(["young_list"], Find(world).Holding());
        Assert.Equal(SignalState.Explained, Find(world).State);
    }

    [Fact]
    public void Small_change_does_not_fire()
    {
        var found = Find(new WorldText().Ending().Weekly("n1", "a1", "bad.example", 100, "2026-06-07", ToldWorlds.AsOf).Black("bad.example", "2026-08-30"));
        Assert.Equal(1.0, found.Statistic, 1e-12);
        Assert.Equal(SignalState.Quiet, found.State);
    }

    [Fact]
    public void Weak_entries_and_other_sites_say_nothing()
    {
        Assert.Equal(SignalState.Quiet, Find(GoesOn().Black("bad.example", "2026-08-30", confidence: 49)).State);
        Assert.Equal(0.0, Find(GoesOn().Black("bad.example", "2026-08-30"), "other").Statistic);
    }

    [Fact]
    public void Without_lists_it_cannot_be_assessed()
    {
        var found = Find(GoesOn());
        Assert.Equal(SignalState.NotAssessable, found.State);
        Assert.Equal([RecordType.Lists], found.Missing);
    }
}
