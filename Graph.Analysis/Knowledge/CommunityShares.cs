using Graph.Analysis.Flow;

namespace Graph.Analysis.Knowledge;

/// <summary>What others did in a party's community.</summary>
internal sealed class CommunityShares
{
    // Labels are summed as whole numbers: taking one out again leaves exactly the others.
    private const long LabelUnit = 1L << 40;

    private readonly int[] communityOf;
    private readonly int[] size;
    private readonly long[] known;
    private readonly bool[] judged;
    private readonly int[] judgedIn;
    private readonly long[] knownIn;
    private readonly Money[] all;
    private readonly Money[] own;

    /// <summary>Adds up.</summary>
    /// <param name="flow">The money graph with its lanes.</param>
    /// <param name="communityOf">Community per party, then per site.</param>
    /// <param name="known">Label per party.</param>
    public CommunityShares(FlowResult flow, int[] communityOf, double[] known)
    {
        this.communityOf = communityOf;
        this.known = [.. known.Select(label => (long)Math.Round(label * LabelUnit))];
        (size, judgedIn, knownIn) = (new int[communityOf.Length], new int[communityOf.Length], new long[communityOf.Length]);
        foreach (var community in communityOf)
        {
            size[community]++;
        }

        judged = [.. flow.Graph.Parties.Select(Judged.Is)];
        for (var party = 0; party < judged.Length; party++)
        {
            if (judged[party])
            {
                judgedIn[communityOf[party]]++;
                knownIn[communityOf[party]] += this.known[party];
            }
        }

        (all, own) = (new Money[communityOf.Length], new Money[judged.Length]);
        foreach (var lane in flow.Lanes)
        {
            Add(lane, judged.Length, flow.Graph.Belief[lane.Site]);
        }
    }

    /// <summary>How many parties and sites the party's community has.</summary>
    public int Size(int party) => size[communityOf[party]];

    /// <summary>Pirate share of the money that others brought to the community's sites; money that the party takes part in is its own.</summary>
    public double PirateShare(int party)
    {
        var (total, mine) = (all[communityOf[party]], own[party]);
        return total.Amount == mine.Amount ? 0.0 : Math.Clamp((total.Pirate - mine.Pirate) / (double)(total.Amount - mine.Amount), 0.0, 1.0);
    }

    /// <summary>Mean label of the other networks and resellers of the community.</summary>
    public double KnownShare(int party)
    {
        var community = communityOf[party];
        var others = judgedIn[community] - (judged[party] ? 1 : 0);
        return others == 0 ? 0.0 : (knownIn[community] - (judged[party] ? known[party] : 0)) / (double)LabelUnit / others;
    }

    private void Add(LaneFlow lane, int parties, double belief)
    {
        var community = communityOf[parties + lane.Site];
        all[community] = all[community].Plus(lane.Amount, belief);
        AddOwn(lane.Network, lane, community, belief);
        if (lane.Reseller != lane.Network)
        {
            AddOwn(lane.Reseller, lane, community, belief);
        }

        if (lane.Account != lane.Network && lane.Account != lane.Reseller)
        {
            AddOwn(lane.Account, lane, community, belief);
        }
    }

    private void AddOwn(int party, LaneFlow lane, int community, double belief)
    {
        if (party >= 0 && communityOf[party] == community)
        {
            own[party] = own[party].Plus(lane.Amount, belief);
        }
    }

    /// <summary>Money to sites and its pirate part, in units.</summary>
    private readonly record struct Money(Int128 Amount, double Pirate)
    {
        public Money Plus(long amount, double belief) => new(Amount + amount, Pirate + (amount * belief));
    }
}
