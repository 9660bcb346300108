using CsCheck;
using Graph.Analysis.Evaluation.Controls;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Controls;

public sealed class NoticeDatesTests
{
    private static readonly Gen<(KnowledgeRecords Records, ulong Seed)> Cases =
        from world in RandomKnowledge.Worlds
        from seed in Gen.ULong[0, 1_000]
        select (WorldKnowledge.Of(world.World, WorldRecords.Of(world.World, world.Cut), world.Cut), seed);

    private static DateOnly Day(DateTime time) => DateOnly.FromDateTime(time.AddHours(8));

    private static DateOnly? FirstAccrual(KnowledgeRecords records, int party) => records.Resellers
        .Where(span => span.Network == party || span.Reseller == party).Select(span => (DateOnly?)span.First).Min();

    [Fact]
    public void Delays_stay_and_what_lies_beyond_t_has_not_happened() => Cases.Sample(c =>
    {
        var (records, seed) = c;
        var redrawn = NoticeDates.Redraw(records, seed);
        Assert.Equal(records.Notices.Count, redrawn.Notices.Count);
        foreach (var notice in redrawn.Notices)
        {
            var before = records.Notices.Single(n => n.Origin == notice.Origin);
            var moved = notice.SentAt - before.SentAt;
            Assert.Equal(before.Deadline?.AddDays(moved.Days), notice.Deadline);
            Assert.Equal(Visible(before.DeliveredAt + moved, records), notice.DeliveredAt);
            Assert.Equal(Visible(before.RespondedAt + moved, records), notice.RespondedAt);
            Assert.True(notice.RespondedAt is not null || before.RespondedAt is null || notice.Response is null);
            Assert.Equal(TimeSpan.Zero, moved - TimeSpan.FromDays(moved.Days));
            Assert.InRange(Day(notice.SentAt), DateOnly.MinValue, records.Cut.AsOf);
        }
    }, iter: 60, threads: 1);

    private static DateTime? Visible(DateTime? time, KnowledgeRecords records) => time is { } at && Day(at) <= records.Cut.AsOf ? at : null;

    [Fact]
    public void Every_notice_keeps_its_party_site_and_account() => Cases.Sample(c =>
    {
        var redrawn = NoticeDates.Redraw(c.Records, c.Seed);
        var before = Links(c.Records).OrderBy(link => link.Id, StringComparer.Ordinal);
        Assert.Equal(before, Links(redrawn).OrderBy(link => link.Id, StringComparer.Ordinal));
        Assert.Equal(
            redrawn.Notices.OrderBy(n => n.NetworkId.Text, StringComparer.Ordinal).ThenBy(n => n.SentAt).Select(n => n.NoticeId),
            redrawn.Notices.Select(n => n.NoticeId));
        Assert.Same(c.Records.Placements, redrawn.Placements);
    }, iter: 60, threads: 1);

    private static IEnumerable<(string Id, int Party, int Site, int Account)> Links(KnowledgeRecords records) =>
        records.Notices.Select((n, i) => (n.NoticeId, records.NoticeParties[i], records.NoticeSites[i], records.NoticeAccounts[i]));

    [Fact]
    public void Days_are_drawn_evenly_between_the_first_accrual_and_t()
    {
        var world = new WorldText()
            .Placement("1", "2026-10-01", "n1", "a", "x.example", 10)
            .Placement("2", "2026-10-10", "n1", "a", "x.example", 10)
            .Notice("w1", "n1", "x.example", "2026-10-09T10:00:00", deliveredAt: "2026-10-09T12:00:00");
        var cut = new AsOfCut(new DateOnly(2026, 10, 10), null, 12);
        var records = WorldKnowledge.Of(world, WorldRecords.Of(world, cut), cut);
        Assert.Equal(new DateOnly(2026, 10, 1), FirstAccrual(records, records.NoticeParties[0]));
        var days = Enumerable.Range(0, 2_000).Select(seed => Day(NoticeDates.Redraw(records, (ulong)seed).Notices[0].SentAt)).GroupBy(day => day).ToArray();
        Assert.Equal(10, days.Length);
        Assert.All(days, day => Assert.InRange(day.Count(), 150, 250));
        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 10)), (days.Min(d => d.Key), days.Max(d => d.Key)));
    }
}
