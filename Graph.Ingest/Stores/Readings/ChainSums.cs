using System.Runtime.InteropServices;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>One pass over all placements that earn: who is named by them, whose accounts are paid for marked sites, and how networks sold.</summary>
internal sealed class ChainSums
{
    private readonly Chains chains;
    private readonly PartyIndex parties;
    private readonly SiteMap siteMap;
    private readonly Dictionary<(int Network, int Reseller), Span> spans = [];
    private readonly List<ulong> spanSites = [];

    /// <param name="chains">The chains.</param>
    /// <param name="parties">The parties.</param>
    /// <param name="siteMap">The sites as of the cut.</param>
    public ChainSums(Chains chains, PartyIndex parties, SiteMap siteMap)
    {
        this.chains = chains;
        this.parties = parties;
        this.siteMap = siteMap;
        Named = new bool[parties.Parties.Length];
        PaidForMarked = new bool[parties.Parties.Length];
    }

    /// <summary>By party: whether a placement with gross &gt; 0 names it.</summary>
    public bool[] Named { get; }

    /// <summary>By party: whether it is the account of a placement with gross &gt; 0 on a marked site.</summary>
    public bool[] PaidForMarked { get; }

    /// <summary>Reads.</summary>
    /// <param name="source">The store.</param>
    /// <param name="marked">By number of a site: whether it is marked.</param>
    public void Read(ICutSource source, bool[] marked)
    {
        foreach (ref readonly var lane in source.Spans().AsSpan())
        {
            var site = siteMap.Of(lane.Host);
            Mark(lane.Chain, site, marked[site]);
            Sum(in lane, site);
        }

        foreach (var advertiser in source.AdvertisersSeen(earning: true))
        {
            Named[parties.Party(advertiser)] = true;
        }
    }

    /// <summary>How networks sold, by network, reseller.</summary>
    public ResellerSpan[] Spans()
    {
        var sites = new int[spans.Count];
        var sorted = CollectionsMarshal.AsSpan(spanSites);
        sorted.Sort();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sites[(int)(sorted[i] >> 32)]++;
            }
        }

        return [.. spans.Select(s => new ResellerSpan(s.Key.Network, s.Key.Reseller, s.Value.First, s.Value.Last, s.Value.Gross, sites[s.Value.Number]))
            .OrderBy(s => s.Network).ThenBy(s => s.Reseller)];
    }

    private void Mark(int chain, int site, bool onMarked)
    {
        var (network, reseller, account) = chains.Named(chain);
        var paid = account == 0 ? parties.SiteAccount(site) : parties.Party(account);
        Named[parties.Party(network)] = true;
        Named[paid] = true;
        PaidForMarked[paid] |= onMarked;
        if (reseller != 0)
        {
            Named[parties.Party(reseller)] = true;
        }
    }

    private void Sum(in LaneSpan lane, int site)
    {
        var (network, reseller, _) = chains.Of(lane.Chain, site, parties);
        ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(spans, (network, reseller), out var known);
        span = known
            ? span with { First = Min(span.First, lane.First), Last = Max(span.Last, lane.Last), Gross = checked(span.Gross + lane.Gross) }
            : new Span(spans.Count - 1, lane.First, lane.Last, lane.Gross);
        spanSites.Add(((ulong)(uint)span.Number << 32) | (uint)site);
    }

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;

    private readonly record struct Span(int Number, DateOnly First, DateOnly Last, long Gross);
}
