namespace Graph.Analysis.Knowledge.Signals;

/// <summary>All signals, in their order.</summary>
public static class SignalCatalog
{
    /// <summary>The signals by id.</summary>
    public static IReadOnlyList<SignalDefinition> All { get; } =
    [
        AbnormalPrice.Definition,
        HidesBehindIntermediaries.Definition,
        SelectiveCompliance.Definition,
        StructuredSettlement.Definition,
        TailoredService.Definition,
    ];
}
