namespace Graph.Analysis.Knowledge;

/// <summary>Under which error rate the model may name parties.</summary>
public sealed record NamingOptions
{
    /// <summary>Level α: the share of false ones expected at most among those named, above 0 and below 1. Default 0.1.</summary>
    public double Alpha { get; init; } = 0.1;
}
