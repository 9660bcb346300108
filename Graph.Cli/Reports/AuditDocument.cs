using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>audit.json: a network's own view of what a run says about it.</summary>
internal sealed record AuditDocument
{
    public const string ProgramName = "adchain-audit";
    public const int CurrentFormat = 1;

    /// <summary>Marks the file as ours.</summary>
    public required string Program { get; init; }

    /// <summary>Version of this layout.</summary>
    public required int Format { get; init; }

    /// <summary>The audited party.</summary>
    public required string NetworkId { get; init; }

    /// <summary>Its name, or empty.</summary>
    public required string Name { get; init; }

    /// <summary>network or reseller.</summary>
    public required string Kind { get; init; }

    /// <summary>The as-of date.</summary>
    public required string AsOf { get; init; }

    /// <summary>The window of the money.</summary>
    public required WindowDocument Window { get; init; }

    /// <summary>The input files.</summary>
    public required IReadOnlyList<InputDocument> Inputs { get; init; }

    /// <summary>How much of its money ended at pirate sites.</summary>
    public required AuditExposure Exposure { get; init; }

    /// <summary>Tier, decision, signals, gate, timeline: as a run shows them.</summary>
    public required CaseDocument Case { get; init; }

    /// <summary>How knowledge was judged.</summary>
    public required KnowledgeDocument Knowledge { get; init; }

    /// <summary>The sites that make the exposure, largest first.</summary>
    public required IReadOnlyList<PathSite> Sites { get; init; }

    /// <summary>How many there are.</summary>
    public required int SitesInAll { get; init; }

    /// <summary>The accounts and intermediaries that its pirate money passes.</summary>
    public required IReadOnlyList<AuditPayeeDocument> Payees { get; init; }

    /// <summary>How many there are.</summary>
    public required int PayeesInAll { get; init; }

    /// <summary>What it can cut, most exposure first.</summary>
    public required IReadOnlyList<AuditFixDocument> Fixes { get; init; }

    /// <summary>Notices and the days left to act.</summary>
    public required IReadOnlyList<AuditDeadline> Deadlines { get; init; }

    /// <summary>The tier that the same gate would give later, if nothing more accrued and no further record came.</summary>
    public required IReadOnlyList<AuditOutlook> Outlook { get; init; }

    /// <summary>The declaration that fits the records.</summary>
    public required AuditDeclaration Declaration { get; init; }

    /// <summary>The pirate sites that it served in the window.</summary>
    public required IReadOnlyList<AuditSite> Served { get; init; }

    /// <summary>What changed since an earlier audit; null where none was named.</summary>
    public AuditChange? Change { get; init; }
}

/// <summary>The exposure of the audited party, as scores.csv has it.</summary>
internal sealed record AuditExposure(Money Amount, Money Low, Money High, double Share, double PayeeShare, Money Paid, int PirateSites);

/// <summary>Somebody whom pirate money of the party passes.</summary>
internal sealed record AuditPayeeDocument(string Id, string Kind, Money Amount, Money Pirate, double Share);

/// <summary>A fix; a row of fixes.csv.</summary>
internal sealed record AuditFixDocument(
    int Rank, string Kind, string Id, Money Alone, Money Removed, Money Cumulative, double CumulativeShare, Money Left, Money Clean);

/// <summary>A notice and the time that is left: answered, running, overdue or undelivered.</summary>
internal sealed record AuditDeadline(string NoticeId, string Type, string Subject, string? Delivered, string? ReplyBy, int? DaysLeft, string State);

/// <summary>What the gate would say on a later day.</summary>
internal sealed record AuditOutlook(string AsOf, int Days, string Tier, string Decision, IReadOnlyList<string> Fired);

/// <summary>A row of declaration.csv.</summary>
internal sealed record AuditDeclaration(string DeclarationId, string NetworkId, string PeriodFrom, string PeriodTo, string Statement);

/// <summary>A row of listed-sites.csv.</summary>
internal sealed record AuditSite(string Site, string First, string Last, Money Accrued);

/// <summary>What changed since an earlier audit.</summary>
/// <param name="AsOf">The earlier as-of date.</param>
/// <param name="AmountBefore">The exposure then.</param>
/// <param name="Amount">What it grew by; negative: it shrank.</param>
/// <param name="TierBefore">The tier then.</param>
/// <param name="DecisionBefore">The decision then.</param>
/// <param name="SitesGone">Sites that made exposure then and no longer do.</param>
/// <param name="SitesNew">Sites that make exposure now and did not.</param>
/// <param name="Signals">Signals whose state changed: <c>S1: fired -> quiet</c>.</param>
internal sealed record AuditChange(
    string AsOf, Money AmountBefore, Money Amount, string TierBefore, string DecisionBefore, IReadOnlyList<string> SitesGone, IReadOnlyList<string> SitesNew,
    IReadOnlyList<AuditSignalChange> Signals);

/// <summary>A signal whose state changed.</summary>
internal sealed record AuditSignalChange(string Signal, string Before, string After);
