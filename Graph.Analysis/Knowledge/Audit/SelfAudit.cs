using Graph.Analysis.Exposure;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Audit;

/// <summary>A notice to the audited party and the time it has to answer.</summary>
/// <param name="Notice">Index into <see cref="KnowledgeRecords.Notices"/>.</param>
/// <param name="Delivered">The day it arrived (UTC+8), or null: it did not.</param>
/// <param name="ReplyBy">The last day to act: its deadline, else delivery and the reply days; null where neither is known.</param>
/// <param name="DaysLeft">Days from the as-of date to that day; negative: over.</param>
/// <param name="Answered">Whether an answer is on record.</param>
public sealed record AuditNotice(int Notice, DateOnly? Delivered, DateOnly? ReplyBy, int? DaysLeft, bool Answered);

/// <summary>A pirate site that the audited party served in the window.</summary>
/// <param name="Site">Index into <see cref="KnowledgeRecords.Sites"/>.</param>
/// <param name="First">First accrual in the window.</param>
/// <param name="Last">Last accrual in the window.</param>
/// <param name="Gross">Σ gross in the window, in units.</param>
public sealed record AuditServedSite(int Site, DateOnly First, DateOnly Last, long Gross);

/// <summary>A party's own view of what a run says about it, from the same figures.</summary>
public sealed record SelfAudit
{
    /// <summary>How many fixes are worked out at most.</summary>
    public const int MaxFixes = 25;

    /// <summary>Index of the party.</summary>
    public required int Party { get; init; }

    /// <summary>The sites that make its exposure, largest first.</summary>
    public required IReadOnlyList<SiteContribution> Sites { get; init; }

    /// <summary>The accounts and intermediaries that its pirate money passes.</summary>
    public required IReadOnlyList<AuditPayee> Payees { get; init; }

    /// <summary>What it can cut, most exposure first.</summary>
    public required IReadOnlyList<AuditFix> Fixes { get; init; }

    /// <summary>Notices to it, the next day to act first.</summary>
    public required IReadOnlyList<AuditNotice> Notices { get; init; }

    /// <summary>The pirate sites that it served in the window, by site.</summary>
    public required IReadOnlyList<AuditServedSite> Served { get; init; }

    /// <summary>What it can truthfully declare about the window: none, removed (nothing accrued in the last <see cref="KnowledgeOptions.SilenceDays"/> days), or listed.</summary>
    public required DeclarationStatement Statement { get; init; }

    /// <summary>Audits a party.</summary>
    /// <param name="view">What was known as of t.</param>
    /// <param name="party">Index of the party.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SelfAudit Run(KnowledgeView view, int party, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        var served = ServedSites(view, party);
        return new SelfAudit
        {
            Party = party,
            Sites = ExposureSolver.Contributions(view.Flow, view.Exposure, party, cancellation),
            Payees = AuditFixes.Payees(view.Flow, view.Exposure, party),
            Fixes = AuditFixes.Run(view.Flow, view.Exposure, party, MaxFixes, cancellation),
            Notices = NoticesTo(view, party),
            Served = served,
            Statement = served.Count == 0 ? DeclarationStatement.None
                : served.All(site => site.Last <= view.AsOf.AddDays(-view.Options.SilenceDays)) ? DeclarationStatement.Removed
                : DeclarationStatement.Listed,
        };
    }

    private static List<AuditServedSite> ServedSites(KnowledgeView view, int party)
    {
        var sites = new SortedDictionary<int, AuditServedSite>();
        foreach (var i in view.RowsOf(party))
        {
            ref readonly var row = ref view.Records.Placements[i];
            if (row.Day >= view.Records.Cut.WindowFrom && view.BeliefOn(row.Site, view.AsOf) >= view.Options.PirateBelief)
            {
                var known = sites.GetValueOrDefault(row.Site) ?? new AuditServedSite(row.Site, row.Day, row.Day, 0);
                sites[row.Site] = known with
                {
                    First = row.Day < known.First ? row.Day : known.First,
                    Last = row.Day > known.Last ? row.Day : known.Last,
                    Gross = known.Gross + row.Gross,
                };
            }
        }

        return [.. sites.Values];
    }

    private static List<AuditNotice> NoticesTo(KnowledgeView view, int party) =>
    [
        .. Enumerable.Range(0, view.Records.Notices.Count).Where(i => view.Records.NoticeParties[i] == party).Select(i => Notice(view, i))
            .OrderBy(notice => notice.DaysLeft is not { } left || left < 0).ThenBy(notice => notice.ReplyBy ?? DateOnly.MaxValue).ThenBy(notice => notice.Notice),
    ];

    private static AuditNotice Notice(KnowledgeView view, int index)
    {
        var notice = view.Records.Notices[index];
        DateOnly? delivered = notice.DeliveredAt is { } at ? Signals.Told.LocalDay.Of(at) : null;
        var replyBy = delivered is { } day ? notice.Deadline ?? day.AddDays(view.Options.ReplyDays) : null as DateOnly?;
        return new AuditNotice(index, delivered, replyBy, replyBy is { } end ? end.DayNumber - view.AsOf.DayNumber : null, notice.RespondedAt is not null);
    }
}
