using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>How payments were arranged.</summary>
internal enum PatternKind
{
    /// <summary>At least three payments to one payee within ten days, each just under a round limit, together above it.</summary>
    Split,
    /// <summary>Money that accrued for one account, paid to another legal person that no placement names.</summary>
    Substitute,
    /// <summary>An account without any accrual or payment for half a year, paid again after a notice or listing.</summary>
    Revived,
}

/// <summary>Payments of one payer to one payee that were arranged in one way.</summary>
/// <param name="Kind">How.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="Rows">The payments, by day.</param>
/// <param name="Excuse">The innocent explanation that holds, or null.</param>
internal sealed record PaymentPattern(PatternKind Kind, int Payee, IReadOnlyList<MarkedSettlement> Rows, string? Excuse);
