using Graph.Model.Records;
using Graph.Model.Stores;
using Xunit;

namespace Graph.Model.Tests.Stores;

public sealed class PublishedRunTests
{
    private static readonly PublishedScore Score = new(
        1, "net-1", "K2", "refer", 0.5, 0.4, 0.6, 0.25, new Money(100), new Money(90), new Money(110), 0.2, 0.3, 0.1, 0.05, new Money(80), 3, ["exposed", "S1"]);

    private static readonly PublishedTarget Target = new(
        1, "account", "acc-1", "acc-1", null, "freeze", 1.5m, new Money(70), new Money(70), 0.7, new Money(60), new Money(80), new Money(50), new Money(1), 1, 1);

    private static readonly PublishedFinding Finding = new(
        1, "S1", "net-1", 1.25, "ratio >= 0.2", 0.9, new Money(5), new DateOnly(2026, 10, 1), "It went on.", "仍在投放。", ["slow does not hold: no"],
        [new CitedRow(new RowOrigin(2, 7), "placements.csv")], 3, "aa", "bb");

    private static readonly PublishedRun Run = new()
    {
        Program = "adchain 1.0.0",
        AsOf = new DateOnly(2026, 11, 22),
        WindowFrom = new DateOnly(2026, 8, 31),
        WindowWeeks = 12,
        Basis = "paid",
        Options = ["alpha=0.1", "budget=10"],
        Scores = [Score],
        Targets = [Target],
        Findings = [Finding],
    };

    [Fact]
    public void The_id_is_made_from_the_content_alone()
    {
        Assert.Matches("^2026-11-22-[0-9a-f]{12}$", Run.MakeId());
        Assert.Equal(Run.MakeId(), (Run with { Options = [.. Run.Options], Scores = [Score with { Reasons = ["exposed", "S1"] }] }).MakeId());
        PublishedRun[] others =
        [
            Run with { Program = "adchain 1.0.1" },
            Run with { KnownAt = new DateTime(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc) },
            Run with { Options = ["alpha=0.1", "budget=11"] },
            Run with { Scores = null },
            Run with { Targets = null },
            Run with { Targets = [] },
            Run with { Findings = [] },
            Run with { Scores = [Score with { Probability = Math.BitIncrement(0.5) }] },
            Run with { Scores = [Score with { Exposure = new Money(101) }] },
            Run with { Targets = [Target with { NetOfRecapture = null }] },
            Run with { Findings = [Finding with { Rows = [new CitedRow(new RowOrigin(2, 8), "placements.csv")] }] },
        ];
        Assert.Equal(others.Length + 1, others.Append(Run).Select(run => run.MakeId()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_comparison_tells_what_came_what_went_and_what_changed()
    {
        var after = Run with
        {
            Scores = [Score with { Tier = "K3" }, Score with { Party = "net-2", Place = 2 }],
            Targets = [Target with { Id = "acc-2", Party = "acc-2" }, Target with { Rank = 2 }],
            Findings = [Finding, Finding with { Line = 2 }, Finding with { Line = 3, Party = "net-2" }],
        };
        var changes = RunComparison.Between(Run, after);
        Assert.Equal([("net-1", "K2", "K3"), ("net-2", null, "K2")], changes.Scores.Select(s => (s.Party, s.Before?.Tier, s.After?.Tier)));
        Assert.Equal([("acc-2", null, 1), ("acc-1", 1, 2)], changes.Targets.Select(t => (t.Id, t.Before?.Rank, t.After?.Rank)));
        Assert.Equal([new FindingMove("net-1", "S1", 1, 2), new FindingMove("net-2", "S1", 0, 1)], changes.Findings);
        var same = RunComparison.Between(Run, Run with { Options = [] });
        Assert.Empty(same.Scores);
        Assert.Empty(same.Targets);
        Assert.Empty(same.Findings);
    }

    [Fact]
    public void Nothing_is_said_of_what_one_run_did_not_look_at()
    {
        var changes = RunComparison.Between(Run with { Scores = null, Findings = [] }, Run with { Targets = null });
        Assert.Empty(changes.Scores);
        Assert.Empty(changes.Findings);
        Assert.Empty(changes.Targets);
    }
}
