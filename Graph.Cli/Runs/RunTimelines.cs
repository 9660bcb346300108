using Graph.Analysis.Knowledge;
using Graph.Cli.Reports;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Runs;

/// <summary>Lays out what happened when: accruals and payments by week, and what the party was told, listed for, declared and judged for.</summary>
internal sealed class RunTimelines
{
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);
    private readonly KnowledgeView view;
    private readonly Dictionary<int, Range> paymentsOf = [];

    /// <summary>Indexes the payments by payer.</summary>
    public RunTimelines(KnowledgeView view)
    {
        this.view = view;
        var rows = view.Records.Settlements;
        for (var start = 0; start < rows.Length;)
        {
            var end = start;
            while (end < rows.Length && rows[end].Payer == rows[start].Payer)
            {
                end++;
            }

            paymentsOf[rows[start].Payer] = start..end;
            start = end;
        }
    }

    /// <summary>The day (UTC+8) of an instant.</summary>
    public static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(utc + ChinaOffset);

    /// <summary>The timeline of a party.</summary>
    public CaseTimeline Of(int party)
    {
        var notices = Enumerable.Range(0, view.Records.Notices.Count).Where(i => view.Records.NoticeParties[i] == party).ToArray();
        var told = new ToldDays(view, notices);
        var (sites, accounts, weeks) = (new SortedSet<int>(), new HashSet<int>(), new Dictionary<int, Sums>());
        foreach (var i in view.RowsOf(party))
        {
            ref readonly var row = ref view.Records.Placements[i];
            if (told.Names(row) || IsBlackEver(row.Site))
            {
                sites.Add(row.Site);
                accounts.Add(row.Account);
                Add(weeks, row, told.Knows(row));
            }
        }

        AddPayments(weeks, party, accounts);
        return Document(party, notices, sites, weeks);
    }

    private CaseTimeline Document(int party, int[] notices, SortedSet<int> sites, Dictionary<int, Sums> weeks)
    {
        var first = FirstWeek(notices, weeks);
        var listings = Listings(sites);
        var declarations = view.Records.Declarations.Where((_, i) => view.Records.DeclarationParties[i] == party).ToArray();
        return new CaseTimeline
        {
            Earlier = new Money(weeks.Where(week => week.Key > first).Sum(week => week.Value.Told + week.Value.Listed + week.Value.Before)),
            Weeks = [.. Enumerable.Range(0, first + 1).Reverse().Select(week => Week(week, weeks.GetValueOrDefault(week)))],
            Notices = [.. notices.Select(i => Notice(view.Records.Notices[i])).OrderBy(n => n.Sent, StringComparer.Ordinal).TakeLast(CaseTimeline.MaxMarks)],
            NoticesInAll = notices.Length,
            Listings = [.. listings.TakeLast(CaseTimeline.MaxMarks)],
            ListingsInAll = listings.Length,
            Declarations = [.. declarations.TakeLast(CaseTimeline.MaxMarks).Select(Declaration)],
            DeclarationsInAll = declarations.Length,
            Verdicts = [.. view.Records.Verdicts.Where((_, i) => view.Records.VerdictParties[i] == party).TakeLast(CaseTimeline.MaxMarks).Select(Verdict)],
        };
    }

    /// <summary>Sums of a week in 1/10000 units. Weeks count back from the as-of date: week 0 ends on it.</summary>
    private readonly record struct Sums(long Told, long Listed, long Before, long Paid);

    private int WeekOf(DateOnly day) => (view.AsOf.DayNumber - day.DayNumber) / 7;

    private void Add(Dictionary<int, Sums> weeks, in MarkedPlacement row, bool knows)
    {
        var week = WeekOf(row.Day);
        var sums = weeks.GetValueOrDefault(week);
        weeks[week] = knows ? sums with { Told = sums.Told + row.Gross }
            : view.BeliefOn(row.Site, row.Day) >= view.Options.PirateBelief ? sums with { Listed = sums.Listed + row.Gross }
            : sums with { Before = sums.Before + row.Gross };
    }

    private void AddPayments(Dictionary<int, Sums> weeks, int party, HashSet<int> accounts)
    {
        foreach (var payment in view.Records.Settlements[paymentsOf.GetValueOrDefault(party)])
        {
            if (accounts.Contains(payment.Payee) && payment.Counted != 0)
            {
                var sums = weeks.GetValueOrDefault(WeekOf(payment.Day));
                weeks[WeekOf(payment.Day)] = sums with { Paid = sums.Paid + payment.Counted };
            }
        }
    }

    private bool IsBlackEver(int site) => view.EntriesOf(site).Any(entry => entry.Side == ListSide.Black);

    private int FirstWeek(int[] notices, Dictionary<int, Sums> weeks)
    {
        var oldest = weeks.Keys.Concat(notices.Select(i => WeekOf(Day(view.Records.Notices[i].SentAt)))).DefaultIfEmpty(0).Max();
        return Math.Clamp(oldest, 0, CaseTimeline.MaxWeeks - 1);
    }

    private CaseWeek Week(int week, Sums sums) => new(
        FigureText.Day(view.AsOf.AddDays(-7 * week - 6)), new Money(sums.Told), new Money(sums.Listed), new Money(sums.Before), new Money(sums.Paid));

    private CaseListing[] Listings(SortedSet<int> sites) =>
    [
        .. sites.SelectMany(view.EntriesOf)
            .OrderBy(entry => entry.ValidFrom).ThenBy(entry => entry.Subject, StringComparer.Ordinal).ThenBy(entry => entry.Authority, StringComparer.Ordinal)
            .Select(entry => new CaseListing(
                FigureText.Day(entry.ValidFrom), entry.ValidTo is { } end ? FigureText.Day(end) : null, CaseWords.Of(entry.Side), entry.Authority,
                entry.Subject, Row(entry.Origin))),
    ];

    private CaseNotice Notice(Notice notice) => new(
        notice.NoticeId, CaseWords.Of(notice.Type), notice.Subject, FigureText.Day(Day(notice.SentAt)),
        notice.DeliveredAt is { } delivered ? FigureText.Day(Day(delivered)) : null,
        notice.Deadline is { } deadline ? FigureText.Day(deadline) : null,
        notice.RespondedAt is { } responded ? FigureText.Day(Day(responded)) : null,
        notice.Response is { } response ? CaseWords.Of(response) : null, Row(notice.Origin));

    private CaseDeclaration Declaration(Declaration declaration) => new(
        declaration.DeclarationId, FigureText.Day(declaration.PeriodFrom), FigureText.Day(declaration.PeriodTo), CaseWords.Of(declaration.Statement),
        Row(declaration.Origin));

    private CaseVerdict Verdict(Verdict verdict) => new(FigureText.Day(verdict.DecidedOn), CaseWords.Of(verdict.Kind), verdict.Authority, Row(verdict.Origin));

    private CaseRow Row(RowOrigin origin) => new(view.Records.Files[origin.File], origin.Line);

    /// <summary>From which day on the delivered notices to a party had told it of a site, an account, or itself as a whole.</summary>
    private sealed class ToldDays
    {
        private readonly KnowledgeView view;
        private readonly HashSet<int> sites = [];
        private readonly HashSet<int> accounts = [];
        private readonly Dictionary<int, DateOnly> ofSite = [];
        private readonly Dictionary<int, DateOnly> ofAccount = [];
        private DateOnly ofAll = DateOnly.MaxValue;

        public ToldDays(KnowledgeView view, int[] notices)
        {
            this.view = view;
            foreach (var i in notices)
            {
                var (site, account) = (view.Records.NoticeSites[i], view.Records.NoticeAccounts[i]);
                sites.Add(site);
                accounts.Add(account);
                if (view.Records.Notices[i].DeliveredAt is { } delivered)
                {
                    Tell(site, account, view.Records.Notices[i].Subject.Length == 0, Day(delivered));
                }
            }

            sites.Remove(-1);
            accounts.Remove(-1);
        }

        /// <summary>Whether some notice names the site or the account of a row.</summary>
        public bool Names(in MarkedPlacement row) => sites.Contains(row.Site) || accounts.Contains(row.Account);

        /// <summary>Whether the row accrued after the party had been told of it. A notice about the party as a whole tells of the sites that are listed.</summary>
        public bool Knows(in MarkedPlacement row) =>
            row.Day > ofSite.GetValueOrDefault(row.Site, DateOnly.MaxValue) || row.Day > ofAccount.GetValueOrDefault(row.Account, DateOnly.MaxValue)
            || (row.Day > ofAll && view.BeliefOn(row.Site, row.Day) >= view.Options.PirateBelief);

        private void Tell(int site, int account, bool whole, DateOnly day)
        {
            Earliest(ofSite, site, day);
            Earliest(ofAccount, account, day);
            ofAll = whole && day < ofAll ? day : ofAll;
        }

        private static void Earliest(Dictionary<int, DateOnly> days, int key, DateOnly day)
        {
            if (key >= 0 && day < days.GetValueOrDefault(key, DateOnly.MaxValue))
            {
                days[key] = day;
            }
        }
    }
}
