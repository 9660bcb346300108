using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>How money came round to an end that a notice had named.</summary>
internal enum DetourKind
{
    /// <summary>A reseller that had not stood there before.</summary>
    Reseller,
    /// <summary>An account that had not been paid there before.</summary>
    Account,
    /// <summary>A row that claims a direct sale while a reseller stands in it.</summary>
    Contradiction,
    /// <summary>A payee that no placement names and that pays the noticed account.</summary>
    Payee,
}

/// <summary>A new way to an end that a notice had named.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Site">Index of the site, or −1 for payments.</param>
/// <param name="Through">The party between.</param>
/// <param name="From">Its first day.</param>
/// <param name="Amount">Money through it, in units.</param>
/// <param name="Rows">Its rows with their amounts.</param>
/// <param name="Notice">Index of the notice.</param>
/// <param name="Excuse">The innocent explanation that holds for it, or null.</param>
internal sealed record Detour(
    DetourKind Kind, int Site, int Through, DateOnly From, long Amount, IReadOnlyList<(RowOrigin Row, long Amount)> Rows, int Notice, string? Excuse);
