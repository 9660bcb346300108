using Graph.Analysis.Evaluation.Backtest;
using Graph.Analysis.Targets;

namespace Graph.Cli.Evaluation;

/// <summary>How a backtest is made.</summary>
/// <param name="EveryWeeks">Weeks between two origins.</param>
/// <param name="WindowWeeks">Weeks of money that a plan is made from.</param>
/// <param name="HorizonWeeks">Weeks of money that it is scored on.</param>
/// <param name="Budget">The largest budget.</param>
/// <param name="Seed">Seed of all that is drawn.</param>
/// <param name="Threads">Threads at most; 0: one per core.</param>
internal sealed record BacktestSettings(int EveryWeeks, int WindowWeeks, int HorizonWeeks, int Budget, long Seed, int Threads)
{
    /// <summary>Weeks that one origin needs.</summary>
    public int LeastWeeks => WindowWeeks + HorizonWeeks;

    /// <summary>The options of the analysis: origins whose futures have days in common are resampled together.</summary>
    public BacktestOptions Options => new()
    {
        Plan = new TargetOptions { Budget = Budget },
        Seed = (ulong)Seed,
        BlockLength = (HorizonWeeks + EveryWeeks - 1) / EveryWeeks,
        Threads = Threads,
    };
}

/// <summary>A backtest with what it was made from.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Data">Name of the folder of records, without its path.</param>
/// <param name="Result">What came of it.</param>
internal sealed record BacktestReport(BacktestSettings Settings, string Data, BacktestResult Result);
