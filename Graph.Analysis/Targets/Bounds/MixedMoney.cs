namespace Graph.Analysis.Targets.Bounds;

/// <summary>Money from place to place.</summary>
/// <param name="From">The place that pays.</param>
/// <param name="To">The place that is paid.</param>
/// <param name="Most">The most that goes this way, units.</param>
/// <param name="Payer">The party passed on the way, or −1.</param>
/// <param name="Payee">The party paid, for relationships, or −1.</param>
/// <param name="Account">The account passed at the end of a lane, or −1.</param>
internal readonly record struct MoneyArc(int From, int To, double Most, int Payer, int Payee, int Account)
{
    /// <summary>What a plan leaves of money that goes this way.</summary>
    public double Survival(PlanCuts cuts) => (Payee < 0 ? cuts.Of(Payer) : cuts.Over(Payer, Payee)) * cuts.Of(Account);
}

/// <summary>Money from a place to pirate sites.</summary>
/// <param name="Way">How it gets there; its target is −1, its most counts for nothing.</param>
/// <param name="Low">The least of it, units.</param>
/// <param name="High">The most of it, units.</param>
internal readonly record struct PirateEnd(MoneyArc Way, double Low, double High);

/// <summary>The money graph as far as money can be told apart in it: heads, money of a network at a reseller, shared payments.</summary>
internal sealed class MixedMoney
{
    /// <summary>Per place the most money that is first seen there, units.</summary>
    public required double[] Own { get; init; }

    /// <summary>Money between places, by source.</summary>
    public required MoneyArc[] Arcs { get; init; }

    /// <summary>Start of each place's arcs; one more than there are places.</summary>
    public required int[] ArcStart { get; init; }

    /// <summary>Where pirate money ends.</summary>
    public required PirateEnd[] Ends { get; init; }

    /// <summary>How many places there are.</summary>
    public int Count => Own.Length;
}
