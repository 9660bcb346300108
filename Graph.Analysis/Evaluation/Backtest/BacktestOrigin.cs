using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;

namespace Graph.Analysis.Evaluation.Backtest;

/// <summary>What was known at a date, and what flowed after it.</summary>
/// <param name="Date">t: nothing later is in <paramref name="Past"/>.</param>
/// <param name="Past">The money graph as of t over the window before it.</param>
/// <param name="PastExposure">Its exposure.</param>
/// <param name="Future">The money graph as of t + horizon over the horizon as window.</param>
/// <param name="FutureExposure">Its exposure.</param>
public sealed record BacktestOrigin(
    DateOnly Date, FlowResult Past, ExposureResult PastExposure, FlowResult Future, ExposureResult FutureExposure);
