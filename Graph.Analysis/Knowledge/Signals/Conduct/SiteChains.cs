using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>What all parties do: on a site, through a reseller, to a payee.</summary>
internal sealed class SiteChains
{
    private readonly ConductRecords records;
    private readonly List<int>[] bySite;
    private readonly Dictionary<int, SortedSet<int>> payers = [];
    private readonly Dictionary<int, List<(int Reseller, int Site)>> lanes = [];
    private readonly Dictionary<int, List<ResellerSpan>> spans = [];

    /// <summary>Indexes a view.</summary>
    public SiteChains(ConductRecords records)
    {
        this.records = records;
        var view = records.View;
        bySite = new List<int>[view.Records.Sites.Count];
        for (var i = 0; i < view.Records.Placements.Length; i++)
        {
            (bySite[view.Records.Placements[i].Site] ??= []).Add(i);
        }

        foreach (ref readonly var row in view.Records.Settlements.AsSpan())
        {
            if (row.Counted > 0)
            {
                (payers.TryGetValue(row.Payee, out var known) ? known : payers[row.Payee] = []).Add(row.Payer);
            }
        }

        foreach (var lane in view.Flow.Lanes.Where(lane => lane.Gross > 0))
        {
            (lanes.TryGetValue(lane.Network, out var known) ? known : lanes[lane.Network] = []).Add((lane.Reseller, lane.Site));
        }

        foreach (var span in view.Records.Resellers)
        {
            (spans.TryGetValue(span.Network, out var known) ? known : spans[span.Network] = []).Add(span);
        }
    }

    /// <summary>How many others pay a payee.</summary>
    public int OtherPayers(int payee, int party) => payers.TryGetValue(payee, out var known) ? known.Count(payer => payer != party) : 0;

    /// <summary>For each other network on a site the payee of its last row after a day.</summary>
    public IReadOnlyList<int> PayeesOfOthers(int site, int party, DateOnly after)
    {
        var last = new SortedDictionary<int, (DateOnly Day, int Payee)>();
        foreach (var index in bySite[site])
        {
            ref readonly var row = ref records.View.Records.Placements[index];
            if (row.Network != party && row.Reseller != party && row.Day > after && (!last.TryGetValue(row.Network, out var known) || known.Day <= row.Day))
            {
                last[row.Network] = (row.Day, ConductRecords.PayeeOf(row));
            }
        }

        return [.. last.Values.Select(row => row.Payee)];
    }

    /// <summary>How many of a network's other sites go through a reseller, and how many it has: of the window where it sold through the reseller there,
    /// else of all dates, by reseller.</summary>
    public (int Through, int All) OtherSites(int network, int reseller, IEnumerable<int> told)
    {
        var without = told.Select(site => records.View.Records.MoneySites[site]).ToHashSet();
        var others = (lanes.TryGetValue(network, out var known) ? known : []).Where(lane => !without.Contains(lane.Site)).ToList();
        if (others.Exists(lane => lane.Reseller == reseller))
        {
            return (others.Where(lane => lane.Reseller == reseller).Select(lane => lane.Site).Distinct().Count(), others.Select(lane => lane.Site).Distinct().Count());
        }

        var ends = told.Count();
        var all = spans.TryGetValue(network, out var sums) ? sums : [];
        return (Math.Max(0, all.Where(span => span.Reseller == reseller).Sum(span => span.Sites) - ends), Math.Max(0, all.Sum(span => span.Sites) - ends));
    }
}
