using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>What a network decides to do about a lane after a delivered notice.</summary>
internal enum NoticeDecision
{
    /// <summary>End it.</summary>
    Cut,
    /// <summary>Leave it as it is.</summary>
    Keep,
    /// <summary>Go on by another way.</summary>
    Divert,
    /// <summary>Contradict the notice and go on.</summary>
    Contest,
}

/// <summary>The decisions of networks, by motive. Everything is noisy: knowing ones comply at times, honest ones overlook things.</summary>
internal static class WorldResponses
{
    private static readonly long DelaySpread = FixedPoint.SigmaQ16(0.55);

    /// <summary>Days that something takes.</summary>
    public static int Days(int median, ref SeededRandom random) => (int)Math.Min(200, FixedPoint.Lognormal(ref random, (long)median * 16, DelaySpread) / 16);

    /// <summary>How often a network takes a site that is listed already, per million.</summary>
    public static int AdmitsListed(WorldMotives motives, int network) => motives.Kind[network] switch
    {
        NetworkMotive.Knowing => motives.Does(network, NetworkConducts.GoesOnAfterListing) ? 750_000 : 300_000,
        NetworkMotive.Negligent => 450_000,
        NetworkMotive.Huge => 150_000,
        _ => 120_000,
    };

    /// <summary>How often a network takes a payee that it had cut off under another domain, per million.</summary>
    public static int AdmitsBlocked(WorldMotives motives, int network, bool sameAccount) => motives.Kind[network] switch
    {
        NetworkMotive.Knowing => motives.Does(network, NetworkConducts.Readmits) ? 850_000 : sameAccount ? 60_000 : 150_000,
        NetworkMotive.Negligent => sameAccount ? 70_000 : 250_000,
        NetworkMotive.Agency => sameAccount ? 150_000 : 120_000,
        _ => sameAccount ? 20_000 : 110_000,
    };

    /// <summary>How often a network follows a payee that it has no quarrel with to a new domain, per million.</summary>
    public static int Follows(WorldMotives motives, int network) => motives.Does(network, NetworkConducts.Readmits) ? 850_000 : 400_000;

    /// <summary>The decision about a lane that a notice names.</summary>
    /// <param name="plan">The world.</param>
    /// <param name="network">The network.</param>
    /// <param name="lane">The lane.</param>
    /// <param name="small">Whether it earns less than most of the network's pirate lanes.</param>
    /// <param name="type">The step; a penalty impresses more.</param>
    /// <param name="random">Draws.</param>
    public static NoticeDecision Decide(WorldPlan plan, int network, MarkedLane lane, bool small, NoticeType type, ref SeededRandom random)
    {
        var (motives, temper) = (plan.Motives, plan.Motives.Temper[network]);
        if (motives.Kind[network] != NetworkMotive.Knowing)
        {
            var disputed = lane.NewOwner ? 850_000 : plan.IsPirate[lane.Site] ? 0 : 500_000;
            return random.Chance(disputed) ? NoticeDecision.Contest : random.Chance(temper.HeedsNotices) ? NoticeDecision.Cut : NoticeDecision.Keep;
        }

        if (random.Chance(type == NoticeType.Penalty ? 400_000 : 60_000))
        {
            return NoticeDecision.Cut;
        }

        var selects = motives.Does(network, NetworkConducts.Selects);
        if (selects && small)
        {
            return random.Chance(900_000) ? NoticeDecision.Cut : NoticeDecision.Keep;
        }

        if (motives.Adversary[network] != WorldAdversary.None ? random.Chance(750_000) : motives.Does(network, NetworkConducts.Inserts) && random.Chance(700_000))
        {
            return NoticeDecision.Divert;
        }

        return random.Chance(selects ? 150_000 : temper.HeedsNotices) ? NoticeDecision.Cut : NoticeDecision.Keep;
    }

    /// <summary>Writes what the network answers, after it decided.</summary>
    /// <param name="plan">The world.</param>
    /// <param name="notice">The notice; its answer is filled in.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="cutDay">The day on which it ends the lane, where it does.</param>
    /// <param name="random">Draws.</param>
    public static void Answer(WorldPlan plan, SentNotice notice, NoticeDecision decision, int cutDay, ref SeededRandom random)
    {
        var (motives, n) = (plan.Motives, notice.Network);
        if (!random.Chance(motives.Temper[n].Replies))
        {
            notice.Response = NoticeResponse.None;
            return;
        }

        var soon = notice.Delivered + (int)random.Between(1, 14);
        var lies = random.Chance(motives.Does(n, NetworkConducts.Misstates) ? 750_000 : motives.Kind[n] == NetworkMotive.Knowing ? 350_000 : 100_000);
        (notice.Responded, notice.Response) = decision switch
        {
            // Some say so before they have done so.
            NoticeDecision.Cut => (random.Chance(800_000) ? cutDay + (int)random.Between(0, 5) : Math.Min(soon, cutDay), random.Chance(70_000) ? NoticeResponse.Partial : NoticeResponse.Removed),
            NoticeDecision.Contest => (soon, NoticeResponse.Refused),
            _ when lies => (soon, NoticeResponse.Removed),
            _ => (soon, random.Chance(400_000) ? NoticeResponse.Refused : NoticeResponse.Partial),
        };

        // What had ended before the notice came is answered after it came.
        notice.Responded = Math.Max(notice.Responded!.Value, notice.Delivered + 1);
    }
}
