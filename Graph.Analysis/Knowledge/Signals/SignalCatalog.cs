namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The signals that the program knows.</summary>
public static class SignalCatalog
{
    /// <summary>All signals, S1 to S10.</summary>
    public static IReadOnlyList<SignalDefinition> All { get; } =
    [
        PaysAfterNotice.Definition,
        PaysAfterListing.Definition,
        ReadmitsPayee.Definition,
        AbnormalPrice.Definition,
        HidesBehindIntermediaries.Definition,
        SelectiveCompliance.Definition,
        StatementContradicted.Definition,
        StructuredSettlement.Definition,
        TailoredService.Definition,
        Recidivism.Definition,
    ];
}
