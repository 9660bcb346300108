using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge;

/// <summary>A notice that reached its party by t.</summary>
/// <param name="Notice">Index into <see cref="KnowledgeRecords.Notices"/>.</param>
/// <param name="Delivered">The day of its delivery (UTC+8).</param>
/// <param name="ReplyBy">The last day of its reply window: its deadline, else the delivery and <see cref="KnowledgeOptions.ReplyDays"/>.</param>
internal readonly record struct DeliveredNotice(int Notice, DateOnly Delivered, DateOnly ReplyBy);

/// <summary>Who was told what, and when: the notices of each party. A notice that was not delivered tells nobody.</summary>
internal sealed class PartyNotices
{
    private readonly List<DeliveredNotice>?[] delivered;
    private readonly int[] undelivered;

    /// <summary>Sorts the notices by party.</summary>
    public PartyNotices(KnowledgeView view)
    {
        var records = view.Records;
        delivered = new List<DeliveredNotice>?[view.Flow.Graph.Parties.Count];
        undelivered = new int[delivered.Length];
        for (var i = 0; i < records.Notices.Count; i++)
        {
            if (records.NoticeParties[i] is not (var party and >= 0))
            {
                continue;
            }

            if (records.Notices[i].DeliveredAt is { } at && LocalDay.Of(at) is var day && day <= view.AsOf)
            {
                (delivered[party] ??= []).Add(new DeliveredNotice(i, day, records.Notices[i].Deadline ?? day.AddDays(view.Options.ReplyDays)));
            }
            else
            {
                undelivered[party]++;
            }
        }

        foreach (var list in delivered)
        {
            list?.Sort((a, b) => a.Delivered.CompareTo(b.Delivered) is var byDay and not 0 ? byDay : a.Notice.CompareTo(b.Notice));
        }
    }

    /// <summary>The party's delivered notices, by day of delivery.</summary>
    public IReadOnlyList<DeliveredNotice> Delivered(int party) => delivered[party] ?? (IReadOnlyList<DeliveredNotice>)[];

    /// <summary>How many notices to the party had not arrived by t.</summary>
    public int Undelivered(int party) => undelivered[party];
}
