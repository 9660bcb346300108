using CsCheck;
using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Tests.Targets.Exact;

/// <summary>A small planning problem of bare walks, and its optimum by trying every set.</summary>
internal sealed record CoverageInstance(
    IReadOnlyList<(double Weight, (int Target, int Passes)[] Passages)> Walks, double Unfollowed, decimal[] Price, double[] Efficacy, int[] TargetOf,
    decimal Budget, LimitGroup[] Groups, (int First, int Second)[] Pairs, int[] Forced)
{
    /// <summary>Instances with one or two actions per target, certain and uncertain ones, groups, pairs and forced actions.</summary>
    public static Gen<CoverageInstance> Random { get; } =
        from targets in Gen.Int[1, 6]
        from second in Gen.Bool.Array[targets]
        let targetOf = Enumerable.Range(0, targets).SelectMany(t => second[t] ? new[] { t, t } : [t]).ToArray()
        let n = targetOf.Length
        from price in Gen.Int[0, 30].Select(tenths => tenths / 10m).Array[n]
        from efficacy in Gen.Frequency((5, Gen.Const(1.0)), (4, Gen.Double[0.0, 1.0]), (1, Gen.Const(0.5)), (1, Gen.Const(0.0))).Array[n]
        from budget in Gen.Int[0, 60].Select(tenths => tenths / 10m)
        from walks in Walk(targets).Array[0, 14]
        from unfollowed in Gen.Frequency((3, Gen.Const(0.0)), (1, Gen.Double[0.0, 1.0]))
        from groups in Group(n).Array[0, 2]
        from pairs in Gen.Select(Gen.Int[0, n - 1], Gen.Int[0, n - 1]).Array[0, 2]
        from forced in Gen.Int[0, n - 1].Array[0, 1]
        select new CoverageInstance(
            walks, unfollowed, price, efficacy, targetOf, budget, groups,
            [.. pairs.Where(p => p.Item1 < p.Item2).Select(p => (p.Item1, p.Item2)).Distinct().Order()], forced);

    /// <summary>The walks as the program keeps them.</summary>
    public WalkTable Table => new()
    {
        Weight = [.. Walks.Select(walk => walk.Weight)],
        Start = [0, .. Walks.Select((_, i) => Walks.Take(i + 1).Sum(walk => walk.Passages.Length))],
        Target = [.. Walks.SelectMany(walk => walk.Passages.Select(passage => passage.Target))],
        Passes = [.. Walks.SelectMany(walk => walk.Passages.Select(passage => passage.Passes))],
        Unfollowed = Unfollowed,
    };

    /// <summary>The limits as the program keeps them.</summary>
    public PlanLimits Limits => new(
        Budget, Price, TargetOf, Groups, [.. Pairs.Select(pair => new ExcludedGroups([pair.Item1], [pair.Item2]))], Forced, []);

    /// <summary>All plans.</summary>
    public IEnumerable<int[]> Plans => Enumerable.Range(0, 1 << Price.Length)
        .Select(bits => Enumerable.Range(0, Price.Length).Where(c => (bits & (1 << c)) != 0).ToArray()).Where(IsPlan);

    /// <summary>Money that arrives under a plan is what every passage lets through; the rest is removed.</summary>
    public double Removed(IReadOnlyCollection<int> plan)
    {
        var removed = 0.0;
        foreach (var (weight, passages) in Walks)
        {
            var arriving = weight;
            foreach (var (target, passes) in passages)
            {
                for (var pass = 0; pass < passes; pass++)
                {
                    arriving = plan.Where(c => TargetOf[c] == target).Aggregate(arriving, (left, c) => left - (left * Efficacy[c]));
                }
            }

            removed += weight - arriving;
        }

        return removed;
    }

    /// <summary>Whether a set keeps all the limits.</summary>
    public bool IsPlan(IReadOnlyCollection<int> set) =>
        set.Sum(c => Price[c]) <= Budget
        && set.Select(c => TargetOf[c]).Distinct().Count() == set.Count
        && Groups.All(group => set.Count(group.Members.Contains) <= group.MostCount && set.Where(group.Members.Contains).Sum(c => Price[c]) <= group.MostCost)
        && Pairs.All(pair => !(set.Contains(pair.First) && set.Contains(pair.Second)))
        && Forced.All(set.Contains);

    private static Gen<(double, (int, int)[])> Walk(int targets) =>
        from weight in Gen.Frequency((6, Gen.Double[1.0, 1e6]), (1, Gen.Double[1e-9, 1e-6]), (1, Gen.Const(1000.0)))
        from passes in Gen.Frequency((2, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Int[2, 3])).Array[targets]
        select (weight, Enumerable.Range(0, targets).Where(t => passes[t] > 0).Select(t => (t, passes[t])).ToArray());

    private static Gen<LimitGroup> Group(int n) =>
        from members in Gen.Bool.Array[n]
        from count in Gen.Frequency((2, Gen.Int[0, 3]), (1, Gen.Const(int.MaxValue)))
        from cost in Gen.Frequency((1, Gen.Int[0, 40].Select(tenths => tenths / 10m)), (1, Gen.Const(decimal.MaxValue)))
        select new LimitGroup([.. Enumerable.Range(0, n).Where(c => members[c])], count, cost);
}
