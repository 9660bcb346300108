using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>Payments that no placement explains: networks that resell to one another, and intermediaries that stand between a
/// network and the owner of a pirate site.</summary>
internal sealed class WorldTies
{
    private WorldTies(List<(int First, int Second)> resale, List<(int Network, int Intermediary, int Account)> hidden)
    {
        Resale = resale;
        Hidden = hidden;
    }

    /// <summary>Each of the two networks pays the other. Neighbouring pairs share a network, so that longer circles occur.</summary>
    public IReadOnlyList<(int First, int Second)> Resale { get; }

    public IReadOnlyList<(int Network, int Intermediary, int Account)> Hidden { get; }

    public static WorldTies Build(WorldPlan plan, WorldLanes lanes)
    {
        var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Ties, 0);
        var books = Enumerable.Range(0, plan.Options.Networks).Where(n => plan.KeepsBooks[n]).ToArray();
        var resale = new List<(int First, int Second)>();
        for (var i = 0; books.Length > 1 && i < plan.Options.MutualResalePairs; i++)
        {
            var first = i % 2 == 1 ? resale[i - 1].Second : books[random.Below(books.Length)];
            var second = books[random.Below(books.Length)];
            while (second == first)
            {
                second = books[random.Below(books.Length)];
            }

            resale.Add((first, second));
        }

        return new WorldTies(resale, DrawHidden(plan, lanes, books, ref random));
    }

    private static List<(int Network, int Intermediary, int Account)> DrawHidden(
        WorldPlan plan, WorldLanes lanes, int[] books, ref SeededRandom random)
    {
        var owners = PirateAccountsWithLanes(plan, lanes);
        var hidden = new List<(int Network, int Intermediary, int Account)>();
        var payers = books.Where(n => plan.Motives.Kind[n] == NetworkMotive.Knowing).ToArray();
        for (var i = 0; payers.Length > 0 && owners.Length > 0 && i < plan.Options.HiddenIntermediaries; i++)
        {
            hidden.Add((payers[random.Below(payers.Length)], i, owners[random.Below(owners.Length)]));
        }

        return hidden;
    }

    private static int[] PirateAccountsWithLanes(WorldPlan plan, WorldLanes lanes)
    {
        var found = new SortedSet<int>();
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            if (plan.IsPirate[lanes.Site[lane]])
            {
                found.Add(plan.SiteAccount[lanes.Site[lane]]);
            }
        }

        return [.. found];
    }
}
