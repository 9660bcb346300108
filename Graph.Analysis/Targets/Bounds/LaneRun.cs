namespace Graph.Analysis.Targets.Bounds;

/// <summary>The lanes of one chain n→(r→)a with what can have flowed along them, units.</summary>
/// <param name="Network">Party index.</param>
/// <param name="Reseller">Party index or −1.</param>
/// <param name="Account">Party index or −1: the network pays its sites itself.</param>
/// <param name="Pair">The payment that it shares with other runs, or −1: its own bounds are all that is known.</param>
/// <param name="Amount">What flowed by the money graph.</param>
/// <param name="Most">The most that can have flowed.</param>
/// <param name="PirateLow">The least of it that went to pirate sites.</param>
/// <param name="PirateHigh">The most of it that went to pirate sites.</param>
/// <param name="CleanHigh">The most of it that did not.</param>
internal readonly record struct LaneRun(
    int Network, int Reseller, int Account, int Pair, double Amount, double Most, double PirateLow, double PirateHigh, double CleanHigh)
{
    /// <summary>Who pays the account.</summary>
    public int LastPayer => Reseller >= 0 ? Reseller : Network;
}

/// <summary>A payment u→a that several runs share in a way that the records leave open, units.</summary>
/// <param name="Account">Who was paid.</param>
/// <param name="Most">The payment.</param>
/// <param name="PirateLow">The least of it that went to pirate sites.</param>
/// <param name="PirateHigh">The most.</param>
internal readonly record struct SharedPayment(int Account, double Most, double PirateLow, double PirateHigh);
