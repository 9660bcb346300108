namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The signals of method §3, S1 to S10.</summary>
public static class SignalCatalog
{
    /// <summary>All signals, in their order.</summary>
    public static IReadOnlyList<SignalDefinition> All { get; } = [];
}
