namespace Graph.Analysis.Evaluation.Backtest;

/// <summary>A way to choose actions.</summary>
public enum BacktestMethod
{
    /// <summary>The plan of the target ranking.</summary>
    Plan,
    /// <summary>Any order; the mean of several.</summary>
    Random,
    /// <summary>Throughput, most first.</summary>
    Revenue,
    /// <summary>Throughput per cost.</summary>
    RevenuePerCost,
    /// <summary>How many parties and sites it deals with.</summary>
    Degree,
    /// <summary>How many shortest ways of money it stands on.</summary>
    Betweenness,
    /// <summary>PageRank along the money.</summary>
    PageRank,
    /// <summary>Distrust that flows from listed sites against the money.</summary>
    AntiTrustRank,
    /// <summary>Exposure, not looked at again after a pick.</summary>
    Exposure,
    /// <summary>Network dismantling: what breaks the graph of who deals with whom, wherever the money goes.</summary>
    Dismantling,
    /// <summary>The plan of the target ranking with the future known: what no plan made at t can be expected to reach.</summary>
    Foresight,
}
