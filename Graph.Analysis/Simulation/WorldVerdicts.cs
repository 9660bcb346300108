using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>What was decided about a few networks: past enforcement. One verdict in twelve is wrong.</summary>
internal static class WorldVerdicts
{
    private static readonly string[] Authorities = ["copyright-office", "court-3"];

    /// <summary>The rows, by network.</summary>
    public static IEnumerable<Verdict> Rows(WorldPlan plan, WorldCast cast)
    {
        var options = plan.Options;
        for (var n = 0; n < options.Networks; n++)
        {
            var random = SeededRandom.Stream(options.Seed, WorldStream.Verdicts, (ulong)n);
            var relapses = plan.Motives.Does(n, NetworkConducts.Relapses);
            if (!relapses && !random.Chance(Share(plan.Motives.Kind[n])))
            {
                continue;
            }

            // Whoever relapses was judged before this world began or early in it; others at any time.
            var days = options.Weeks * 7;
            var day = (int)(relapses ? random.Between(-400, days / 4) : random.Between(-300, days - 1));
            var kind = relapses ? VerdictKind.Knowing : KindOf(plan.Motives.Kind[n], random.Chance(80_000), ref random);
            var decided = options.FirstDay.AddDays(day);
            var recorded = decided.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(random.Below(15)).AddHours(1 + random.Below(9));
            if (recorded < options.FirstDay.AddDays(days).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))
            {
                yield return new Verdict(default, recorded, cast.Networks[n], kind, decided, Authorities[random.Below(Authorities.Length)]);
            }
        }
    }

    private static int Share(NetworkMotive kind) => kind switch
    {
        NetworkMotive.Knowing => 250_000,
        NetworkMotive.Negligent => 120_000,
        _ => 50_000,
    };

    private static VerdictKind KindOf(NetworkMotive motive, bool wrong, ref SeededRandom random)
    {
        var right = motive switch
        {
            NetworkMotive.Knowing => VerdictKind.Knowing,
            NetworkMotive.Negligent => VerdictKind.Negligent,
            _ => VerdictKind.Clean,
        };
        return wrong ? (VerdictKind)(((int)right + 1 + (int)random.Below(2)) % 3) : right;
    }
}
