using CsCheck;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Oracle;

/// <summary>The bounds hold for every way to share part-paid money over lanes that the accruals allow, tried one by one.</summary>
public sealed class OracleBoundsTests
{
    private const decimal Unit = 0.0001m;
    private static readonly string[] Sites = ["bad.example", "good.example", "half.example"];

    [Fact]
    public void No_way_to_share_leaves_the_bounds()
    {
        var worlds =
            from gross in Gen.Int[0, 4].Array[12]
            from paid in Gen.Int[0, 12].Array[4]
            select World(gross, paid);
        worlds.Sample(world =>
        {
            var exposure = new OracleExposure(OracleFlow.Of(world, world.DefaultCut));
            foreach (var network in new[] { "n1", "n2" })
            {
                CheckNetwork(exposure, network);
            }

            var pair = exposure.Flow.LanesOf("r", "a").ToList();
            Within(exposure["r"], Ways(pair).Select(way => Pirate(exposure, pair, way)));
        }, iter: 150, threads: 1);
    }

    /// <summary>n1 and n2 pay one account directly and through one reseller; nobody pays more than accrued.</summary>
    private static WorldText World(int[] gross, int[] paid)
    {
        var world = new WorldText().Black("bad.example", "2026-01-01").Black("half.example", "2026-01-01", confidence: 50)
            .Placement("last", "2026-10-25", "other", "b", "good.example", 1m);
        for (var i = 0; i < gross.Length; i++)
        {
            world.Placement("p" + i, "2026-10-25", i % 2 == 0 ? "n1" : "n2", "a", Sites[i / 2 % 3], gross[i] * Unit, i < 6 ? "r" : null);
        }

        int Accrued(Func<PlacementRow, bool> of) => (int)(world.Placements.Where(of).Sum(p => p.Gross) / Unit);
        void Pay(string u, string v, int wanted, int accrued) => world.Settlement(u + v, u, v, "2026-10-20", Math.Min(wanted, accrued) * Unit);
        Pay("r", "a", paid[0], Accrued(p => p.Reseller == "r"));
        Pay("n1", "r", paid[1], Accrued(p => p.Network == "n1" && p.Reseller == "r"));
        Pay("n1", "a", paid[2], Accrued(p => p.Network == "n1" && p.Reseller is null));
        Pay("n2", "a", paid[3], Accrued(p => p.Network == "n2" && p.Reseller is null));
        return world;
    }

    /// <summary>What the network paid directly, and the pirate part of f among what the reseller passed on for it.</summary>
    private static void CheckNetwork(OracleExposure exposure, string network)
    {
        var flow = exposure.Flow;
        var direct = flow.LanesOf(network, "a").ToList();
        var pair = flow.LanesOf("r", "a").ToList();
        bool Own(OracleLane lane) => lane.Chain.N == network;
        var passed = pair.Where(Own).Sum(l => (int)l.Amount);
        Rational f = flow.EarlierHop(network, "r");
        var found = new List<Rational>();
        foreach (var a in Ways(direct).Select(way => Pirate(exposure, direct, way)).Distinct())
        {
            foreach (var way in Ways(pair).Where(w => pair.Zip(w).Where(p => Own(p.First)).Sum(p => p.Second) == passed))
            {
                var own = pair.Zip(way).Where(p => Own(p.First)).ToList();
                var pirate = OracleExposure.Sum(own.Select(p => p.Second * flow.Seen.Belief(p.First.Chain.S)));
                found.Add(a + Rational.Max(0, f - ((Rational)passed - pirate)));
                found.Add(a + Rational.Min(f, pirate));
            }
        }

        Within(exposure[network], found);
    }

    private static void Within(OracleParty party, IEnumerable<Rational> amounts) =>
        Assert.All(amounts, a => Assert.True(party.Low <= a && a <= party.High, $"{party.Id}: {party.Low} {a} {party.High}"));

    private static Rational Pirate(OracleExposure exposure, IReadOnlyList<OracleLane> lanes, int[] way) =>
        OracleExposure.Sum(lanes.Zip(way).Select(p => p.Second * exposure.Flow.Seen.Belief(p.First.Chain.S)));

    /// <summary>Every way to share what was paid, no lane getting more than it accrued.</summary>
    private static IEnumerable<int[]> Ways(List<OracleLane> lanes)
    {
        if (lanes.Count == 0 || !lanes[0].Paid)
        {
            return [lanes.Select(l => (int)l.Amount).ToArray()];
        }

        IEnumerable<int[]> Of(int lane, int left) => lane == lanes.Count
            ? left == 0 ? [[]] : []
            : Enumerable.Range(0, Math.Min(left, (int)lanes[lane].Gross) + 1).SelectMany(m => Of(lane + 1, left - m).Select(rest => (int[])[m, .. rest]));
        return Of(0, lanes.Sum(l => (int)l.Amount));
    }
}
