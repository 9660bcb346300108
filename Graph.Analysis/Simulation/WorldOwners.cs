using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>Sites in groups of one owner: consecutive sites share an account. Pirates go on under new domains, some of them with a new account.</summary>
internal sealed class WorldOwners
{
    private readonly WorldOptions options;

    private WorldOwners(WorldOptions options)
    {
        this.options = options;
        (SiteAccount, IsPirate, Follows) = (new int[options.Sites], new bool[options.Sites], new bool[options.Sites]);
    }

    public int[] SiteAccount { get; }

    public bool[] IsPirate { get; }

    /// <summary>Per site: whether it carries on the site before it.</summary>
    public bool[] Follows { get; }

    /// <summary>Per account its first site; one longer than there are accounts.</summary>
    public List<int> Start { get; } = [0];

    /// <summary>Per account: the legal person, as the number of an account of that person.</summary>
    public List<int> Person { get; } = [];

    public static WorldOwners Draw(WorldOptions options, ref SeededRandom random)
    {
        var owners = new WorldOwners(options);
        var pirates = (int)((((long)options.Sites * options.PirateSitesPerMillion) + 500_000) / 1_000_000);
        var clean = options.Sites - pirates;
        for (var at = 0; at < options.Sites;)
        {
            var (dirty, tidy) = owners.Group(pirates, clean, ref random);
            owners.Add(at, dirty, tidy);
            at += dirty + tidy;
            pirates -= dirty;
            clean -= tidy;
        }

        return owners;
    }

    private void Add(int at, int dirty, int tidy)
    {
        Person.Add(Person.Count);
        for (var i = 0; i < dirty + tidy; i++)
        {
            var random = SeededRandom.Stream(options.Seed, WorldStream.Owners, (ulong)(at + i));
            IsPirate[at + i] = i < dirty;

            // Sites that an agency has among many clean ones do not carry on one another.
            Follows[at + i] = i > 0 && i < dirty && tidy < 20 && random.Chance(650_000);
            if (Follows[at + i] && random.Chance(options.Adversary == WorldAdversary.ReRegister ? 800_000 : 350_000))
            {
                Start.Add(at + i);
                var other = options.Adversary == WorldAdversary.ReRegister && random.Chance(500_000);
                Person.Add(other ? Person.Count : Person[^1]);
            }

            SiteAccount[at + i] = Person.Count - 1;
        }

        Start.Add(at + dirty + tidy);
    }

    private (int Dirty, int Tidy) Group(int pirates, int clean, ref SeededRandom random)
    {
        // A pirate group has 2.2 pirate sites on average, a clean one 1.5 sites.
        if (random.Below(pirates + clean) < pirates)
        {
            var dirty = 1;
            while (dirty < Math.Min(8, pirates) && random.Chance(550_000))
            {
                dirty++;
            }

            return (dirty, random.Chance(450_000) ? (int)Math.Min(clean, random.Between(1, 3)) : 0);
        }

        if (random.Chance(options.SingleSiteOwnersPerMillion))
        {
            return (0, Math.Min(clean, 1));
        }

        if (random.Chance(950_000))
        {
            return (0, (int)Math.Min(clean, random.Between(2, 6)));
        }

        // An agency. Half of them have let a pirate or two in among their many owners.
        var let = random.Chance(500_000) ? (int)Math.Min(pirates, random.Between(1, 2)) : 0;
        return (let, (int)Math.Min(clean, random.Between(20, 200)));
    }
}
