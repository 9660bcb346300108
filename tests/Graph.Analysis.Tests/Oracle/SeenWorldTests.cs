using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Oracle;

/// <summary>What a cut sees, on cases decided by hand.</summary>
public sealed class SeenWorldTests
{
    private static readonly AsOfCut Cut = new(new DateOnly(2026, 10, 25), null, 12);

    private static decimal? Gross(WorldText world) => new SeenWorld(world, Cut).Placements.SingleOrDefault()?.Row.Gross;

    [Fact]
    public void A_content_that_comes_back_is_a_duplicate_and_changes_nothing()
    {
        var world = new WorldText().Placement("p", "2026-10-01", "n", "a", "s.example", 1m)
            .Placement("p", "2026-10-01", "n", "a", "s.example", 2m).Placement("p", "2026-10-01", "n", "a", "s.example", 1.0m);
        Assert.Equal(2m, Gross(world));
    }

    [Fact]
    public void A_version_known_too_late_leaves_the_older_one() => Assert.Equal(1m, Gross(new WorldText()
        .Placement("p", "2026-10-01", "n", "a", "s.example", 1m).Placement("p", "2026-10-01", "n", "a", "s.example", 2m, recordedAt: "2026-10-25T16:00:00Z")));

    [Fact]
    public void A_version_known_on_the_last_second_counts() => Assert.Equal(2m, Gross(new WorldText()
        .Placement("p", "2026-10-01", "n", "a", "s.example", 1m).Placement("p", "2026-10-01", "n", "a", "s.example", 2m, recordedAt: "2026-10-25T15:59:59Z")));

    [Fact]
    public void A_key_whose_newest_known_version_is_dated_later_is_not_seen() => Assert.Null(Gross(new WorldText()
        .Placement("p", "2026-10-01", "n", "a", "s.example", 1m).Placement("p", "2026-11-01", "n", "a", "s.example", 1m, recordedAt: "2026-10-20")));

    [Fact]
    public void A_later_dated_version_without_recorded_at_is_not_known_yet() => Assert.Equal(1m, Gross(new WorldText()
        .Placement("p", "2026-10-01", "n", "a", "s.example", 1m).Placement("p", "2026-11-01", "n", "a", "s.example", 1m)));

    [Fact]
    public void The_window_has_84_days()
    {
        var seen = new SeenWorld(new WorldText(), Cut);
        Assert.False(seen.InWindow(new DateOnly(2026, 8, 2)));
        Assert.True(seen.InWindow(new DateOnly(2026, 8, 3)));
        Assert.True(seen.InWindow(new DateOnly(2026, 10, 25)));
        Assert.False(seen.InWindow(new DateOnly(2026, 10, 26)));
        Assert.Equal(Cut.WindowFrom, new DateOnly(2026, 8, 3));
    }

    [Fact]
    public void A_world_survives_its_files()
    {
        var world = new WorldText().Placement("p", "2026-10-01", "n", null, "s.example", 1.25m, reseller: "r", recordedAt: "2026-10-02")
            .Settlement("s", "n", "r", "2026-10-03", -2m, "reversed").Line("s", "p", -2m).Party("n", PartyKind.Network, "N")
            .Black("s.example", "2026-01-01", "2026-02-01", 37.5m).White("s.example", "2026-01-01").Rate("USD", "2026-01-01", 7.1m)
            .Action(TargetKind.Relationship, "ask", 2m, 0.5m, "n>r");
        var folder = Directory.CreateTempSubdirectory("adchain-world-").FullName;
        try
        {
            world.WriteTo(folder);
            Assert.Equal(world.ToString(), WorldText.Load(folder).ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
