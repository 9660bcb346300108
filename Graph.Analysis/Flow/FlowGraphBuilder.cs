using Graph.Model.Records;

namespace Graph.Analysis.Flow;

/// <summary>Builds the money graph of method §1.</summary>
public static class FlowGraphBuilder
{
    /// <summary>Builds the graph.</summary>
    public static FlowResult Run(MoneyRecords records, CancellationToken cancellation) => throw new NotImplementedException();
}
