using CsCheck;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class ConductPropertyTests
{
    private static readonly SignalDefinition[] Signals =
    [
        AbnormalPrice.Definition, HidesBehindIntermediaries.Definition, SelectiveCompliance.Definition, StructuredSettlement.Definition,
        TailoredService.Definition,
    ];

    /// <summary>The worlds of the told signals with prices, periods and hidden payees, and a market around them.</summary>
    private static readonly Gen<WorldText> Random = Gen.Select(ToldWorlds.Random, Gen.Int[0, 9_999].Array[3].Array[8]).Select((world, words) => Enrich(world, words));

    public static TheoryData<SignalId> Ids => [.. Signals.Select(signal => signal.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_fires_goes_on_firing_when_nothing_changes_that_bears_on_it(SignalId id)
    {
        var before = Describe(Firing(id));
        Assert.Contains($"n {id} Fired", before, StringComparison.Ordinal);
        Assert.Equal(before, Describe(Shift(Firing(id), -91)));
        Assert.Equal(before, Describe(Firing(id).Placement("zero", "2026-10-25", "n", "a", "p0.example", 0, impressions: 5_000, format: "banner", geo: "cn")
            .Placement("zero2", "2026-10-25", "n", "a", "s.example", 0)));
        Assert.Equal(States(Firing(id)), States(WithClean(Firing(id)), except: "aa-clean"));
    }

    [Fact]
    public void Shifting_all_dates_by_whole_weeks_changes_nothing() => Gen.Select(Random, Gen.Int[-60, 60]).Sample((world, weeks) =>
        Assert.Equal(Describe(world), Describe(Shift(world, 7 * weeks))), iter: 30, threads: 1);

    [Fact]
    public void An_unrelated_clean_network_changes_no_state() => Random.Sample(world =>
    {
        var before = States(world);
        Assert.Equal(before, States(WithClean(world), except: "aa-clean"));
    }, iter: 30, threads: 1);

    [Fact]
    public void Rows_of_amount_zero_change_nothing() => Gen.Select(Random, Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 200]).Sample((world, network, site, day) =>
    {
        world.Weekly($"n{network}", "a0", $"s{site}.example", 1, ToldWorlds.AsOf, ToldWorlds.AsOf).Settlement("y", $"n{network}", "a0", "2026-05-01", 1);
        var before = Describe(world);
        var then = ToldWorlds.Text(WorldText.Day(ToldWorlds.AsOf).AddDays(-day));
        world.Placement("zero", then, $"n{network}", "a0", $"s{site}.example", 0, impressions: 5_000, format: "banner", geo: "cn").Settlement("none", $"n{network}", "a0", then, 0);
        Assert.Equal(before, Describe(world));
    }, iter: 30, threads: 1);

    [Fact]
    public void Cancellation_is_honoured()
    {
        var view = KnowledgeWorlds.View(new WorldText().Ending().Black("s.example", "2026-03-01").Weekly("n", "a", "s.example", 10, "2026-08-16", ToldWorlds.AsOf)
            .Notice("k", "n", "s.example", "2026-08-20", "2026-08-20").Settlement("z", "n", "a", "2026-09-01", 10)
            .Placement("priced", "2026-10-25", "n", "a", "s.example", 10, impressions: 100));
        Assert.All(Signals, signal => Assert.ThrowsAny<OperationCanceledException>(() => signal.Run(view, new CancellationToken(canceled: true))));
    }

    private static WorldText Firing(SignalId id) => id switch
    {
        SignalId.S4 => AbnormalPriceTests.Firing(),
        SignalId.S5 => HidesBehindIntermediariesTests.Firing(),
        SignalId.S6 => SelectiveComplianceTests.Firing(),
        SignalId.S8 => StructuredSettlementTests.Firing(),
        _ => TailoredServiceTests.Firing(),
    };

    private static WorldText WithClean(WorldText world)
    {
        for (var i = 0; i < 4; i++)
        {
            world.Weekly("aa-clean", "aa-account", $"aa{i}.example", 70, "2026-02-01", ToldWorlds.AsOf);
        }

        return world;
    }

    private static WorldText Enrich(WorldText world, int[][] words)
    {
        for (var i = 0; i < world.Placements.Count; i++)
        {
            var r = words[i % words.Length];
            world.Placements[i] = world.Placements[i] with
            {
                Impressions = r[0] % 5 == 0 ? null : 10_000 + (r[1] % 50),
                Format = r[1] % 9 == 0 ? null : "banner",
                Geo = r[2] % 4 == 0 ? null : "cn",
                Relation = r[2] % 3 == 0 ? Model.Records.Relation.Direct : null,
            };
        }

        for (var m = 0; m < 8; m++)
        {
            for (var day = WorldText.Day("2026-08-16"); day <= WorldText.Day(ToldWorlds.AsOf); day = day.AddDays(7))
            {
                world.Placement($"m{world.Placements.Count}", ToldWorlds.Text(day), $"m{m}", $"ma{m}", $"m{m}.example", 90 + m, impressions: 10_000, format: "banner", geo: "cn")
                    .Placement($"m{world.Placements.Count}", ToldWorlds.Text(day), $"m{m}", $"ma{m}", $"s{m % 5}.example", 80 + (5 * m), impressions: 10_000, format: "banner", geo: "cn");
            }
        }

        for (var n = 0; n < 3; n++)
        {
            world.Placement($"own{n}", "2026-10-25", $"n{n}", "own", "own.example", 100 + n, impressions: 10_000, format: "banner", geo: "cn")
                .Placement($"own{n}b", "2026-10-18", $"n{n}", "own", "own.example", 100 + n, impressions: 10_000, format: "banner", geo: "cn")
                .Placement($"own{n}c", "2026-10-11", $"n{n}", "own", "own.example", 100 + n, impressions: 10_000, format: "banner", geo: "cn");
            for (var site = 0; site < 6; site++)
            {
                var last = (words[n][2] + (site * 7)) % 4 == 0 ? ToldWorlds.AsOf : ToldWorlds.Text(WorldText.Day("2026-08-30").AddDays(7 * ((words[n][1] + site) % 5)));
                world.Black($"q{n}{site}.example", "2026-08-23").Weekly($"n{n}", $"qa{n}{site}", $"q{n}{site}.example", 20 << site, "2026-07-26", last);
            }

            for (var part = 0; part < words[n][0] % 5; part++)
            {
                world.Settlement($"split{n}{part}", $"n{n}", $"a{words[n][1] % 4}", ToldWorlds.Text(WorldText.Day("2026-09-01").AddDays(3 * part)), 9_500 - part);
            }
        }

        return world;
    }

    private static string States(WorldText world, string except = "")
    {
        var view = KnowledgeWorlds.View(world);
        var parties = view.Flow.Graph.Parties;
        return string.Join('\n', Signals.SelectMany(signal => signal.Run(view, CancellationToken.None).Findings)
            .Where(finding => parties[finding.Party].Id != except)
            .Select(finding => string.Join(' ', parties[finding.Party].Id, finding.Signal, finding.State, finding.Amount, finding.Since, finding.RowsInAll, finding.Reason,
                string.Join('|', finding.Innocent.Select(test => test.Code + test.Holds)))));
    }

    private static string Describe(WorldText world)
    {
        var view = KnowledgeWorlds.View(world);
        var parties = view.Flow.Graph.Parties;
        return string.Join('\n', Signals.SelectMany(signal => signal.Run(view, CancellationToken.None).Findings)
            .Select(finding => string.Join(' ', parties[finding.Party].Id, finding.Signal, finding.State, finding.Statistic, finding.StandardError, finding.PValue,
                finding.AdjustedPValue, finding.Weight, finding.Amount, view.AsOf.DayNumber - finding.Since?.DayNumber, finding.RowsInAll, string.Join('|', finding.Rows.Select(view.Place)),
                string.Join('|', finding.Innocent.Select(test => test.Code + test.Holds)), string.Join('|', finding.Measures), finding.Reason)));
    }

    private static WorldText Shift(WorldText world, int days)
    {
        var shifted = new WorldText();
        string? Text(string? day) => day is null ? null : ToldWorlds.Text(WorldText.Day(day).AddDays(days));
        shifted.Placements.AddRange(world.Placements.Select(row => row with { Date = row.Date.AddDays(days) }));
        shifted.Settlements.AddRange(world.Settlements.Select(row => row with { Date = row.Date.AddDays(days) }));
        shifted.Lists.AddRange(world.Lists.Select(row => row with { From = row.From.AddDays(days), To = row.To?.AddDays(days), RecordedAt = Text(row.RecordedAt) }));
        shifted.Notices.AddRange(world.Notices.Select(row => row with
        {
            SentAt = Text(row.SentAt)!,
            DeliveredAt = Text(row.DeliveredAt),
            Deadline = row.Deadline?.AddDays(days),
            RespondedAt = Text(row.RespondedAt),
        }));
        shifted.Declarations.AddRange(world.Declarations.Select(row => row with { From = row.From.AddDays(days), To = row.To.AddDays(days) }));
        shifted.Verdicts.AddRange(world.Verdicts.Select(row => row with { DecidedOn = row.DecidedOn.AddDays(days) }));
        shifted.Parties.AddRange(world.Parties.Select(row => row with { OpenedOn = row.OpenedOn?.AddDays(days) }));
        return shifted;
    }
}
