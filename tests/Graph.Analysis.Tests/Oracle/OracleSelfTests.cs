using System.Numerics;
using CsCheck;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Oracle;

/// <summary>The oracle against figures known from elsewhere, and against itself.</summary>
public sealed class OracleSelfTests
{
    private static OracleExposure Exposure(WorldText world) => new(OracleFlow.Of(world, world.DefaultCut));

    [Fact]
    public void Payouts_that_all_reach_one_pirate_through_two_resellers_have_share_one()
    {
        var world = new WorldText()
            .Placement("p1", "2026-10-05", "n", "a", "bad.example", 60m, reseller: "r1")
            .Placement("p2", "2026-10-05", "n", "a", "bad.example", 40m, reseller: "r2")
            .Black("bad.example", "2026-01-01");
        Assert.Equal(Rational.One, Exposure(world)["n"].Share);
        Assert.Equal(Rational.One, Exposure(world)["r1"].Share);
        Assert.Equal(new Rational(3, 5), Exposure(world)["r1"].Criticality);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_payers_of_one_account_for_different_sites_do_not_taint_each_other(bool paid)
    {
        var world = new WorldText()
            .Placement("p1", "2026-10-05", "n1", "a", "good.example", 60m)
            .Placement("p2", "2026-10-05", "n2", "a", "bad.example", 40m)
            .Black("bad.example", "2026-01-01");
        if (paid)
        {
            world.Settlement("s1", "n1", "a", "2026-10-01", 10m).Settlement("s2", "n2", "a", "2026-10-01", 70m);
        }

        var exposure = Exposure(world);
        Assert.Equal(Rational.Zero, exposure["n1"].Share);
        Assert.Equal(Rational.One, exposure["n2"].Share);
        Assert.True(exposure["n1"].PayeeShare > Rational.Zero);
    }

    [Fact]
    public void One_reseller_for_different_accounts_does_not_taint()
    {
        var world = new WorldText()
            .Placement("p1", "2026-10-05", "n1", "a1", "good.example", 60m, reseller: "r")
            .Placement("p2", "2026-10-05", "n2", "a2", "bad.example", 40m, reseller: "r")
            .Black("bad.example", "2026-01-01");
        Assert.Equal(Rational.Zero, Exposure(world)["n1"].Share);
        Assert.Equal(Rational.One, Exposure(world)["n2"].Share);
        Assert.Equal(new Rational(2, 5), Exposure(world)["r"].Share);
    }

    [Fact]
    public void Rows_of_amount_zero_change_nothing()
    {
        RandomWorlds.Overlapping.Sample(w =>
        {
            var before = OracleFlow.Of(w.World, w.Cut);
            foreach (var (n, a, i) in new[] { ("n0", "a1", 1), ("n1", "a0", 2) })
            {
                w.World.Placement("zero" + i, "2026-10-20", n, a, "s1.example", 0m);
                w.World.Settlement("zero" + i, n, a, "2026-10-20", 0m);
            }

            // A party that zero rows alone name may change the kind of one that settlements alone named before.
            var after = OracleFlow.Of(w.World, w.Cut);
            if (before.Seen.PartyIds.All(id => before.Seen.KindOf(id) == after.Seen.KindOf(id)))
            {
                Assert.Equal(before.Rows(), after.Rows());
            }
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void Money_is_conserved_exactly()
    {
        RandomWorlds.Overlapping.Sample(w =>
        {
            var exposure = new OracleExposure(OracleFlow.Of(w.World, w.Cut));
            Assert.Equal(exposure.PirateMoney, exposure.OwnTimesShare);
            Assert.All(exposure.X, x => Assert.True(x >= Rational.Zero && x <= Rational.One));
            Assert.All(exposure.Parties, p => Assert.True(p.Low <= p.Amount && p.Amount <= p.High, p.Id));
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void Every_payment_is_in_the_graph_once()
    {
        RandomWorlds.Overlapping.Sample(w =>
        {
            var flow = OracleFlow.Of(w.World, w.Cut);
            foreach (var pair in flow.Seen.WindowSettlements.Select(s => (s.Row.Payer, s.Row.Payee)).Distinct().Where(p => flow.OnPaid(p.Payer)))
            {
                var hops = flow.Hops.Where(h => h.From.Party == pair.Payer && h.To.Party == pair.Payee).Select(h => h.Amount);
                Assert.Equal(flow.S(pair.Payer, pair.Payee), WorldRecords.Sum(hops));
            }
        }, iter: 100, threads: 1);
    }

    [Fact]
    public void Accounts_have_no_money_of_their_own_but_what_they_pay_beyond_what_they_got()
    {
        RandomWorlds.Overlapping.Sample(w =>
        {
            var flow = OracleFlow.Of(w.World, w.Cut);
            foreach (var account in flow.Nodes.Where(n => n.IsAccount).Select(n => n.Party!).Distinct().Where(a => flow.Lanes.All(l => l.Chain.N != a && l.Chain.R != a) && flow.Seen.Placements.All(p => p.Row.Advertiser != a)))
            {
                var nodes = flow.Nodes.Where(n => n.Party == account && n.IsAccount).ToList();
                var received = WorldRecords.Sum(nodes.Select(flow.In));
                var toOthers = WorldRecords.Sum(flow.Hops.Where(h => h.From.Party == account && h.From.IsAccount && h.To.Party is not null).Select(h => h.Amount));
                var own = WorldRecords.Sum(nodes.Select(n => flow.Throughput(n) - flow.In(n)));
                Assert.Equal(BigInteger.Max(0, toOthers - received), own);
                Assert.Equal(received + own, WorldRecords.Sum(nodes.Select(flow.Out)));
            }
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void The_formulas_for_one_node_and_one_hop_in_a_cycle_hold()
    {
        var world = new WorldText()
            .Placement("p1", "2026-10-05", "n1", "a1", "bad.example", 60m)
            .Placement("p2", "2026-10-05", "n2", "a2", "good.example", 40m)
            .Settlement("s1", "n1", "n2", "2026-10-01", 50m).Settlement("s2", "n2", "n1", "2026-10-01", 30m)
            .Settlement("s3", "n1", "a1", "2026-10-01", 45m).Settlement("s4", "n2", "a2", "2026-10-01", 25m)
            .Black("bad.example", "2026-01-01");
        var exposure = Exposure(world);
        // x1 = 45/95 + 50/95 x2, x2 = 30/55 x1 (n2 receives 50, pays 55): x1·(1 − 60/209) = 9/19, so x1 = 99/149.
        Assert.Equal(new Rational(99, 149), exposure.ShareAt("(n1)"));
        var targets = new OracleTargets(exposure);
        Rational Gain(TargetKind kind, string id, decimal q) => targets.Removed([new OracleCandidate(kind, id, $"cut {q}", 1, q)]);

        // ρ of n1: it leaves to n2 with 50/95, and comes back with 30/55.
        var rho = new Rational(50, 95) * new Rational(30, 55);
        var q = new Rational(1, 4);
        var fx = (Rational)950_000 * new Rational(99, 149);
        Assert.Equal(fx * (Rational.One - rho), Gain(TargetKind.Network, "n1", 1m));
        Assert.Equal(q * fx * (Rational.One - rho) / (Rational.One - (Rational.One - q) * rho), Gain(TargetKind.Network, "n1", 0.25m));

        // The hop n1→n2: δ = q·P, N_21 = (30/55)/(1 − ρ).
        var delta = q * new Rational(50, 95);
        var back = new Rational(30, 55) / (Rational.One - rho);
        Assert.Equal(delta * 950_000 * exposure.ShareAt("(n2)") / (Rational.One + delta * back), Gain(TargetKind.Relationship, "n1>n2", 0.25m));
    }

    [Fact]
    public void The_certificate_is_never_below_the_optimum_and_gains_fall()
    {
        RandomWorlds.Plain.Sample(w =>
        {
            var targets = new OracleTargets(new OracleExposure(OracleFlow.Of(w.World, w.Cut)));
            if (targets.Candidates.Count > 10)
            {
                return;
            }

            Assert.True(targets.UpperBound(3m) >= targets.Optimum(3m));
            Assert.True(targets.Optimum(3m) >= targets.Removed(targets.Plan(3m).Select(p => p.Candidate).ToList()));
            foreach (var candidate in targets.Candidates)
            {
                var other = targets.Candidates[0];
                Assert.True(candidate == other || targets.Gain([other], candidate) <= targets.Gain([], candidate));
            }
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void Largest_remainder_hands_out_everything_in_tie_order()
    {
        Assert.Equal(new BigInteger[] { 4, 3, 3 }, Apportionment.Split(10, [1, 1, 1]));
        Assert.Equal(new BigInteger[] { 0, 1, 0 }, Apportionment.Split(1, [1, 2, 1]));
    }
}
