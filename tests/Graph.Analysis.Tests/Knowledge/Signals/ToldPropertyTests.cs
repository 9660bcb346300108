using CsCheck;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class ToldPropertyTests
{
    private static readonly SignalDefinition[] Signals =
        [PaysAfterNotice.Definition, PaysAfterListing.Definition, ReadmitsPayee.Definition, StatementContradicted.Definition, Recidivism.Definition];

    [Fact]
    public void Random_worlds_meet_every_state()
    {
        // Else the properties below would hold of nothing.
        var seen = new HashSet<(SignalId, SignalState)>();
        ToldWorlds.Random.Sample(world =>
        {
            var view = KnowledgeWorlds.View(world);
            foreach (var finding in Signals.SelectMany(signal => signal.Run(view, CancellationToken.None).Findings))
            {
                seen.Add((finding.Signal, finding.State));
            }
        }, iter: 300, threads: 1);
        foreach (var signal in new[] { SignalId.S1, SignalId.S2, SignalId.S7, SignalId.S10 })
        {
            Assert.Contains((signal, SignalState.Fired), seen);
            Assert.Contains((signal, SignalState.Explained), seen);
        }
    }

    [Fact]
    public void More_accrual_after_a_delivered_notice_never_lowers_S1() =>
        Gen.Select(ToldWorlds.Random, Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 170], Gen.Int[1, 2_000]).Sample((world, network, account, site, day, gross) =>
        {
            var before = ToldWorlds.Find(PaysAfterNotice.Definition, world.Weekly($"n{network}", "a0", "s0.example", 1, "2026-03-01", "2026-03-01"), $"n{network}");
            var hidBefore = ToldWorlds.Find(HidesBehindIntermediaries.Definition, world, $"n{network}").State == SignalState.Fired;
            var last = world.Notices.Where(notice => notice.Network == $"n{network}" && notice.DeliveredAt is not null).Select(notice => WorldText.Day(notice.DeliveredAt!))
                .DefaultIfEmpty(DateOnly.MaxValue).Max();
            var from = WorldText.Day(ToldWorlds.AsOf).AddDays(-day);
            if (from <= last || before.State == SignalState.NotAssessable)
            {
                return;
            }

            world.Placement("more", ToldWorlds.Text(from), $"n{network}", account == 4 ? null : $"a{account}", $"s{site}.example", gross);
            var after = ToldWorlds.Find(PaysAfterNotice.Definition, world, $"n{network}");
            Assert.True(after.Statistic >= before.Statistic - 1e-12, $"{before.Statistic} became {after.Statistic}");
            Assert.True(after.Amount >= before.Amount || before.State != SignalState.Fired);
            // Slowness is no excuse while S5 fires. A row on another site can end S5, and with it what ruled the excuse out.
            var hidLater = ToldWorlds.Find(HidesBehindIntermediaries.Definition, world, $"n{network}").State == SignalState.Fired;
            Assert.True(after.State == SignalState.Fired || before.State != SignalState.Fired || (hidBefore && !hidLater), $"{before.State} became {after.State}");
        }, iter: 1_000, threads: 1);

    [Fact]
    public void Shifting_all_dates_by_whole_weeks_changes_nothing() => Gen.Select(ToldWorlds.Random, Gen.Int[-60, 60]).Sample((world, weeks) =>
    {
        var (here, there) = (Describe(world), Describe(Shift(world, 7 * weeks)));
        Assert.Equal(here, there);
    }, iter: 150, threads: 1);

    [Fact]
    public void An_unrelated_clean_network_changes_nothing() => ToldWorlds.Random.Sample(world =>
    {
        var before = Describe(world);
        for (var i = 0; i < 4; i++)
        {
            world.Weekly("aa-clean", "aa-account", $"aa{i}.example", 70, "2026-02-01", ToldWorlds.AsOf);
        }

        Assert.Equal(before, Describe(world, except: "aa-clean"));
    }, iter: 150, threads: 1);

    [Fact]
    public void Rows_of_amount_zero_change_nothing() => Gen.Select(ToldWorlds.Random, Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 200]).Sample((world, network, site, day) =>
    {
        world.Weekly($"n{network}", "a0", $"s{site}.example", 1, ToldWorlds.AsOf, ToldWorlds.AsOf).Settlement("y", $"n{network}", "a0", "2026-05-01", 1);
        var before = Describe(world);
        var then = ToldWorlds.Text(WorldText.Day(ToldWorlds.AsOf).AddDays(-day));
        world.Placement("zero", then, $"n{network}", "a0", $"s{site}.example", 0).Settlement("none", $"n{network}", "a0", then, 0);
        Assert.Equal(before, Describe(world));
    }, iter: 150, threads: 1);

    private static string Describe(WorldText world, string except = "")
    {
        var view = KnowledgeWorlds.View(world);
        var parties = view.Flow.Graph.Parties;
        var lines = Signals.SelectMany(signal => signal.Run(view, CancellationToken.None).Findings)
            .Where(finding => parties[finding.Party].Id != except)
            .Select(finding => string.Join(' ', parties[finding.Party].Id, finding.Signal, finding.State, finding.Statistic, finding.StandardError, finding.PValue,
                finding.AdjustedPValue, finding.Weight, finding.Amount, Ago(view, finding.Since), finding.RowsInAll, string.Join('|', finding.Rows.Select(view.Place)),
                string.Join('|', finding.Innocent.Select(test => test.Code + test.Holds)), string.Join('|', finding.Measures), finding.Reason));
        var negligence = Negligence.Run(view, CancellationToken.None).Select((values, i) => (Party: parties[view.Judged[i]].Id, values))
            .Where(row => row.Party != except).Select(row => row.Party + string.Join('|', row.values));
        return string.Join('\n', lines.Concat(negligence));
    }

    private static int? Ago(KnowledgeView view, DateOnly? day) => view.AsOf.DayNumber - day?.DayNumber;

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
