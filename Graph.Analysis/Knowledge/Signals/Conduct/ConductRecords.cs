using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>The view as the conduct signals ask it: which sites are pirate sites when, and who was told what.</summary>
internal sealed class ConductRecords
{
    private readonly bool[] pirate;
    private readonly bool[] cleared;
    private readonly DateOnly?[] listed;
    private readonly int[] paymentStart;
    private readonly List<ToldEnd>?[] told;

    /// <summary>Indexes a view.</summary>
    public ConductRecords(KnowledgeView view)
    {
        View = view;
        var sites = view.Records.Sites.Count;
        (pirate, cleared, listed) = (new bool[sites], new bool[sites], new DateOnly?[sites]);
        for (var site = 0; site < sites; site++)
        {
            var entries = view.EntriesOf(site);
            pirate[site] = IsListedOn(site, view.AsOf);
            cleared[site] = entries.Any(entry => entry.Side == ListSide.White && InForce(entry, view.AsOf));
            listed[site] = pirate[site] ? FirstReadable(entries) : null;
        }

        paymentStart = PaymentStarts(view);
        told = Deliveries(view);
    }

    /// <summary>The view.</summary>
    public KnowledgeView View { get; }

    /// <summary>Whether the site is believed to be a pirate site at t.</summary>
    public bool IsPirate(int site) => pirate[site];

    /// <summary>Whether the row ran on a pirate site: believed so at t, or on its day unless the site is cleared by t.</summary>
    public bool IsPirate(in MarkedPlacement row) => pirate[row.Site] || (!cleared[row.Site] && IsListedOn(row.Site, row.Day));

    /// <summary>Whether a list showed the site as a pirate site on a day.</summary>
    public bool IsListedOn(int site, DateOnly day) =>
        View.BeliefOn(site, day) is var belief and > 0.0 && belief >= View.Options.PirateBelief;

    /// <summary>The first day on which a list that still holds at t could be read to show the site as a pirate site; null where none does.</summary>
    public DateOnly? ListedFrom(int site) => listed[site];

    /// <summary>What delivered notices told the party, by day, then notice.</summary>
    public IReadOnlyList<ToldEnd> ToldTo(int party) => told[party] ?? (IReadOnlyList<ToldEnd>)[];

    /// <summary>The first day on which any notice reached the party, or null.</summary>
    public DateOnly? FirstDelivery(int party) => told[party] is { Count: > 0 } list ? list[0].Day : null;

    /// <summary>The marked settlements that the party paid, by payee, day.</summary>
    public ReadOnlySpan<MarkedSettlement> PaidBy(int party) =>
        View.Records.Settlements.AsSpan(paymentStart[party]..paymentStart[party + 1]);

    /// <summary>Whether no placement names the party: it stands in settlements alone.</summary>
    public bool IsUnnamed(int party) =>
        (View.Flow.Graph.Parties[party].Roles & (PartyRoles.Network | PartyRoles.Reseller | PartyRoles.Account | PartyRoles.Advertiser)) == 0;

    /// <summary>The registered legal person of a party, or null.</summary>
    public string? LegalId(int party) =>
        View.Flow.Graph.Parties[party].Registered?.LegalId is { Length: > 0 } id ? id : null;

    /// <summary>Who is paid for a row: its account, else the network itself.</summary>
    public static int PayeeOf(in MarkedPlacement row) => row.Account >= 0 ? row.Account : row.Network;

    /// <summary>Who pays the account of a row: its reseller, else the network.</summary>
    public static int PayerOf(in MarkedPlacement row) => row.Reseller >= 0 ? row.Reseller : row.Network;

    private static bool InForce(ListEntry entry, DateOnly day) =>
        entry.ValidFrom <= day && (entry.ValidTo is not { } end || day <= end);

    private DateOnly? FirstReadable(IReadOnlyList<ListEntry> entries)
    {
        DateOnly? first = null;
        foreach (var entry in entries)
        {
            if (entry.Side == ListSide.Black && InForce(entry, View.AsOf) && (entry.Confidence ?? 1_000_000) >= View.Options.PirateBelief * 1e6)
            {
                // An entry that was recorded later than it claims to hold could not be read before.
                var readable = entry.RecordedAt is { } at && LocalDay.Of(at) > entry.ValidFrom ? LocalDay.Of(at) : entry.ValidFrom;
                first = first is { } known && known <= readable ? known : readable;
            }
        }

        return first;
    }

    private static int[] PaymentStarts(KnowledgeView view)
    {
        var start = new int[view.Flow.Graph.Parties.Count + 1];
        foreach (ref readonly var row in view.Records.Settlements.AsSpan())
        {
            start[row.Payer + 1]++;
        }

        for (var party = 1; party < start.Length; party++)
        {
            start[party] += start[party - 1];
        }

        return start;
    }

    private static List<ToldEnd>?[] Deliveries(KnowledgeView view)
    {
        var records = view.Records;
        var told = new List<ToldEnd>?[view.Flow.Graph.Parties.Count];
        for (var i = 0; i < records.Notices.Count; i++)
        {
            if (records.NoticeParties[i] is var party and >= 0 && records.Notices[i].DeliveredAt is { } at && LocalDay.Of(at) is var day && day <= view.AsOf)
            {
                (told[party] ??= []).Add(new ToldEnd(
                    i, day, records.NoticeSites[i], records.NoticeAccounts[i], records.Notices[i].Subject.Length == 0));
            }
        }

        foreach (var list in told)
        {
            list?.Sort((a, b) => a.Day.CompareTo(b.Day) is var byDay and not 0 ? byDay : a.Notice.CompareTo(b.Notice));
        }

        return told;
    }
}

/// <summary>What a delivered notice told a party.</summary>
/// <param name="Notice">Index into <see cref="KnowledgeRecords.Notices"/>.</param>
/// <param name="Day">The day of its delivery.</param>
/// <param name="Site">The site that it names, or −1.</param>
/// <param name="Account">The account that it names, or −1.</param>
/// <param name="Whole">Whether it speaks of the party as a whole.</param>
internal readonly record struct ToldEnd(int Notice, DateOnly Day, int Site, int Account, bool Whole);
