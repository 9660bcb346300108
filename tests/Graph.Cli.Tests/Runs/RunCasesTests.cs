using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Model;
using Graph.Testing.Oracle;

namespace Graph.Cli.Tests.Runs;

public sealed class RunCasesTests
{
    private static readonly KnowledgeView View = KnowledgeWorlds.View(CaseWorld.World());

    private static KnowledgeResult Result { get; } = CaseWorld.Judged(KnowledgeAnalysis.Run(View, SignalCatalog.All, null, new NamingOptions(), CancellationToken.None));

    [Fact]
    public void CasesComeByTierThenProbability()
    {
        var cases = RunCases.Of(View, Result, CancellationToken.None);
        var expected = Result.Parties.Where(party => party.Verdict.Tier > Tier.K0 || party.NamedByModel)
            .OrderByDescending(party => party.Verdict.Tier).ThenByDescending(party => party.Score!.Probability).Select(party => View.Flow.Graph.Parties[party.Party].Id);
        Assert.Equal(expected, cases.Select(each => each.NetworkId));
        Assert.Equal(CaseWorld.GoesOn, cases[0].NetworkId);
    }

    [Fact]
    public void ContributionsAddUpToTheRawScore()
    {
        foreach (var score in RunCases.Of(View, Result, CancellationToken.None).Select(each => each.Score!))
        {
            Assert.Equal(score.Raw, score.Base + score.Parts.Sum(part => part.LogOdds) + score.Rest, 1e-9);
            Assert.Equal(CaseDocument.MaxContributions, score.Parts.Count);
        }
    }

    [Fact]
    public void TimelineSplitsEveryYuanByWhatWasKnownThen()
    {
        var timeline = new RunTimelines(View).Of(View.Party(CaseWorld.GoesOn));
        var world = CaseWorld.World();
        var rows = world.Placements.Where(row => row.Network == CaseWorld.GoesOn && row.Host.StartsWith("pirate", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Units(rows.Sum(row => row.Gross)), timeline.Weeks.Sum(week => week.Told.Units + week.Listed.Units + week.Before.Units) + timeline.Earlier.Units);
        var told = rows.Where(row => row.Date > (row.Host == "pirate-1.example" ? new DateOnly(2026, 8, 12) : row.Host == "pirate-2.example" ? new DateOnly(2026, 9, 16) : DateOnly.MaxValue));
        Assert.Equal(Units(told.Sum(row => row.Gross)), timeline.Weeks.Sum(week => week.Told.Units));
        var listedOnly = rows.Where(row => row.Host == "pirate-1.example" ? row.Date >= new DateOnly(2026, 8, 1) && row.Date <= new DateOnly(2026, 8, 12)
            : row.Host == "pirate-2.example" ? row.Date >= new DateOnly(2026, 7, 15) && row.Date <= new DateOnly(2026, 9, 16) : row.Date >= new DateOnly(2026, 11, 10));
        Assert.Equal(Units(listedOnly.Sum(row => row.Gross)), timeline.Weeks.Sum(week => week.Listed.Units));
        Assert.Equal(Units(world.Settlements.Where(row => row.Payer == CaseWorld.GoesOn).Sum(row => row.Amount)), timeline.Weeks.Sum(week => week.Paid.Units));
    }

    [Fact]
    public void TimelineTellsDaysInChinaAndEndsOnTheAsOfDate()
    {
        var world = CaseWorld.World();
        world.Notice("n-late", CaseWorld.Untold, "pirate-2.example", "2026-11-01T18:00:00Z", "2026-11-02T15:59:00Z");
        var view = KnowledgeWorlds.View(world);
        var timeline = new RunTimelines(view).Of(view.Party(CaseWorld.Untold));
        var notice = Assert.Single(timeline.Notices);
        Assert.Equal(("2026-11-02", "2026-11-02"), (notice.Sent, notice.Delivered));
        Assert.Equal(FigureText.Day(view.AsOf.AddDays(-6)), timeline.Weeks[^1].From);
    }

    [Fact]
    public void APartyWithoutTraceHasAnEmptyTimeline()
    {
        var timeline = new RunTimelines(View).Of(View.Party("net-clean"));
        Assert.Equal(new CaseWeek(FigureText.Day(View.AsOf.AddDays(-6)), Money.Zero, Money.Zero, Money.Zero, Money.Zero), Assert.Single(timeline.Weeks));
        Assert.Empty(timeline.Notices);
        Assert.Equal("clean", Assert.Single(timeline.Verdicts).Verdict);
    }

    private static long Units(decimal yuan) => (long)(yuan * Money.UnitsPerYuan);
}
