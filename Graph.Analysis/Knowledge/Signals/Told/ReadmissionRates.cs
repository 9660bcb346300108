namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>How often parties take a new domain of an owner that they had reason to look out for: the market that one of them is compared with.</summary>
/// <remarks>Every party counts once, whatever its size, by the share of its opportunities that it took; one in twenty, with the weight of five parties, until more is known.
/// A party is never compared with itself.</remarks>
internal sealed class ReadmissionRates
{
    private const double PriorShare = 0.05;
    private const double PriorParties = 5.0;

    private readonly (double Sum, int Parties) dismissed;
    private readonly (double Sum, int Parties) listed;

    /// <summary>Adds up all parties.</summary>
    public ReadmissionRates(IEnumerable<ReadmissionCase> cases)
    {
        foreach (var one in cases)
        {
            dismissed = With(dismissed, one.DismissedOpportunities, one.DismissedSuccessions);
            listed = With(listed, one.Opportunities - one.DismissedOpportunities, one.Successions - one.DismissedSuccessions);
        }
    }

    /// <summary>The share that others take of an owner that they had dismissed.</summary>
    public double Dismissed(ReadmissionCase except) => Share(dismissed, except.DismissedOpportunities, except.DismissedSuccessions);

    /// <summary>The share that others take of an owner with a listed site that they had not dismissed.</summary>
    public double Listed(ReadmissionCase except) =>
        Share(listed, except.Opportunities - except.DismissedOpportunities, except.Successions - except.DismissedSuccessions);

    private static (double Sum, int Parties) With((double Sum, int Parties) known, int opportunities, int taken) =>
        opportunities <= 0 ? known : (known.Sum + ((double)taken / opportunities), known.Parties + 1);

    private static double Share((double Sum, int Parties) all, int opportunities, int taken)
    {
        var (sum, parties) = opportunities <= 0 ? all : (all.Sum - ((double)taken / opportunities), all.Parties - 1);
        return (Math.Max(0.0, sum) + (PriorShare * PriorParties)) / (parties + PriorParties);
    }
}
