using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>One network and the sites that authorities may ask about, from day to day: what it takes in, learns, is told and does.</summary>
/// <remarks>Events are worked in the order of their days; those of a day in the order in which they were planned. What is decided
/// changes from which week to which the network's lanes run and over whom.</remarks>
internal sealed class NetworkCase
{
    private readonly WorldPlan plan;
    private readonly WorldLives lives;
    private readonly WorldExtras extras;
    private readonly int network;
    private readonly int visibility;
    private readonly int lastDay;
    private readonly PriorityQueue<CaseEvent, (int Day, int Order)> agenda = new();
    private readonly HashSet<int> taken = [];
    private readonly Dictionary<int, int> blocked = [];
    private SeededRandom random;
    private int step;
    private int told = int.MaxValue;
    private int planned;

    public NetworkCase(WorldPlan plan, WorldLives lives, WorldExtras extras, int network, int visibility)
    {
        (this.plan, this.lives, this.extras, this.network, this.visibility) = (plan, lives, extras, network, visibility);
        lastDay = (plan.Options.Weeks * 7) - 1;
        random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Conduct, (ulong)network);
    }

    private enum EventKind
    {
        Opens,
        Follows,
        Listed,
        Looked,
        Delivered,
        NewHands,
    }

    public List<MarkedLane> Lanes { get; } = [];

    public List<SentNotice> Notices { get; } = [];

    private WorldMotives Motives => plan.Motives;

    private NetworkTemper Temper => plan.Motives.Temper[network];

    private bool Knows => Motives.Kind[network] == NetworkMotive.Knowing;

    /// <summary>Runs the network's time with the sites that it would serve.</summary>
    public void Run(IReadOnlyList<int> sites)
    {
        foreach (var site in sites)
        {
            taken.Add(site);
            Plan(EventKind.Opens, Math.Max(0, lives.Born[site] * 7), new CaseEvent(EventKind.Opens, site, null, null, 0));
        }

        while (agenda.TryDequeue(out var next, out var when) && when.Day <= lastDay)
        {
            switch (next.Kind)
            {
                case EventKind.Opens: Open(next.Site, when.Day); break;
                case EventKind.Follows: Follow(next.Lane!, next.Site, when.Day); break;
                case EventKind.Listed: Learn(next.Lane!, when.Day); break;
                case EventKind.Looked: Look(next.Lane!, next.Round, when.Day); break;
                case EventKind.Delivered: Receive(next.Lane!, next.Notice!, next.Round, when.Day); break;
                default: ChangeHands(next.Lane!, when.Day); break;
            }
        }
    }

    private void Plan(EventKind kind, int day, CaseEvent next) => agenda.Enqueue(next with { Kind = kind }, (day, planned++));

    /// <summary>A site that the network would serve is there: does it take it?</summary>
    private void Open(int site, int day)
    {
        var terms = WorldTerms.Of(plan, network, site);
        var week = day / 7;
        var late = Motives.Does(network, NetworkConducts.Tailors) ? random.Below(2) : random.Below(9);
        var first = lives.Born[site] < 0 ? terms.First : week + (int)late;
        if (Screens(site, first * 7) || (plan.Follows[site] && !Admits(site - 1, site, first * 7)))
        {
            return;
        }

        Start(site, terms, terms.Reseller, first, Math.Max(first, (int)terms.Last), LaneTraits.None, -1);
    }

    /// <summary>Whether it looks the site up in the lists and leaves it.</summary>
    private bool Screens(int site, int day) =>
        lives.ListingOf(site) is { } listing && listing.HoldsOn(day) && !random.Chance(WorldResponses.AdmitsListed(Motives, network));

    private bool Admits(int before, int site, int day)
    {
        var person = plan.Person[plan.SiteAccount[before]];
        var sameAccount = plan.SiteAccount[before] == plan.SiteAccount[site];
        return !blocked.TryGetValue(person, out var since) || since > day
            || random.Chance(WorldResponses.AdmitsBlocked(Motives, network, sameAccount));
    }

    /// <summary>The payee of a lane opens a new domain.</summary>
    private void Follow(MarkedLane lane, int site, int day)
    {
        if (taken.Contains(site) || Screens(site, day) || !Admits(lane.Site, site, day) || !random.Chance(WorldResponses.Follows(Motives, network)))
        {
            return;
        }

        taken.Add(site);
        var terms = WorldTerms.Of(plan, network, site);
        var first = (day / 7) + (int)random.Below(Motives.Does(network, NetworkConducts.Readmits) ? 3 : 6);
        Start(site, terms, lane.Reseller, first, plan.Options.Weeks - 1, LaneTraits.None, -1);
    }

    private void Start(int site, PairTerms terms, int reseller, int first, int last, LaneTraits traits, int named)
    {
        var lane = Add(site, terms, reseller, first, last, traits, named, newOwner: false);
        var seen = (first * 7) + 6;
        if (told <= first * 7 && Motives.Does(network, NetworkConducts.Structures))
        {
            lane = Structure(lane, first);
        }

        if (lives.ListingOf(site) is { } listing)
        {
            var known = Math.Max(listing.Recorded, seen);
            Plan(EventKind.Listed, known, new CaseEvent(default, site, lane, null, 0));
            Plan(EventKind.Looked, known + WorldNotices.SearchDays(ref random), new CaseEvent(default, site, lane, null, 0));
        }

        if (site + 1 < plan.Follows.Length && plan.Follows[site + 1] && lives.Born[site + 1] > first)
        {
            Plan(EventKind.Follows, lives.Born[site + 1] * 7, new CaseEvent(default, site + 1, lane, null, 0));
        }

        if (lives.NewHands.TryGetValue(site, out var week))
        {
            Plan(EventKind.NewHands, week * 7, new CaseEvent(default, site, lane, null, 0));
        }
    }

    private MarkedLane Add(int site, PairTerms terms, int reseller, int first, int last, LaneTraits traits, int named, bool newOwner)
    {
        var own = LaneTraits.Marked
            | (plan.IsPirate[site] && !newOwner && Motives.Does(network, NetworkConducts.PricesApart) ? LaneTraits.PricedApart : LaneTraits.None)
            | (plan.IsPirate[site] && !newOwner && Motives.Does(network, NetworkConducts.Tailors) ? LaneTraits.OwnFormat : LaneTraits.None);
        var end = Math.Min(Math.Min(last, plan.Options.Weeks - 1), lives.Dark[site] - 1);
        var lane = new MarkedLane
        {
            Site = site,
            Terms = terms,
            Reseller = reseller,
            First = first,
            Last = end,
            Traits = own | traits,
            Named = named,
            NewOwner = newOwner,
        };
        Lanes.Add(lane);
        return lane;
    }

    /// <summary>A site is listed in public.</summary>
    private void Learn(MarkedLane lane, int day)
    {
        lane = Current(lane);
        var minds = plan.IsPirate[lane.Site] ? Temper.ReadsLists : Temper.ReadsLists / 2;
        if (lane.IsActive(day) && random.Chance(minds))
        {
            Cut(lane, day + WorldResponses.Days(Temper.ListDays, ref random));
        }
    }

    /// <summary>The authority looks at a listed site and the networks on it.</summary>
    private void Look(MarkedLane lane, int round, int day)
    {
        lane = Current(lane);
        var listed = lives.ListingOf(lane.Site) is { } listing && listing.HoldsOn(day);
        if (!listed || (!lane.IsActive(day) && !random.Chance(20_000)))
        {
            return;
        }

        if (!random.Chance(visibility + (step > 0 ? 200_000 : 0)))
        {
            PlanLook(lane, round + 1, day + 28);
            return;
        }

        var notice = WorldNotices.Send(network, lane.Site, random.Chance(step > 0 ? 500_000 : 0) ? step : Math.Min(step, round), day, ref random);
        Notices.Add(notice);
        if (notice.Delivered == int.MaxValue)
        {
            PlanLook(lane, round, day + 60);
        }
        else
        {
            Plan(EventKind.Delivered, notice.Delivered, new CaseEvent(default, lane.Site, lane, notice, round));
        }
    }

    private void PlanLook(MarkedLane lane, int round, int day)
    {
        if (round < 6)
        {
            Plan(EventKind.Looked, day, new CaseEvent(default, lane.Site, lane, null, round));
        }
    }

    /// <summary>A notice arrives.</summary>
    private void Receive(MarkedLane lane, SentNotice notice, int round, int day)
    {
        if (day < told)
        {
            told = day;
            StructureAll(day);
        }

        lane = Current(lane);
        var decision = lane.IsActive(day) && lane.CutDay == int.MaxValue
            ? WorldResponses.Decide(plan, network, lane, IsSmall(lane), notice.Type, ref random)
            : NoticeDecision.Cut;
        switch (decision)
        {
            case NoticeDecision.Cut:
                Cut(lane, day + WorldResponses.Days(Temper.NoticeDays, ref random));
                CutOthers(lane, notice, day);
                break;
            case NoticeDecision.Divert:
                lane = Divert(lane, (day / 7) + 1 + (int)random.Below(3));
                break;
        }

        WorldResponses.Answer(plan, notice, decision, lane.CutDay, ref random);
        if (random.Chance(700_000))
        {
            // Later the authority looks again, and goes a step further if nothing has changed.
            step = Math.Max(step, round + 1);
            PlanLook(lane, round + 1, Math.Max(day, notice.Due) + (int)random.Between(5, 21));
        }
    }

    /// <summary>Whoever means it looks for what else the payee, or the network as a whole, has listed.</summary>
    private void CutOthers(MarkedLane named, SentNotice notice, int day)
    {
        if (Knows)
        {
            return;
        }

        foreach (var other in Lanes.Where(other => other != named && other.IsActive(day) && other.CutDay == int.MaxValue).ToList())
        {
            var listed = lives.ListingOf(other.Site) is { } listing && listing.HoldsOn(day);
            var same = plan.SiteAccount[other.Site] == plan.SiteAccount[named.Site];
            if ((same && random.Chance(600_000)) || (listed && random.Chance(notice.Site < 0 ? Temper.HeedsNotices : Temper.ReadsLists / 2)))
            {
                Cut(other, day + WorldResponses.Days(Temper.NoticeDays + 5, ref random));
            }
        }
    }

    private void Cut(MarkedLane lane, int day)
    {
        lane.Cut(day);
        var person = plan.Person[plan.SiteAccount[lane.Site]];
        blocked[person] = Math.Min(day, blocked.GetValueOrDefault(person, int.MaxValue));
    }

    private bool IsSmall(MarkedLane lane)
    {
        var sizes = Lanes.Where(other => plan.IsPirate[other.Site]).Select(other => other.Terms.Impressions).Order().ToList();
        return sizes.Count > 1 && lane.Terms.Impressions < sizes[sizes.Count / 2];
    }

    private void ChangeHands(MarkedLane lane, int day)
    {
        lane = Current(lane);
        if (!lane.IsActive(day) || lane.CutDay != int.MaxValue)
        {
            return;
        }

        var week = day / 7;
        lane.Last = Math.Min(lane.Last, week - 1);
        if (random.Chance(700_000))
        {
            Add(lane.Site, lane.Terms, lane.Reseller, week, plan.Options.Weeks - 1, LaneTraits.OtherAccount, extras.NewOwnerOf(lane.Site), newOwner: true);
        }
    }

    /// <summary>The lane that goes on where this one ended by a change, else itself.</summary>
    private MarkedLane Current(MarkedLane lane) => Lanes.FindLast(other => other.Site == lane.Site) ?? lane;

    private MarkedLane Divert(MarkedLane lane, int week)
    {
        var options = plan.Options;
        var account = plan.SiteAccount[lane.Site];
        var which = (int)random.Below(2);
        var partner = WorldTerms.Partner(options, network, which);
        return Motives.Adversary[network] switch
        {
            WorldAdversary.Reroute => Change(lane, week, partner == lane.Reseller ? WorldTerms.Partner(options, network, 2) : partner, LaneTraits.None, -1),
            WorldAdversary.ReRegister => Change(lane, week, lane.Reseller, LaneTraits.OtherAccount, extras.Of(ExtraKind.ReRegistered, -1, account)),
            WorldAdversary.Hide => Change(lane, week, -1, LaneTraits.Hidden, extras.Of(ExtraKind.HiddenPayee, network, account)),
            _ => Temper.Insertion switch
            {
                InsertionKind.Reseller => Change(lane, week, WorldTerms.Stranger(options, network, which), LaneTraits.None, -1),
                InsertionKind.Account => Change(lane, week, lane.Reseller, LaneTraits.OtherAccount, extras.Of(ExtraKind.Inserted, network, account)),
                _ => Change(lane, week, WorldTerms.Stranger(options, network, which), LaneTraits.ClaimsDirect, -1),
            },
        };
    }

    private void StructureAll(int day)
    {
        if (!Motives.Does(network, NetworkConducts.Structures))
        {
            return;
        }

        foreach (var lane in Lanes.Where(lane => plan.IsPirate[lane.Site] && !lane.NewOwner && lane.IsActive(day) && lane.CutDay == int.MaxValue).ToList())
        {
            if (random.Chance(800_000))
            {
                Structure(lane, (day / 7) + 1);
            }
        }
    }

    private MarkedLane Structure(MarkedLane lane, int week)
    {
        var account = plan.SiteAccount[lane.Site];
        return Temper.Structure switch
        {
            PaymentStructure.Split => Change(lane, week, -1, LaneTraits.Split, -1),
            PaymentStructure.Hidden => Change(lane, week, -1, LaneTraits.Hidden, extras.Of(ExtraKind.HiddenPayee, network, account)),
            _ => Change(lane, week, lane.Reseller, LaneTraits.OtherAccount, extras.Of(ExtraKind.Dormant, network, -1)),
        };
    }

    /// <summary>Ends a lane and goes on with the site in another way.</summary>
    private MarkedLane Change(MarkedLane lane, int week, int reseller, LaneTraits traits, int named)
    {
        if (week > lane.Last)
        {
            return lane;
        }

        var kept = lane.Traits & (named >= 0 ? LaneTraits.Split | LaneTraits.ClaimsDirect : ~LaneTraits.None);
        var last = lane.Last;
        lane.Last = week - 1;
        return Add(lane.Site, lane.Terms, reseller, week, last, kept | traits, named >= 0 ? named : lane.Named, newOwner: false);
    }

    private sealed record CaseEvent(EventKind Kind, int Site, MarkedLane? Lane, SentNotice? Notice, int Round);
}
