using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>The view by party: notices, declarations, verdicts and payments of each, and what notices and lists told it.</summary>
internal sealed class ToldRecords
{
    private readonly List<int>?[] notices;
    private readonly List<int>?[] declarations;
    private readonly List<int>?[] verdicts;
    private readonly int[] paymentStart;
    private Dictionary<string, int>? siteByName;

    /// <summary>Indexes the records of a view.</summary>
    public ToldRecords(KnowledgeView view)
    {
        View = view;
        Standing = new SiteStanding(view);
        var parties = view.Flow.Graph.Parties.Count;
        notices = ByParty(view.Records.NoticeParties, parties);
        declarations = ByParty(view.Records.DeclarationParties, parties);
        verdicts = ByParty(view.Records.VerdictParties, parties);
        paymentStart = new int[parties + 1];
        foreach (ref readonly var row in view.Records.Settlements.AsSpan())
        {
            paymentStart[row.Payer + 1]++;
        }

        for (var party = 0; party < parties; party++)
        {
            paymentStart[party + 1] += paymentStart[party];
        }
    }

    /// <summary>The view.</summary>
    public KnowledgeView View { get; }

    /// <summary>When sites were known as pirate sites.</summary>
    public SiteStanding Standing { get; }

    /// <summary>Indices of the notices addressed to a party, in the order of the records.</summary>
    public IReadOnlyList<int> NoticesOf(int party) => notices[party] ?? [];

    /// <summary>Indices of the declarations of a party.</summary>
    public IReadOnlyList<int> DeclarationsOf(int party) => declarations[party] ?? [];

    /// <summary>Indices of the verdicts about a party.</summary>
    public IReadOnlyList<int> VerdictsOf(int party) => verdicts[party] ?? [];

    /// <summary>Index of a site by its name, or −1.</summary>
    public int SiteNamed(string name)
    {
        siteByName ??= View.Records.Sites.Select((site, i) => (site, i)).ToDictionary(entry => entry.site, entry => entry.i, StringComparer.Ordinal);
        return siteByName.TryGetValue(name, out var site) ? site : -1;
    }

    /// <summary>The settlements that a party paid.</summary>
    public ReadOnlySpan<MarkedSettlement> PaidBy(int party) =>
        View.Records.Settlements.AsSpan(paymentStart[party]..paymentStart[party + 1]);

    /// <summary>The day on which a notice arrived, or null.</summary>
    public DateOnly? DeliveredOn(int notice) =>
        View.Records.Notices[notice].DeliveredAt is { } at && LocalDay.Of(at) is var day && day <= View.AsOf ? day : null;

    /// <summary>The last day of a notice's reply window.</summary>
    /// <param name="notice">Its index.</param>
    /// <param name="from">The day it arrived.</param>
    public DateOnly ActBy(int notice, DateOnly from) => View.Records.Notices[notice].Deadline ?? from.AddDays(View.Options.ReplyDays);

    /// <summary>Days on which notices to a party arrived, ascending.</summary>
    public IReadOnlyList<DateOnly> DeliveriesTo(int party) =>
        [.. NoticesOf(party).Select(DeliveredOn).OfType<DateOnly>().Order()];

    /// <summary>What notices told a party of: one subject per site, and per account where only an account was named. The first notice that arrived counts;
    /// one that did not arrive only where none did.</summary>
    public List<ToldSubject> ByNotice(int party, SiteAccruals accruals)
    {
        var first = new SortedDictionary<(int Site, int Account), ToldSubject>();
        foreach (var notice in NoticesOf(party))
        {
            var arrived = DeliveredOn(notice);
            var day = arrived ?? LocalDay.Of(View.Records.Notices[notice].SentAt);
            foreach (var (site, account) in SubjectsOf(notice, day, accruals))
            {
                var told = new ToldSubject(site, account, day, ActBy(notice, day), View.Records.Notices[notice].Origin, notice, arrived is not null);
                if (!first.TryGetValue((site, account), out var known) || Sooner(told, known))
                {
                    first[(site, account)] = told;
                }
            }
        }

        return [.. first.Values.GroupBy(told => told.Site).SelectMany(Covering)];
    }

    /// <summary>What public lists told a party of: every site it served that was known as a pirate site.</summary>
    public List<ToldSubject> ByList(SiteAccruals accruals)
    {
        var told = new List<ToldSubject>();
        foreach (var site in accruals.Sites)
        {
            if (Standing.FirstEntry(site) is { } entry)
            {
                var day = SiteStanding.ReadableFrom(entry);
                told.Add(new ToldSubject(site, -1, day, day.AddDays(View.Options.ReplyDays), entry.Origin, -1, true));
            }
        }

        return told;
    }

    private IEnumerable<(int Site, int Account)> SubjectsOf(int notice, DateOnly day, SiteAccruals accruals)
    {
        var records = View.Records;
        if (records.NoticeSites[notice] is var site and >= 0)
        {
            return accruals.Of(site).Length > 0 ? [(site, -1)] : [];
        }

        if (records.NoticeAccounts[notice] is var account and >= 0)
        {
            return [.. accruals.Rows.ToArray().Where(row => records.Placements[row].Account == account)
                .Select(row => records.Placements[row].Site).Distinct().Select(served => (served, account))];
        }

        return records.Notices[notice].Subject.Length == 0
            ? [.. accruals.Sites.Where(served => Standing.ListedOn(served, day)).Select(served => (served, -1))]
            : [];
    }

    /// <summary>What arrived counts before what did not, and a notice about the site covers those about its accounts.</summary>
    private static IEnumerable<ToldSubject> Covering(IEnumerable<ToldSubject> ofSite)
    {
        var arrived = ofSite.Where(told => told.Arrived).ToList();
        var candidates = arrived.Count > 0 ? arrived : [.. ofSite];
        return candidates.Exists(told => told.Account < 0) ? candidates.Where(told => told.Account < 0) : candidates;
    }

    private static bool Sooner(ToldSubject one, ToldSubject other) =>
        one.Arrived != other.Arrived ? one.Arrived
        : one.ToldOn != other.ToldOn ? one.ToldOn < other.ToldOn
        : one.Notice < other.Notice;

    private static List<int>?[] ByParty(int[] partyOf, int parties)
    {
        var by = new List<int>?[parties];
        for (var i = 0; i < partyOf.Length; i++)
        {
            if (partyOf[i] >= 0)
            {
                (by[partyOf[i]] ??= []).Add(i);
            }
        }

        return by;
    }
}
