using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Evaluation.Controls;

/// <summary>A negative control: notices fall on random days, so that what followed a notice followed nothing.</summary>
public static class NoticeDates
{
    /// <summary>Moves every notice to a day drawn uniformly between the first accrual of its party and t.</summary>
    /// <remarks>Sent, delivered, deadline and answered move together, so its delays stay; what falls beyond t has not happened yet, as in any
    /// reading of the records. Notices to a party without accruals stay. Parties, sites and accounts keep their notices.</remarks>
    /// <param name="records">The rows as of t.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>The same rows with other notice dates.</returns>
    public static KnowledgeRecords Redraw(KnowledgeRecords records, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(records);
        var first = FirstAccruals(records);
        var moved = Enumerable.Range(0, records.Notices.Count).Select(i => (Notice: Moved(records, i, first, seed), Index: i))
            .OrderBy(m => m.Notice.NetworkId.Text, StringComparer.Ordinal).ThenBy(m => m.Notice.SentAt)
            .ThenBy(m => m.Notice.NoticeId, StringComparer.Ordinal).ToArray();
        return records with
        {
            Notices = [.. moved.Select(m => m.Notice)],
            NoticeParties = [.. moved.Select(m => records.NoticeParties[m.Index])],
            NoticeSites = [.. moved.Select(m => records.NoticeSites[m.Index])],
            NoticeAccounts = [.. moved.Select(m => records.NoticeAccounts[m.Index])],
        };
    }

    private static Dictionary<int, DateOnly> FirstAccruals(KnowledgeRecords records)
    {
        var first = new Dictionary<int, DateOnly>();
        foreach (var span in records.Resellers)
        {
            Note(span.Network, span.First);
            Note(span.Reseller, span.First);
        }

        return first;

        void Note(int party, DateOnly day)
        {
            if (!first.TryGetValue(party, out var known) || day < known)
            {
                first[party] = day;
            }
        }
    }

    private static Notice Moved(KnowledgeRecords records, int index, Dictionary<int, DateOnly> first, ulong seed)
    {
        var notice = records.Notices[index];
        if (records.NoticeParties[index] is not (>= 0 and var party) || !first.TryGetValue(party, out var from))
        {
            return notice;
        }

        var last = records.Cut.AsOf;
        var random = SeededRandom.Stream(seed, NumberOf(notice.NoticeId), 0);
        var day = from.AddDays((int)random.Below(Math.Max(1, last.DayNumber - from.DayNumber + 1)));
        var days = day.DayNumber - LocalDay.Of(notice.SentAt).DayNumber;
        var answered = Happened(notice.RespondedAt, days, last);
        return notice with
        {
            SentAt = notice.SentAt.AddDays(days),
            DeliveredAt = Happened(notice.DeliveredAt, days, last),
            Deadline = notice.Deadline?.AddDays(days),
            RespondedAt = answered,
            Response = notice.RespondedAt is not null && answered is null ? null : notice.Response,
        };
    }

    /// <summary>The number of an id (FNV-1a): a notice falls on the same part of the time at every as-of date.</summary>
    private static ulong NumberOf(string id)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var character in id)
        {
            hash = unchecked((hash ^ character) * 1_099_511_628_211UL);
        }

        return hash;
    }

    private static DateTime? Happened(DateTime? time, int days, DateOnly last) =>
        time?.AddDays(days) is { } moved && LocalDay.Of(moved) <= last ? moved : null;
}
