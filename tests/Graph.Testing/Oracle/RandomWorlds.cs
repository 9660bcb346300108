using CsCheck;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>A random world and the cut to read it with.</summary>
public sealed record RandomWorld(WorldText World, AsOfCut Cut)
{
    public override string ToString() => $"as of {Cut.AsOf:yyyy-MM-dd}{World}";
}

/// <summary>Small random worlds: part-paid lanes, opaque money, cycles, clawbacks, lines, rows outside the window.</summary>
public static class RandomWorlds
{
    private static readonly DateOnly AsOf = new(2026, 11, 1);
    private static readonly string?[] Statuses = [null, null, null, null, "paid", "released", "held", "reversed"];

    /// <summary>Every id has one role; kinds follow from the columns.</summary>
    public static Gen<RandomWorld> Plain => Worlds(overlap: false);

    /// <summary>Ids may stand in several roles and be registered as any kind.</summary>
    public static Gen<RandomWorld> Overlapping => Worlds(overlap: true);

    /// <summary>Plain worlds in which most payments go from network to network, so that money runs in circles.</summary>
    public static Gen<RandomWorld> Cyclic => Worlds(overlap: false, settlement => settlement[6] % 2 == 0
        ? [settlement[0], 0, .. settlement[2..5], 3, 0, settlement[7]]
        : [settlement[0], 9, .. settlement[2..5], 3, 0, settlement[7]]);

    /// <summary>Without settlements and lines: everything on basis accrued.</summary>
    public static Gen<RandomWorld> Accrued => Plain.Select(w =>
    {
        w.World.Settlements.Clear();
        w.World.Lines.Clear();
        return w;
    });

    private static Gen<RandomWorld> Worlds(bool overlap, Func<int[], int[]>? settle = null) =>
        from sizes in settle is null
            ? Gen.Select(Gen.Int[2, 6], Gen.Int[0, 3], Gen.Int[2, 6], Gen.Int[2, 8], Gen.Int[0, 2])
            : Gen.Select(Gen.Int[2, 4], Gen.Int[0, 1], Gen.Int[2, 4], Gen.Int[2, 4], Gen.Int[0, 1])
        from placements in Gen.Int[0, 9_999].Array[8].Array[2, 22]
        from settlements in Gen.Int[0, 9_999].Array[8].Array[settle is null ? 0 : 8, 16]
        from lists in Gen.Int[0, 9_999].Array[6].Array[1, 6]
        from parties in Gen.Int[0, 9_999].Array[2].Array[0, 4]
        from actions in Gen.Int[0, 9_999].Array[5].Array[0, 4]
        select new RandomWorld(Build(new Ids(sizes, overlap), placements, settle is null ? settlements : settlements.Select(settle).ToArray(), lists, overlap ? parties : [], actions),
            new AsOfCut(AsOf, null, AsOfCut.DefaultWindowWeeks));

    private static WorldText Build(Ids ids, int[][] placements, int[][] settlements, int[][] lists, int[][] parties, int[][] actions)
    {
        var world = new WorldText();
        for (var i = 0; i < placements.Length; i++)
        {
            AddPlacement(world, ids, placements[i], i);
        }

        for (var i = 0; i < settlements.Length; i++)
        {
            AddSettlement(world, ids, settlements[i], i);
        }

        foreach (var list in lists)
        {
            var from = AsOf.AddDays(-list[2] % 200 + 10);
            world.Lists.Add(new ListRow(ids.Host(list[0], list[1] % 5 == 0), SubjectKind.Domain, list[3] % 5 == 0 ? ListSide.White : ListSide.Black,
                "office" + list[4] % 2, from, list[5] % 3 == 0 ? from.AddDays(list[5] % 120) : null, list[4] % 3 == 0 ? list[5] % 101 : null));
        }

        foreach (var party in parties)
        {
            world.Party(ids.Any(party[0]), (PartyKind)(party[1] % 4));
        }

        foreach (var action in actions)
        {
            AddAction(world, ids, action);
        }

        return world;
    }

    /// <summary>Mostly in the window, some before, few after the as-of date.</summary>
    private static DateOnly Day(int r) => (r % 12) switch
    {
        0 => AsOf.AddDays(-84 - r % 60),
        1 => AsOf.AddDays(1 - r / 12 % 3),
        2 => AsOf.AddDays(-83),
        _ => AsOf.AddDays(-(r % 84)),
    };

