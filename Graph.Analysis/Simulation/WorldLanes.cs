using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>Who serves whom: pairs of network and site, with the reseller between them, from one week to another.</summary>
/// <remarks>One row per pair and way, by network and then site: the only table of a world that grows with the placements (31 bytes a
/// pair). A pair whose way changed, or that ended and began again, has several.</remarks>
internal sealed class WorldLanes
{
    private readonly Dictionary<int, int> named = [];

    private WorldLanes(int count)
    {
        (Network, Site, Reseller) = (new int[count], new int[count], new int[count]);
        (Impressions, PriceScale) = (new long[count], new int[count]);
        (Format, Geo) = (new byte[count], new byte[count]);
        (FirstWeek, LastWeek, Traits) = (new short[count], new short[count], new LaneTraits[count]);
    }

    public int Count => Network.Length;

    public int[] Network { get; }

    public int[] Site { get; }

    /// <summary>Index of the reseller, or −1.</summary>
    public int[] Reseller { get; }

    /// <summary>Median impressions of a row.</summary>
    public long[] Impressions { get; }

    /// <summary>Price of a thousand impressions, octaves (1/65536) above its format's.</summary>
    public int[] PriceScale { get; }

    public byte[] Format { get; }

    public byte[] Geo { get; }

    public short[] FirstWeek { get; }

    public short[] LastWeek { get; }

    public LaneTraits[] Traits { get; }

    /// <summary>Makes the table of all pairs.</summary>
    /// <param name="plan">The entities.</param>
    /// <param name="lives">When sites are there.</param>
    /// <param name="ordinary">Pairs that nobody asks about.</param>
    /// <param name="marked">Lanes to sites that somebody may ask about.</param>
    /// <param name="cancellation">Cancels.</param>
    public static WorldLanes Build(
        WorldPlan plan, WorldLives lives, List<(int Network, int Site)> ordinary, List<LaneDraft> marked, CancellationToken cancellation)
    {
        var drafts = new List<LaneDraft>(ordinary.Count + marked.Count);
        foreach (var draft in ordinary.Select(pair => Ordinary(plan, lives, pair.Network, pair.Site)).Concat(marked))
        {
            AddMoving(plan, drafts, draft);
        }

        cancellation.ThrowIfCancellationRequested();
        drafts.Sort((a, b) => (a.Network, a.Site, a.First, a.Last, a.Reseller).CompareTo((b.Network, b.Site, b.First, b.Last, b.Reseller)));
        var lanes = new WorldLanes(drafts.Count);
        for (var lane = 0; lane < drafts.Count; lane++)
        {
            lanes.Fill(plan, lane, drafts[lane]);
        }

        // A week without any pair could hold no row: one ordinary pair is always there.
        var steady = Math.Max(0, Array.FindIndex(lanes.Traits, traits => (traits & LaneTraits.Marked) == 0));
        (lanes.FirstWeek[steady], lanes.LastWeek[steady]) = (0, (short)(plan.Options.Weeks - 1));
        return lanes;
    }

    public bool IsActive(int lane, int week) => FirstWeek[lane] <= week && week <= LastWeek[lane];

    /// <summary>Whether it has a row every week.</summary>
    public bool IsWeekly(int lane) => (Traits[lane] & LaneTraits.Marked) != 0;

    /// <summary>The account that rows of a lane name.</summary>
    public int AccountOf(WorldPlan plan, int lane) =>
        (Traits[lane] & LaneTraits.OtherAccount) != 0 ? named[lane] : plan.SiteAccount[Site[lane]];

    /// <summary>Who is paid for a lane: the account, or the hidden payee that stands for it.</summary>
    public int PayeeOf(WorldPlan plan, int lane) => (Traits[lane] & LaneTraits.Hidden) != 0 ? named[lane] : AccountOf(plan, lane);

    private static LaneDraft Ordinary(WorldPlan plan, WorldLives lives, int network, int site)
    {
        var terms = WorldTerms.Of(plan, network, site);
        var first = Math.Max(terms.First, lives.Born[site]);
        var traits = (terms.Asked ? LaneTraits.Marked : LaneTraits.None) | (terms.Misclaims ? LaneTraits.ClaimsDirect : LaneTraits.None);
        return new LaneDraft(network, site, terms.Reseller, first, Math.Max(first, terms.Last), traits, -1);
    }

    /// <summary>Adds a lane; in two parts where its network moves all its publishers to one reseller meanwhile.</summary>
    private static void AddMoving(WorldPlan plan, List<LaneDraft> drafts, LaneDraft draft)
    {
        var week = plan.Motives.Temper[draft.Network].MovesInWeek;
        if (week < 0 || draft.Last < week)
        {
            drafts.Add(draft);
            return;
        }

        if (draft.First < week)
        {
            drafts.Add(draft with { Last = (short)(week - 1) });
        }

        var to = WorldTerms.Stranger(plan.Options, draft.Network, 0);
        drafts.Add(draft with { First = Math.Max(draft.First, (short)week), Reseller = to });
    }

    private void Fill(WorldPlan plan, int lane, LaneDraft draft)
    {
        var terms = WorldTerms.Of(plan, draft.Network, draft.Site);
        (Network[lane], Site[lane], Reseller[lane]) = (draft.Network, draft.Site, draft.Reseller);
        (FirstWeek[lane], LastWeek[lane], Traits[lane]) = (draft.First, draft.Last, draft.Traits);
        (Impressions[lane], Geo[lane]) = (terms.Impressions, terms.Geo);
        var apart = (draft.Traits & LaneTraits.PricedApart) != 0 ? plan.Motives.Temper[draft.Network].PirateOffset : 0;
        PriceScale[lane] = terms.PriceScale + apart;
        Format[lane] = (draft.Traits & LaneTraits.OwnFormat) != 0 ? WorldTerms.OwnFormat(draft.Network) : terms.Format;
        if ((draft.Traits & (LaneTraits.Hidden | LaneTraits.OtherAccount)) != 0)
        {
            named[lane] = draft.Named;
        }
    }
}
