using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>What each network is, what it does on purpose, and how it reacts.</summary>
internal sealed class WorldMotives
{
    private static readonly (NetworkConducts Conduct, int PerMillion)[] Mix =
    [
        (NetworkConducts.GoesOnAfterNotice, 500_000), (NetworkConducts.GoesOnAfterListing, 450_000), (NetworkConducts.Readmits, 450_000),
        (NetworkConducts.PricesApart, 350_000), (NetworkConducts.Inserts, 400_000), (NetworkConducts.Selects, 350_000),
        (NetworkConducts.Misstates, 350_000), (NetworkConducts.Structures, 350_000), (NetworkConducts.Tailors, 350_000),
        (NetworkConducts.Relapses, 200_000),
    ];

    private static readonly NetworkConducts[] Answers =
        [NetworkConducts.GoesOnAfterNotice, NetworkConducts.Readmits, NetworkConducts.Inserts, NetworkConducts.Selects];

    private WorldMotives(int networks)
    {
        Kind = new NetworkMotive[networks];
        Conducts = new NetworkConducts[networks];
        Adversary = new WorldAdversary[networks];
        Temper = new NetworkTemper[networks];
    }

    public NetworkMotive[] Kind { get; }

    public NetworkConducts[] Conducts { get; }

    public WorldAdversary[] Adversary { get; }

    public NetworkTemper[] Temper { get; }

    /// <summary>Draws them for networks with these shares of the market.</summary>
    public static WorldMotives Build(WorldOptions options, long[] weight)
    {
        var motives = new WorldMotives(weight.Length);
        var random = SeededRandom.Stream(options.Seed, WorldStream.Motives, 0);
        var bySize = Enumerable.Range(0, weight.Length).OrderByDescending(n => weight[n]).ThenBy(n => n).ToList();
        var huge = Count(options.HugePerMillion, weight.Length);
        motives.Choose(NetworkMotive.Huge, huge, bySize.GetRange(0, Math.Min(bySize.Count, huge * 3 / 2)), ref random);

        // Knowing networks are of all sizes but the least, in which nothing could be seen.
        var knowing = Count(options.KnowingPerMillion, weight.Length);
        motives.Choose(NetworkMotive.Knowing, knowing, bySize.GetRange(0, Math.Max(1, bySize.Count * 3 / 4)), ref random);
        motives.Choose(NetworkMotive.Negligent, Count(options.NegligentPerMillion, weight.Length), bySize, ref random);
        motives.Choose(NetworkMotive.Agency, Count(options.AgencyPerMillion, weight.Length), bySize, ref random);
        motives.Choose(NetworkMotive.Niche, Count(options.NichePerMillion, weight.Length), bySize, ref random);
        for (var n = 0; n < weight.Length; n++)
        {
            motives.Draw(options, n);
        }

        return motives;
    }

    public bool Does(int network, NetworkConducts conduct) => (Conducts[network] & conduct) != 0;

    /// <summary>How much a network draws pirates, as a factor: by kind, not by what it knows alone.</summary>
    public int PirateTaste(int network) => Kind[network] switch
    {
        NetworkMotive.Knowing => Does(network, NetworkConducts.Tailors) ? 6 : 1,
        NetworkMotive.Negligent => 1,
        NetworkMotive.Huge => 4,
        NetworkMotive.Niche => 2,
        _ => 1,
    };

    private static int Count(int perMillion, int networks) =>
        perMillion == 0 ? 0 : Math.Max(1, (int)((((long)networks * perMillion) + 500_000) / 1_000_000));

    private void Choose(NetworkMotive kind, int count, List<int> among, ref SeededRandom random)
    {
        var free = among.Where(n => Kind[n] == NetworkMotive.Honest).ToList();
        for (; count > 0 && free.Count > 0; count--)
        {
            var at = (int)random.Below(free.Count);
            Kind[free[at]] = kind;
            free.RemoveAt(at);
        }
    }

    private void Draw(WorldOptions options, int network)
    {
        var random = SeededRandom.Stream(options.Seed, WorldStream.Motives, (ulong)network + 1);
        if (Kind[network] == NetworkMotive.Knowing)
        {
            Conducts[network] = DrawConducts(ref random);
            if (options.Adversary != WorldAdversary.None && random.Chance(750_000))
            {
                Adversary[network] = options.Adversary;
            }
        }

        Temper[network] = NetworkTemper.Draw(Kind[network], Conducts[network], options.Weeks, ref random);
    }

    private static NetworkConducts DrawConducts(ref SeededRandom random)
    {
        var drawn = NetworkConducts.None;
        foreach (var (conduct, perMillion) in Mix)
        {
            drawn |= random.Chance(perMillion) ? conduct : NetworkConducts.None;
        }

        // Each of them answers a notice in some way of its own.
        return Answers.Any(answer => (drawn & answer) != 0) ? drawn : drawn | Answers[random.Below(Answers.Length)];
    }
}
