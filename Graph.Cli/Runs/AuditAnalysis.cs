using Graph.Analysis.Knowledge.Audit;
using Graph.Cli.Reports;
using Graph.Ingest.Stores;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Runs;

/// <summary>Audits one party with the figures of a run.</summary>
/// <param name="store">The records.</param>
/// <param name="settings">Thresholds and model.</param>
/// <param name="clock">Takes the times.</param>
/// <param name="cancellation">Cancels.</param>
internal sealed class AuditAnalysis(IRecordStore store, KnowledgeSettings settings, StageClock clock, CancellationToken cancellation)
{
    private const int ShownSites = 200;
    private const int SuggestedIds = 5;

    /// <summary>Days after the as-of date for which the outlook is worked out: a month, and the window's length after which its money is out of sight.</summary>
    private static readonly int[] OutlookDays = [28, 84];

    /// <summary>Audits a party.</summary>
    /// <exception cref="CommandException">No network or reseller has this id.</exception>
    public AuditDocument Run(AsOfCut cut, string networkId, RunInputs inputs)
    {
        var (money, knowledge) = Judge(cut);
        var party = Find(money, networkId);
        var audit = SelfAudit.Run(knowledge.View, party, cancellation);
        var (parties, exposure) = (money.Flow.Graph.Parties, money.Exposure.Parties[party]);
        var listed = RunCases.Of(knowledge.View, knowledge.Result, party);
        return new AuditDocument
        {
            Program = AuditDocument.ProgramName,
            Format = AuditDocument.CurrentFormat,
            NetworkId = networkId,
            Name = parties[party].Registered?.Name ?? "",
            Kind = FigureText.Word(parties[party].Kind),
            AsOf = FigureText.Day(cut.AsOf),
            Window = new WindowDocument(cut.WindowWeeks, FigureText.Day(cut.WindowFrom), FigureText.Day(cut.AsOf)),
            Inputs = inputs.Documents(),
            Exposure = new AuditExposure(
                Money.FromUnits(exposure.Amount), Money.FromUnits(exposure.Low), Money.FromUnits(exposure.High), exposure.Share, exposure.PayeeShare,
                Money.FromUnits(exposure.SettledToPirates), exposure.PirateSites),
            Case = listed,
            Knowledge = RunKnowledge.Of(knowledge.View, knowledge.Result, settings.Model?.Facts),
            Sites = [.. audit.Sites.Take(ShownSites).Select(site => new PathSite(money.Flow.Graph.Sites[site.Site], Money.FromUnits(site.Amount), site.CumulativeShare))],
            SitesInAll = audit.Sites.Count,
            Payees = [.. audit.Payees.Take(ShownSites).Select(payee => new AuditPayeeDocument(
                parties[payee.Party].Id, FigureText.Word(parties[payee.Party].Kind), Money.FromUnits(payee.Amount), Money.FromUnits(payee.Pirate), Share(payee.Pirate, exposure.Amount)))],
            PayeesInAll = audit.Payees.Count,
            Fixes = [.. audit.Fixes.Select((fix, i) => Fix(fix, i + 1, exposure.Amount))],
            Deadlines = [.. audit.Notices.Select(notice => Deadline(knowledge, notice))],
            Outlook = [.. OutlookDays.Select(days => Outlook(cut, networkId, days))],
            Declaration = new AuditDeclaration(
                $"draft-{networkId}-{FigureText.Day(cut.AsOf)}", networkId, FigureText.Day(cut.WindowFrom), FigureText.Day(cut.AsOf), CaseWords.Of(audit.Statement)),
            Served = [.. audit.Served.Select(site => new AuditSite(
                knowledge.View.Records.Sites[site.Site], FigureText.Day(site.First), FigureText.Day(site.Last), new Money(site.Gross)))],
        };
    }

    private (MoneyAnalysis Money, KnowledgeRun Knowledge) Judge(AsOfCut cut)
    {
        var money = MoneyAnalysis.Run(store, cut, clock, cancellation);
        return (money, KnowledgeRun.Run(store, money, settings, clock, cancellation));
    }

    private static int Find(MoneyAnalysis money, string networkId)
    {
        var parties = money.Flow.Graph.Parties;
        var judged = Enumerable.Range(0, parties.Count).Where(p => parties[p].Kind is PartyKind.Network or PartyKind.Reseller).ToArray();
        foreach (var party in judged)
        {
            if (parties[party].Id == networkId)
            {
                return party;
            }
        }

        var close = CloseIds.Of(networkId, judged.Select(party => parties[party].Id), SuggestedIds);
        throw CommandException.Usage(close.Count > 0
            ? $"--network: no network or reseller of the records is called '{networkId}'. Close to it: {string.Join(", ", close)}."
            : $"--network: no network or reseller of the records is called '{networkId}': the records name none.");
    }

    private static AuditFixDocument Fix(AuditFix fix, int rank, double exposure) => new(
        rank, CaseWords.Of(fix.Kind), fix.Id, Money.FromUnits(fix.Alone), Money.FromUnits(fix.Removed), Money.FromUnits(fix.Cumulative),
        Share(fix.Cumulative, exposure), Money.FromUnits(fix.Left), Money.FromUnits(fix.Clean));

    private static double Share(double part, double whole) => whole > 0.0 ? part / whole : 0.0;

    private static AuditDeadline Deadline(KnowledgeRun knowledge, AuditNotice notice)
    {
        var record = knowledge.View.Records.Notices[notice.Notice];
        var state = notice.Delivered is null ? "undelivered" : notice.Answered ? "answered" : notice.DaysLeft < 0 ? "overdue" : "running";
        return new AuditDeadline(
            record.NoticeId, CaseWords.Of(record.Type), record.Subject, notice.Delivered is { } day ? FigureText.Day(day) : null,
            notice.ReplyBy is { } end ? FigureText.Day(end) : null, notice.DaysLeft, state);
    }

    /// <summary>What the same gate says some days later, on the same records: as if nothing more accrued anywhere.</summary>
    private AuditOutlook Outlook(AsOfCut cut, string networkId, int days)
    {
        var later = cut with { AsOf = cut.AsOf.AddDays(days) };
        var (money, knowledge) = Judge(later);
        var party = Find(money, networkId);
        var known = knowledge.Result.Parties.Single(each => each.Party == party);
        return new AuditOutlook(
            FigureText.Day(later.AsOf), days, CaseWords.Of(known.Verdict.Tier), CaseWords.Of(known.Verdict.Decision),
            [.. known.Findings.Where(finding => finding.State == Graph.Analysis.Knowledge.Signals.SignalState.Fired).Select(finding => CaseWords.Of(finding.Signal))]);
    }
}
