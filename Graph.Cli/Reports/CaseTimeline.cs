using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>What happened when, as far as it bears on what a party knew. Days are UTC+8.</summary>
internal sealed record CaseTimeline
{
    /// <summary>At most so many weeks up to the as-of date are told apart.</summary>
    public const int MaxWeeks = 104;

    /// <summary>At most so many marks of a kind are kept, the newest.</summary>
    public const int MaxMarks = 60;

    /// <summary>What accrued before the first of <see cref="Weeks"/>.</summary>
    public required Money Earlier { get; init; }

    /// <summary>The weeks, oldest first; the last one ends on the as-of date.</summary>
    public required IReadOnlyList<CaseWeek> Weeks { get; init; }

    /// <summary>Notices to the party, by day sent.</summary>
    public required IReadOnlyList<CaseNotice> Notices { get; init; }

    /// <summary>How many there are.</summary>
    public required int NoticesInAll { get; init; }

    /// <summary>List entries on sites that it earned on, by first day.</summary>
    public required IReadOnlyList<CaseListing> Listings { get; init; }

    /// <summary>How many there are.</summary>
    public required int ListingsInAll { get; init; }

    /// <summary>Its declarations, by period.</summary>
    public required IReadOnlyList<CaseDeclaration> Declarations { get; init; }

    /// <summary>How many there are.</summary>
    public required int DeclarationsInAll { get; init; }

    /// <summary>Verdicts about it, by day.</summary>
    public required IReadOnlyList<CaseVerdict> Verdicts { get; init; }
}

/// <summary>A week of accruals on sites that are or were on a black list, or that a notice to the party named.</summary>
/// <param name="From">Its first day.</param>
/// <param name="Told">Accrued after a notice about the site, the account or the party as a whole had been delivered.</param>
/// <param name="Listed">Accrued while the site stood on a black list, without such a notice.</param>
/// <param name="Before">Accrued before either.</param>
/// <param name="Paid">Paid by the party to the accounts of these sites, whatever for.</param>
internal sealed record CaseWeek(string From, Money Told, Money Listed, Money Before, Money Paid);

/// <summary>A notice to the party.</summary>
internal sealed record CaseNotice(
    string NoticeId, string Type, string Subject, string Sent, string? Delivered, string? Deadline, string? Responded, string? Response, CaseRow Row);

/// <summary>A list entry.</summary>
internal sealed record CaseListing(string From, string? To, string Side, string Authority, string Subject, CaseRow Row);

/// <summary>A declaration.</summary>
internal sealed record CaseDeclaration(string DeclarationId, string From, string To, string Statement, CaseRow Row);

/// <summary>A verdict.</summary>
internal sealed record CaseVerdict(string Day, string Verdict, string Authority, CaseRow Row);
