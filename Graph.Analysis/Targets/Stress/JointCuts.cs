namespace Graph.Analysis.Targets.Stress;

/// <summary>Finds the picks of a plan that work only together once money is rerouted.</summary>
/// <remarks>
/// A pick depends on another if lifting it costs more while the other is in force: the two block ways that replace one another. With F the
/// most that can be pushed that is F(P∖i) + F(P∖j) − F(P) − F(P∖{i,j}) &gt; 0, the same for both. Groups are what such pairs connect, kept where
/// the group removes more than its members one by one. Restoring a pick only adds flow, so each figure is a push on top of the plan's.
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
        var all = plan.Pushed;
        var gain = new long[count];
        for (var i = 0; i < count; i++)
        {
            gain[i] = PushedWithout(i) - all;
        }

        for (var i = 0; i < count; i++)
        {
            if (gain[i] <= tolerance)
            {
                continue;
            }

            plan.Mark();
            plan.Lift(i);
            var withoutOne = plan.Pushed;
            for (var j = i + 1; j < count; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (gain[j] > tolerance && Root(i) != Root(j) && gain[j] - (PushedWithout(j) - withoutOne) > tolerance)
                {
                    group[Root(j)] = Root(i);
                }
            }

            plan.Rollback();
        }
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

    private long PushedWithout(int pick)
    {
        plan.Mark();
        plan.Lift(pick);
        var pushed = plan.Pushed;
        plan.Rollback();
        return pushed;
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
