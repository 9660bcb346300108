using System.Text.Json.Serialization;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>run.json: what was read, with what options, and what came out. All but <see cref="RunId"/> and
/// <see cref="DurationsMs"/> is the same on any machine for the same inputs, options and seed.</summary>
internal sealed record RunDocument
{
    public const string ProgramName = "adchain";
    public const int CurrentFormat = 1;

    /// <summary>Marks the file as ours.</summary>
    public required string Program { get; init; }

    /// <summary>Version of this layout.</summary>
    public required int Format { get; init; }

    /// <summary>Which run it was: its start in UTC. Differs between runs.</summary>
    public required string RunId { get; init; }

    /// <summary>The as-of date, or null where no placement was accepted, so that nothing could be analysed.</summary>
    public string? AsOf { get; init; }

    /// <summary>The load time cut at, or null: all loads.</summary>
    public string? KnownAt { get; init; }

    public WindowDocument? Window { get; init; }

    /// <summary>paid, accrued or mixed.</summary>
    public string? Basis { get; init; }

    /// <summary>The input files by name.</summary>
    public required IReadOnlyList<InputDocument> Inputs { get; init; }

    /// <summary>Files of the folder that match no record type.</summary>
    public required IReadOnlyList<string> Unmatched { get; init; }

    public required OptionsDocument Options { get; init; }

    public required long Seed { get; init; }

    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    public required SuffixListDocument PublicSuffixList { get; init; }

    /// <summary>The classifier, or null: none was applied. Its facts stand in <see cref="Knowledge"/> too.</summary>
    public ModelDocument? Model { get; init; }

    public required string StoreKind { get; init; }

    /// <summary>How many lines evidence.jsonl has, and its hashes; null where nothing was analysed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EvidenceSummary? Evidence { get; init; }

    public HeadlineDocument? Headline { get; init; }

    public PlanDocument? Plan { get; init; }

    public NoticedDocument? Noticed { get; init; }

    /// <summary>How knowledge was judged; null where it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KnowledgeDocument? Knowledge { get; init; }

    /// <summary>The cases: parties that stand above K0 or were put forward, largest tier first.</summary>
    public IReadOnlyList<CaseDocument> Cases { get; init; } = [];

    /// <summary>How long each stage took, in milliseconds. Differs between runs.</summary>
    public required IReadOnlyDictionary<string, long> DurationsMs { get; init; }

    /// <summary>For the networks with most exposure: their largest sites and the bands of their money path.</summary>
    public required IReadOnlyList<PathDocument> Paths { get; init; }
}

/// <summary>The window of the money graph.</summary>
internal sealed record WindowDocument(int Weeks, string From, string To);

/// <summary>An input file: rows read = accepted + duplicate + restated + rejected.</summary>
internal sealed record InputDocument(
    string File, string Sha256, string Type, string Encoding, long Read, long Accepted, long Duplicate, long Restated, long Rejected,
    IReadOnlyList<string> UnknownColumns, string? Refused);

/// <summary>The options that bear on the results.</summary>
internal sealed record OptionsDocument(string? AsOf, string? KnownAt, int WindowWeeks, decimal? Budget, double MaxRejectShare, Money Materiality, double Alpha)
{
    /// <summary>Those of planning beside the budget; absent where targets were not ranked, or by a version that had none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanOptionsDocument? Plan { get; init; }
}

/// <summary>The public suffix list that sites were found with.</summary>
internal sealed record SuffixListDocument(string Date, string Sha256);

/// <summary>The figures to read first. Amounts are decimal text in base currency.</summary>
internal sealed record HeadlineDocument
{
    /// <summary>Σ b_k: all money of the window.</summary>
    public required Money Money { get; init; }

    /// <summary>Σ in_s·y_s: what ended at pirate sites.</summary>
    public required Money PirateMoney { get; init; }

    public required double PirateShare { get; init; }

    /// <summary>Relative residual of money conservation, as text with exponent.</summary>
    public required string ConservationResidual { get; init; }

    public required int Networks { get; init; }

    public required int Resellers { get; init; }

    public required int Accounts { get; init; }

    public required int Advertisers { get; init; }

    /// <summary>Networks and resellers with an exposure above 0.</summary>
    public required int Exposed { get; init; }

    /// <summary>Sites that money reached.</summary>
    public required int Sites { get; init; }

    /// <summary>Sites with a belief of at least 0.5 that money reached.</summary>
    public required int PirateSites { get; init; }

    public required int Lanes { get; init; }

    public required int Nodes { get; init; }

    public required int Hops { get; init; }

    /// <summary>Strongly connected components with more than one node.</summary>
    public required int Cycles { get; init; }

    public required Money Owed { get; init; }

    public required Money Held { get; init; }

    public required Money Reversed { get; init; }

    public required Money Opaque { get; init; }

    public required Money Unattributed { get; init; }

    public required Money UnmatchedLines { get; init; }

    public required Money TimeChecked { get; init; }

    public required Money TimeViolating { get; init; }

    public required Money Circular { get; init; }

    public required int ListConflicts { get; init; }

    public required int NegativePayments { get; init; }
}

/// <summary>What was noticed on the way, at most <see cref="MaxRows"/> of each kind.</summary>
internal sealed record NoticedDocument
{
    public const int MaxRows = 100;

    public required IReadOnlyList<NoticedAmount> Unattributed { get; init; }

    public required IReadOnlyList<NoticedPayment> NegativePayments { get; init; }

    public required IReadOnlyList<string> ListConflicts { get; init; }

    public required IReadOnlyList<NoticedCircle> Circular { get; init; }

    public required IReadOnlyDictionary<string, long> Dangling { get; init; }
}

/// <summary>An account and an amount.</summary>
internal sealed record NoticedAmount(string Account, Money Amount);

/// <summary>A pair and the sum of its payments.</summary>
internal sealed record NoticedPayment(string Payer, string Payee, Money Sum);

/// <summary>Parties that pay one another in a circle.</summary>
internal sealed record NoticedCircle(IReadOnlyList<string> Parties, Money Amount);

/// <summary>What the page shows of one network or reseller.</summary>
/// <param name="NetworkId">Its id.</param>
/// <param name="Kind">network or reseller.</param>
/// <param name="Sites">Its largest pirate sites.</param>
/// <param name="SitesInAll">How many pirate sites its exposure comes from.</param>
/// <param name="SitesTo80">How many of the largest make at least 80 % of it.</param>
/// <param name="Bands">Its money path.</param>
internal sealed record PathDocument(
    string NetworkId, string Kind, IReadOnlyList<PathSite> Sites, int SitesInAll, int SitesTo80, IReadOnlyList<PathBandDocument> Bands);

/// <summary>A site's part of the exposure.</summary>
internal sealed record PathSite(string Site, Money Amount, double CumulativeShare);

/// <summary>A band of a money path.</summary>
internal sealed record PathBandDocument(
    int Layer, string Source, string SourceKind, string Target, string TargetKind, Money Amount, Money Pirate);
