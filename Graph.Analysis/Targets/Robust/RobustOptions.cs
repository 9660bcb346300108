namespace Graph.Analysis.Targets.Robust;

/// <summary>Options of planning under doubt.</summary>
public sealed record RobustOptions
{
    /// <summary>How many worlds to draw, 2..10,000. Default 64.</summary>
    public int Worlds { get; init; } = 64;

    /// <summary>Seed of the draws. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Share of the placements that a world lacks, 0..1: how many rows may be missing. Default 0.15.</summary>
    public double MissingShare { get; init; } = 0.15;

    /// <summary>Whether payments are resampled. Default true.</summary>
    public bool ResamplePayments { get; init; } = true;

    /// <summary>Whether a site is a pirate site in a world with probability y, or weighs y in every world. Default true.</summary>
    public bool DrawLists { get; init; } = true;

    /// <summary>Threads to use at most; 0: one per core. No result depends on it. Default 0.</summary>
    public int Threads { get; init; }

    /// <summary>Refuses options that make no sense.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Worlds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Worlds, 10_000);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (!(MissingShare is >= 0.0 and < 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(MissingShare), MissingShare, "The share of missing rows lies within 0..1, 1 excluded.");
        }
    }
}
