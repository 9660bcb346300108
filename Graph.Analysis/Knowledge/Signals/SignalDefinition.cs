using Graph.Analysis.Knowledge.Classifier;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>A text in the two languages of the reports.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Chinese.</param>
public sealed record Bilingual(string En, string Zh);

/// <summary>Every sentence that a user reads about a signal. Placeholders in braces are filled from a finding's facts.</summary>
public sealed record SignalText
{
    /// <summary>A few words: <c>Keeps paying after a delivered notice</c>.</summary>
    public required Bilingual Title { get; init; }

    /// <summary>What the statistic is, with its unit, and when it fires. The English text stands in the class documentation too; a test compares them.</summary>
    public required Bilingual Meaning { get; init; }

    /// <summary>The sentence of a finding that fired, with placeholders.</summary>
    public required Bilingual Fired { get; init; }

    /// <summary>The innocent explanations by code: the sentence where it holds.</summary>
    public required IReadOnlyDictionary<string, Bilingual> Explanations { get; init; }

    /// <summary>The innocent explanations by code: the sentence where it was tested and does not hold.</summary>
    public required IReadOnlyDictionary<string, Bilingual> Refutations { get; init; }

    /// <summary>Why a party could not be assessed although the files are there, by code.</summary>
    public IReadOnlyDictionary<string, Bilingual> Reasons { get; init; } = new Dictionary<string, Bilingual>();
}

/// <summary>A signal as the program lists it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Class">What it can bear in the tier gate.</param>
/// <param name="Needs">Record types without which it is not assessable, beside placements and lists.</param>
/// <param name="Rule">The rule by which it fires, in one line with its thresholds: what evidence.jsonl carries.</param>
/// <param name="Text">Its sentences.</param>
/// <param name="Measures">The figures that it gives the classifier.</param>
/// <param name="Run">The signal: a pure function of the view.</param>
public sealed record SignalDefinition(
    SignalId Id, SignalClass Class, IReadOnlyList<RecordType> Needs, string Rule, SignalText Text,
    IReadOnlyList<FeatureDefinition> Measures, Func<KnowledgeView, CancellationToken, SignalResult> Run);
