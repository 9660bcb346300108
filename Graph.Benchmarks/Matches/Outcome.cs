namespace Graph.Benchmarks.Matches;

/// <summary>Minimum and median of a run in seconds, and its mean processor time; NaN where unknown.</summary>
internal readonly record struct Spread(double Minimum, double Median, double Cpu);

/// <summary>A row of the table: ours against one rival. Without a rival: ours alone.</summary>
internal sealed record Outcome(
    string Work, string Graph, Spread Ours, string? Rival, Spread Theirs, double? Goal, double? Quality, string Check)
{
    /// <summary>What lies between does not tell: a tie is 0.85 to 1.15.</summary>
    public const double Noise = 1.15;

    /// <summary>Our least time over the rival's.</summary>
    public double Ratio => Ours.Minimum / Theirs.Minimum;

    /// <summary>Whether the goal is met.</summary>
    public string Verdict => Goal is not { } goal ? ""
        : Quality < Match.LeastQuality ? "no: quality"
        : Ratio <= goal ? "yes"
        : Ratio <= goal * Noise ? "no, within noise"
        : "no";
}
