using Graph.Analysis.Targets;

namespace Graph.Analysis.Evaluation.Backtest;

/// <summary>Options of the backtest.</summary>
public sealed record BacktestOptions
{
    /// <summary>How plans are made; <see cref="TargetOptions.Budget"/> is the largest budget that is looked at, at least 1. Default: the
    /// default plan.</summary>
    public TargetOptions Plan { get; init; } = new();

    /// <summary>How many random rankings the figure of <c>random</c> is the mean of, ≥ 1. Default 20.</summary>
    public int RandomDraws { get; init; } = 20;

    /// <summary>Sources from which betweenness is taken; graphs with fewer nodes are exact. Default 1,000.</summary>
    public int BetweennessSamples { get; init; } = 1_000;

    /// <summary>Seed of random rankings, samples and resamples. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Origins in a row that are resampled together, ≥ 1: as many as have futures in common. Default 3.</summary>
    public int BlockLength { get; init; } = 3;

    /// <summary>Resamples behind each interval, 20..100,000. Default 2,000.</summary>
    public int Resamples { get; init; } = 2_000;

    /// <summary>Threads of the kernels; 0: one per core. No result depends on it. Default 0.</summary>
    public int Threads { get; init; }

    /// <summary>The budgets: 1, 2, … up to that of the plan.</summary>
    internal int Budgets => (int)decimal.Floor(Plan.Budget);

    /// <summary>Refuses options that make no sense.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Plan.Budget, 1m, nameof(Plan));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Plan.Budget, 100_000m, nameof(Plan));
        ArgumentOutOfRangeException.ThrowIfLessThan(RandomDraws, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(BetweennessSamples);
        ArgumentOutOfRangeException.ThrowIfLessThan(BlockLength, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
