namespace Graph.Analysis.Targets.Stress;

/// <summary>Finds the picks of a plan that work only together once money is rerouted.</summary>
/// <remarks>
/// A pick depends on another if lifting it costs more while the other is in force: the two block ways that replace one another. With F the
/// most that can be pushed that is F(P∖i) + F(P∖j) − F(P) − F(P∖{i,j}) &gt; 0, the same for both. Groups are what such pairs connect, kept where
/// the group removes more than its members one by one. Restoring a pick only adds flow, so each figure is a push on top of the plan's; and where the flows
/// that two picks hold back fit beside each other, the pair need not be tried.
/// </remarks>
/// <param name="plan">The plan, all of the first picks in force and no other.</param>
/// <param name="count">How many picks there are.</param>
/// <param name="tolerance">Units that are no difference.</param>
internal sealed class JointCuts(ReroutedPlan plan, int count, double tolerance)
{
    private readonly int[] group = [.. Enumerable.Range(0, count)];

    /// <summary>Connects the picks that depend on one another. Leaves the plan as it was.</summary>
    public void Connect(CancellationToken cancellation)
    {
        var lifted = new (long More, (int Place, long More)[] Changes)[count];
        for (var pick = 0; pick < count; pick++)
        {
            cancellation.ThrowIfCancellationRequested();
            lifted[pick] = plan.TryLift(pick);
        }

        for (var i = 0; i < count; i++)
        {
            // Whoever could clash with the pick: for the others the two flows fit beside each other, and neither is worth less for the other.
            int[] doubtful = [.. Enumerable.Range(i + 1, count - i - 1).Where(j =>
                lifted[i].More > tolerance && lifted[j].More > tolerance && !(plan.Clash(i, lifted[i].Changes, j, lifted[j].Changes) <= tolerance))];
            if (doubtful.Length > 0)
            {
                Compare(i, doubtful, lifted, cancellation);
            }
        }
    }

    private void Compare(int pick, int[] others, (long More, (int Place, long More)[] Changes)[] lifted, CancellationToken cancellation)
    {
        plan.Mark();
        plan.Lift(pick);
        foreach (var other in others)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Root(pick) != Root(other) && !plan.WouldPush(other, (long)Math.Ceiling(lifted[other].More - tolerance)))
            {
                group[Root(other)] = Root(pick);
            }
        }

        plan.Rollback();
    }

    /// <summary>The groups that remove more together than apart, largest first, ties by first rank.</summary>
    /// <remarks>The plan must have nothing in force, and has nothing in force afterwards.</remarks>
    public List<CutGroup> Measure(CancellationToken cancellation)
    {
        var groups = new List<CutGroup>();
        foreach (var members in Enumerable.Range(0, count).GroupBy(Root).Where(members => members.Skip(1).Any()))
        {
            cancellation.ThrowIfCancellationRequested();
            double together = RemovedBy(members);
            double apart = members.Sum(member => RemovedBy([member]));
            if (together > apart + tolerance)
            {
                groups.Add(new CutGroup([.. members.Select(member => member + 1)], together, apart));
            }
        }

        return [.. groups.OrderByDescending(found => found.Together).ThenBy(found => found.Ranks[0])];
    }

    private long RemovedBy(IEnumerable<int> picks)
    {
        var before = plan.Pushed;
        plan.Mark();
        foreach (var pick in picks)
        {
            plan.Apply(pick);
        }

        var after = plan.Pushed;
        plan.Rollback();
        return before - after;
    }

    private int Root(int pick)
    {
        while (group[pick] != pick)
        {
            pick = group[pick];
        }

        return pick;
    }
}