    private static void AddPlacement(WorldText world, Ids ids, int[] r, int i)
    {
        var id = r[7] % 15 == 0 && i > 0 ? "p" + r[7] % i : "p" + i;
        var gross = r[4] % 10 == 0 ? 0m : r[4] % 4 == 0 ? r[4] / 10_000m : r[4] % 500 + 1;
        world.Placements.Add(new PlacementRow(id, Day(r[5]), ids.Network(r[0]), ids.Reseller(r[1]), r[2] % 9 == 0 ? null : ids.Account(r[2]),
            ids.Host(r[3], r[3] % 7 == 0), gross, ids.Advertiser(r[6]), null,
            r[7] % 20 == 1 ? Day(r[6]).ToString("yyyy-MM-dd", null) : null));
    }

    private static void AddSettlement(WorldText world, Ids ids, int[] r, int i)
    {
        var placement = world.Placements[r[0] % world.Placements.Count];
        var account = placement.Account ?? ids.Account(r[2]);
        var (payer, payee) = (r[1] % 13) switch
        {
            < 4 => (placement.Reseller ?? placement.Network, account),
            < 6 => (placement.Network, placement.Reseller ?? account),
            6 => (ids.Advertiser(r[2]) ?? ids.Network(r[2]), ids.Network(r[3])),
            7 => (ids.Account(r[2]), ids.Any(r[3])),
            < 12 => (ids.Network(r[2]), ids.Network(r[3])),
            _ => (ids.Any(r[2]), ids.Any(r[3])),
        };
        if (payer == payee)
        {
            return;
        }

        var size = r[4] % 12 == 0 ? 0m : r[4] % 4 == 0 ? r[4] / 10_000m : r[4] % 700 + 1;
        var id = r[7] % 15 == 0 && i > 0 ? "s" + r[7] % i : "s" + i;
        world.Settlements.Add(new SettlementRow(id, payer, payee, Day(r[5]), r[4] % 11 == 0 ? -size : size, Statuses[r[6] % Statuses.Length]));
        if (r[7] % 3 == 0 && r[1] % 13 < 5 && world.Lines.All(l => l.Settlement != id))
        {
            world.Line(id, placement.Id, decimal.Round(size * (r[6] % 13) / 10m, 4));
            if (r[6] % 2 == 0)
            {
                world.Line(id, "p" + (placement.Id == "p0" ? 1 : 0), r[6] % 40);
            }
        }
    }

    private static void AddAction(WorldText world, Ids ids, int[] r)
    {
        var kind = (TargetKind)(r[0] % 4);
        var pair = ids.Any(r[1]) + ">" + ids.Any(r[2]);
        var target = r[3] % 2 == 0 ? "" : kind == TargetKind.Relationship ? pair : ids.Any(r[1]);
        world.Action(kind, "act" + r[3] % 3, (r[4] % 5 + 1) / 2m, r[4] % 11 / 10m, target);
    }

    private sealed class Ids((int Networks, int Resellers, int Accounts, int Sites, int Advertisers) sizes, bool overlap)
    {
        private readonly string[] all =
        [
            .. Enumerable.Range(0, sizes.Networks).Select(k => "n" + k), .. Enumerable.Range(0, sizes.Resellers).Select(k => "r" + k),
            .. Enumerable.Range(0, sizes.Accounts).Select(k => "a" + k),
        ];

        public string Any(int r) => all[r % all.Length];

        public string Network(int r) => overlap && r % 10 == 3 ? Any(r / 10) : "n" + r % sizes.Networks;

        public string? Reseller(int r) =>
            overlap && r % 10 == 3 ? Any(r / 10) : sizes.Resellers == 0 || r % 2 == 0 ? null : "r" + r / 2 % sizes.Resellers;

        public string Account(int r) => overlap && r % 10 == 3 ? Any(r / 10) : "a" + r % sizes.Accounts;

        public string? Advertiser(int r) => sizes.Advertisers == 0 || r % 3 == 0 ? null : overlap && r % 10 == 3 ? Any(r / 10) : "v" + r % sizes.Advertisers;

        public string Host(int r, bool below) => (below ? "m." : "") + "s" + r / 7 % sizes.Sites + ".example";
    }
}
