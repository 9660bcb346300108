using Graph.Analysis.Knowledge.Signals;

namespace Graph.Cli.Reports;

/// <summary>What run.json and the page say about how knowledge was judged.</summary>
internal sealed record KnowledgeDocument
{
    /// <summary>The model, or null: none was applied.</summary>
    public ModelDocument? Model { get; init; }

    /// <summary>Who might be put forward by the model.</summary>
    public required NamingDocument Naming { get; init; }

    /// <summary>The thresholds of signals and tiers: days, shares, levels; the materiality floor in yuan.</summary>
    public required IReadOnlyDictionary<string, string> Thresholds { get; init; }

    /// <summary>Record types that a signal needs and the input lacks, as words of file names.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>How many networks and resellers were judged.</summary>
    public required int Judged { get; init; }

    /// <summary>How many stand at each tier.</summary>
    public required IReadOnlyDictionary<string, int> Tiers { get; init; }

    /// <summary>How many have each decision.</summary>
    public required IReadOnlyDictionary<string, int> Decisions { get; init; }

    /// <summary>How many stand above K0 or were put forward: those that have a case.</summary>
    public required int CasesInAll { get; init; }

    /// <summary>The signals and what they came to over all parties.</summary>
    public required IReadOnlyList<SignalDocument> Signals { get; init; }

    /// <summary>The thresholds of the law that figures are put beside.</summary>
    public StatuteDocument? Statute { get; init; }
}

/// <summary>The model that gave the probabilities.</summary>
/// <param name="Kind">simulated or trained.</param>
/// <param name="Sha256">Hash of its file.</param>
/// <param name="Facts">What its file says of itself, by name.</param>
internal sealed record ModelDocument(string Kind, string Sha256, IReadOnlyDictionary<string, string> Facts);

/// <summary>What conformal selection could and did do.</summary>
internal sealed record NamingDocument(double Alpha, int CalibrationCases, double SmallestAlpha, int Candidates, int Named, string? Abstains);

/// <summary>A signal and what it came to over all parties.</summary>
internal sealed record SignalDocument
{
    /// <summary>S1 to S10.</summary>
    public required string Signal { get; init; }

    /// <summary>notice or conduct.</summary>
    public required string Class { get; init; }

    /// <summary>A few words.</summary>
    public required Bilingual Title { get; init; }

    /// <summary>What its statistic is.</summary>
    public required Bilingual Meaning { get; init; }

    /// <summary>The rule by which it fires.</summary>
    public required string Rule { get; init; }

    /// <summary>Record types that it needs beside placements and lists.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>For how many it fired.</summary>
    public required int Fired { get; init; }

    /// <summary>For how many an innocent explanation holds.</summary>
    public required int Explained { get; init; }

    /// <summary>For how many nothing was found.</summary>
    public required int Quiet { get; init; }

    /// <summary>For how many it could not be assessed.</summary>
    public required int NotAssessable { get; init; }
}

/// <summary>The statute file.</summary>
/// <param name="File">Its name.</param>
/// <param name="Number">The number of the law.</param>
/// <param name="Title">What it is.</param>
/// <param name="InForce">First day in force.</param>
/// <param name="KnownOn">The day as of which the file is right as far as known.</param>
/// <param name="Caution">What stands beside every figure.</param>
/// <param name="Thresholds">What each threshold is.</param>
internal sealed record StatuteDocument(
    string File, string Number, Bilingual Title, string InForce, string KnownOn, Bilingual Caution, IReadOnlyList<ThresholdDocument> Thresholds);

/// <summary>A threshold of the law.</summary>
/// <param name="Code">Its key.</param>
/// <param name="Article">Article, paragraph and item.</param>
/// <param name="FiveFold">Whether it is the five-fold one, for cases in which the assisted offence cannot be verified.</param>
/// <param name="Text">What is counted.</param>
internal sealed record ThresholdDocument(string Code, string Article, bool FiveFold, Bilingual Text);
