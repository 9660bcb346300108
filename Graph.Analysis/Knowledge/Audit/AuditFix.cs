namespace Graph.Analysis.Knowledge.Audit;

/// <summary>What a party can cut by itself.</summary>
public enum AuditFixKind
{
    /// <summary>Serve a site no more.</summary>
    Site,
    /// <summary>Let no money reach an account any more.</summary>
    Account,
    /// <summary>Let no money pass a reseller or another network any more.</summary>
    Intermediary,
}

/// <summary>Something that a party can cut, and what that removes of its exposure. Amounts in 1/10000 units, exact for the money of the window.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The site, or the party's id.</param>
/// <param name="Alone">What cutting it alone removes.</param>
/// <param name="Removed">What it removes beyond the fixes before it.</param>
/// <param name="Cumulative">What the fixes up to it remove together.</param>
/// <param name="Left">The exposure that is left after it.</param>
/// <param name="Clean">Money of the party to other ends than pirate sites that goes the same way, before any fix.</param>
public sealed record AuditFix(AuditFixKind Kind, string Id, double Alone, double Removed, double Cumulative, double Left, double Clean);

/// <summary>Somebody that a party's money reaches, directly or through others.</summary>
/// <param name="Party">Index of the party.</param>
/// <param name="Amount">Money of the audited party that reaches it, in units; money that passes twice counts twice.</param>
/// <param name="Pirate">The part of it that ends at pirate sites.</param>
public readonly record struct AuditPayee(int Party, double Amount, double Pirate);
