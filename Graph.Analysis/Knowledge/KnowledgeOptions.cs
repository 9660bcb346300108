namespace Graph.Analysis.Knowledge;

/// <summary>The thresholds of signals and tiers. One set for a whole run; every figure that a user reads names them.</summary>
public sealed record KnowledgeOptions
{
    /// <summary>Days after the delivery of a notice, or after a listing, in which going on is not held against anybody. 0..365. Default 7.</summary>
    public int GraceDays { get; init; } = 7;

    /// <summary>Days in which a party may reply to a delivered notice that names no deadline. 0..365. Default 15.</summary>
    public int ReplyDays { get; init; } = 15;

    /// <summary>Money at stake below which no tier above K1 is given, in 1/10000 units. Default 1,000 yuan.</summary>
    public long MaterialityUnits { get; init; } = 1_000 * 10_000L;

    /// <summary>A party is exposed little where no more than this share of its payouts can have ended at pirate sites (upper bound), 0..1. Default 0.02.</summary>
    public double LittleShare { get; init; } = 0.02;

    /// <summary>Level of adjusted p-values at which a statistical signal fires, 0..1. Default 0.05: at most one in twenty that fire by chance.</summary>
    public double SignalLevel { get; init; } = 0.05;

    /// <summary>A site counts as a pirate site from this belief on. Default 0.5.</summary>
    public double PirateBelief { get; init; } = 0.5;

    /// <summary>Days after a cut-off or a listing in which a new domain of the same payee counts as its successor (S3). Default 60.</summary>
    public int SuccessorDays { get; init; } = 60;

    /// <summary>Days without any accrual after which a pair of party and site counts as cut off. Default 14.</summary>
    public int SilenceDays { get; init; } = 14;

    /// <summary>Days after the delivery of a notice within which a conduct must begin to count as the second record that K2 and K3 ask for. Default 60.</summary>
    public int FollowDays { get; init; } = 60;

    /// <summary>Years before t in which a penalty or verdict counts as recidivism (S10). Default 2.</summary>
    public int RecidivismYears { get; init; } = 2;

    /// <summary>Threads of the graph kernels. Results do not depend on it. Default 1.</summary>
    public int Threads { get; init; } = 1;
}
