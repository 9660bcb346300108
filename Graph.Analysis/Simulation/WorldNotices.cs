using System.Globalization;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>How the authority finds networks on listed sites, what it sends them and when that arrives; and the rows of it.</summary>
internal static class WorldNotices
{
    private static readonly NoticeType[] Steps =
    [
        NoticeType.Notice, NoticeType.Warning, NoticeType.Interview, NoticeType.RectificationOrder, NoticeType.SelfInspectionOrder, NoticeType.Penalty,
    ];

    private static readonly long SearchSpread = FixedPoint.SigmaQ16(0.6);

    /// <summary>Days from a listing to the first look at a network on it: weeks.</summary>
    public static int SearchDays(ref SeededRandom random) => 7 + (int)Math.Min(150, FixedPoint.Lognormal(ref random, 18, SearchSpread));

    /// <summary>How likely a look finds the network, per million: the larger, the more visible.</summary>
    /// <param name="sizePerMillion">0: the smallest network … 1,000,000: the largest.</param>
    public static int Visibility(int sizePerMillion) => 350_000 + (int)(sizePerMillion * 45L / 100);

    /// <summary>Writes a notice.</summary>
    /// <param name="network">To whom.</param>
    /// <param name="site">About which site.</param>
    /// <param name="step">How often it was followed up before.</param>
    /// <param name="day">When it is sent.</param>
    /// <param name="random">Draws the rest.</param>
    public static SentNotice Send(int network, int site, int step, int day, ref SeededRandom random)
    {
        var type = Steps[Math.Min(step, Steps.Length - 1)];
        var whole = type is NoticeType.Interview or NoticeType.SelfInspectionOrder && random.Chance(600_000);
        var delivered = random.Chance(45_000) ? int.MaxValue : day + (int)(random.Chance(100_000) ? random.Between(8, 28) : random.Between(0, 6));
        int? deadline = random.Chance(850_000) ? Math.Max(day, delivered == int.MaxValue ? day : delivered) + (int)random.Between(8, 18) : null;
        return new SentNotice
        {
            Network = network,
            Site = whole ? -1 : site,
            Type = type,
            Sent = day,
            Second = (int)random.Between(0, 9 * 3_600),
            Delivered = delivered,
            Deadline = deadline,
        };
    }

    /// <summary>The rows, by the time at which they were sent; nothing is dated after the last day.</summary>
    public static IEnumerable<Notice> Rows(WorldPlan plan, WorldCast cast, IReadOnlyList<SentNotice> sent)
    {
        var first = plan.Options.FirstDay;
        var last = (plan.Options.Weeks * 7) - 1;
        var ordered = sent.Where(notice => notice.Sent <= last).OrderBy(notice => notice.Sent).ThenBy(notice => notice.Second).ThenBy(notice => notice.Network).ThenBy(notice => notice.Site);
        var number = 0;
        foreach (var notice in ordered)
        {
            var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Conduct, (1UL << 40) + (ulong)number);
            var at = At(first, notice.Sent, notice.Second);
            var arrived = notice.Delivered <= last;
            var answered = notice.Responded is { } day && day <= last;
            var recorded = at.AddHours(random.Below(60));
            yield return new Notice(
                default, recorded, "n-" + (++number).ToString("D6", CultureInfo.InvariantCulture), cast.Networks[notice.Network],
                notice.Site < 0 ? "" : cast.Sites[notice.Site].Text, notice.Type, at,
                arrived ? At(first, notice.Delivered, notice.Second + 1_800) : null,
                notice.Deadline is { } deadline ? first.AddDays(deadline) : null,
                answered ? At(first, notice.Responded!.Value, notice.Second + 3_600) : null,
                answered ? notice.Response : arrived && notice.Due < last && notice.Responded is null && notice.Response is not null ? NoticeResponse.None : null,
                random.Chance(400_000) ? Digest(ref random) : null);
        }
    }

    /// <summary>A made-up hash of a document.</summary>
    public static string Digest(ref SeededRandom random) =>
        FormattableString.Invariant($"{random.NextBits():x16}{random.NextBits():x16}{random.NextBits():x16}{random.NextBits():x16}");

    /// <summary>A time in office hours (01:00 to 11:00 UTC), so that its day is the same in UTC+8.</summary>
    private static DateTime At(DateOnly first, int day, int second) =>
        first.AddDays(day).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddHours(1).AddSeconds(second);
}
