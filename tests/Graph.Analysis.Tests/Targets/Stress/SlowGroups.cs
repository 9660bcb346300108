using Graph.Analysis.Targets.Reroute;
using Graph.Analysis.Targets.Stress;
using Graph.Analysis.Tests.Targets.Reroute;

namespace Graph.Analysis.Tests.Targets.Stress;

/// <summary>Picks that work only together, each flow from nothing and every pair tried.</summary>
internal sealed class SlowGroups
{
    private readonly StressWorld world;
    private readonly PlannedCut[] cuts;
    private readonly double tolerance;
    private readonly Dictionary<string, double> known = [];

    public SlowGroups(StressWorld world, PlannedCut[] cuts)
    {
        (this.world, this.cuts) = (world, cuts);
        var nodes = RerouteGraph.Of(world.Flow, world.Exposure, 0.25).NodeCount;
        tolerance = Math.Max(1e-6 * world.Exposure.PirateMoney, nodes);
    }

    public List<CutGroup> Groups()
    {
        int[] all = [.. Enumerable.Range(0, cuts.Length)];
        bool Depends(int i, int j) => i != j && Removed(all) - Removed(all.Except([i])) - (Removed(all.Except([j])) - Removed(all.Except([i, j]))) > tolerance;
        var open = all.ToHashSet();
        var groups = new List<CutGroup>();
        while (open.Count > 0)
        {
            var members = new List<int> { open.Min() };
            for (var k = 0; k < members.Count; k++)
            {
                members.AddRange(open.Where(other => !members.Contains(other) && Depends(members[k], other)).ToList());
            }

            open.ExceptWith(members);
            var (together, apart) = (Removed(members), members.Sum(member => Removed([member])));
            if (members.Count > 1 && together > apart + tolerance)
            {
                groups.Add(new CutGroup([.. members.Order().Select(member => member + 1)], together, apart));
            }
        }

        return [.. groups.OrderByDescending(group => group.Together).ThenBy(group => group.Ranks[0])];
    }

    private double Removed(IEnumerable<int> picks)
    {
        var some = picks.Order().ToArray();
        var key = string.Join(',', some);
        if (!known.TryGetValue(key, out var removed))
        {
            removed = Pushed([]) - Pushed(some);
            known.Add(key, removed);
        }

        return removed;
    }

    private double Pushed(int[] picks)
    {
        var chosen = picks.Select(pick => cuts[pick]).ToList();
        return SlowReroute.Value(world.Flow, world.Exposure, 0.25, chosen.Where(cut => cut.Party >= 0).ToDictionary(cut => cut.Party, cut => 1.0 - cut.Efficacy),
            chosen.Where(cut => cut.Party < 0).ToDictionary(cut => (cut.Payer, cut.Payee), cut => 1.0 - cut.Efficacy));
    }
}
