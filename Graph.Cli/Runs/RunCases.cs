using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Cli.Reports;
using Graph.Model;

namespace Graph.Cli.Runs;

/// <summary>Puts the cases of a run together: what the page says of every party that stands above K0 or was put forward.</summary>
internal static class RunCases
{
    /// <summary>The cases, largest tier first, then probability, exposure, id; at most <see cref="CaseDocument.MaxCases"/>.</summary>
    /// <param name="view">What the signals saw.</param>
    /// <param name="result">What was found.</param>
    /// <param name="cancellation">Cancels.</param>
    public static IReadOnlyList<CaseDocument> Of(KnowledgeView view, KnowledgeResult result, CancellationToken cancellation)
    {
        var timelines = new RunTimelines(view);
        var cases = new List<CaseDocument>();
        foreach (var party in Ordered(view, result).Take(CaseDocument.MaxCases))
        {
            cancellation.ThrowIfCancellationRequested();
            cases.Add(Case(view, result, party, timelines.Of(party.Party)));
        }

        return cases;
    }

    /// <summary>The case of one party, whatever its tier.</summary>
    public static CaseDocument Of(KnowledgeView view, KnowledgeResult result, int party) =>
        Case(view, result, result.Parties.Single(each => each.Party == party), new RunTimelines(view).Of(party));

    /// <summary>Whether a party has a case: it stands above K0, or was put forward.</summary>
    public static bool HasCase(PartyKnowledge party) =>
        party.Verdict.Tier > Tier.K0 || party.NamedByModel || party.Decision is Decision.Lead or Decision.Refer;

    /// <summary>What one finding says.</summary>
    public static CaseSignal Signal(KnowledgeView view, SignalDefinition signal, SignalFinding finding) => new()
    {
        Signal = CaseWords.Of(signal.Id),
        State = CaseWords.Of(finding.State),
        Sentence = SignalSentences.Of(signal, finding),
        Statistic = Finite(finding.Statistic),
        StandardError = Finite(finding.StandardError),
        AdjustedPValue = Finite(finding.AdjustedPValue),
        Weight = finding.Weight,
        Amount = new Money(finding.Amount),
        Since = finding.Since is { } since ? FigureText.Day(since) : null,
        Innocent = [.. finding.Innocent.Select(test => new CaseExplanation(test.Code, test.Holds, SignalSentences.Of(signal, finding, test)))],
        Rows = [.. finding.Rows.Take(CaseDocument.MaxRows).Select(row => new CaseRow(view.Records.Files[row.File], row.Line))],
        RowsInAll = finding.RowsInAll,
    };

    /// <summary>The figures of a party beside the thresholds of the law.</summary>
    public static IReadOnlyList<CaseStatute> Statute(PartyKnowledge party) =>
    [
        .. party.Statute.Select(figure => new CaseStatute(
            figure.Code, figure.IsAmount, Text(figure.Value, figure.IsAmount), Text(figure.Low, figure.IsAmount), Text(figure.High, figure.IsAmount),
            Text(figure.Threshold, figure.IsAmount))),
    ];

    /// <summary>The conditions of a party's gate, their facts by name.</summary>
    public static IReadOnlyList<CaseGate> Gate(PartyKnowledge party) =>
        [.. party.Verdict.Gate.Select(check => new CaseGate(check.Code, check.Met, new SortedDictionary<string, string>(check.Facts.ToDictionary(), StringComparer.Ordinal)))];

    private static IEnumerable<PartyKnowledge> Ordered(KnowledgeView view, KnowledgeResult result) => result.Parties
        .Where(HasCase)
        .OrderByDescending(party => party.Verdict.Tier)
        .ThenByDescending(party => party.Score?.Probability ?? -1.0)
        .ThenByDescending(party => Money.FromUnits(view.Exposure.Parties[party.Party].Amount).Units)
        .ThenBy(party => view.Flow.Graph.Parties[party.Party].Id, StringComparer.Ordinal);

    private static CaseDocument Case(KnowledgeView view, KnowledgeResult result, PartyKnowledge party, CaseTimeline timeline)
    {
        var info = view.Flow.Graph.Parties[party.Party];
        return new CaseDocument
        {
            NetworkId = info.Id,
            Kind = FigureText.Word(info.Kind),
            Tier = CaseWords.Of(party.Verdict.Tier),
            Decision = CaseWords.Of(party.Decision),
            Score = party.Score is { } score ? Score(score, result.Features) : null,
            NamedByModel = party.NamedByModel,
            Disagreement = party.Disagreement is { } code ? new CaseDisagreement(code, Disagreement.Texts[code]) : null,
            Reasons = party.Verdict.Reasons,
            Carrying = [.. party.Verdict.Carrying.Select(CaseWords.Of)],
            Gate = Gate(party),
            Timeline = timeline,
            Signals = [.. result.Signals.Zip(party.Findings, (signal, finding) => Signal(view, signal.Definition, finding))],
            Statute = Statute(party),
        };
    }

    private static CaseScore Score(ModelScore score, FeatureTable features)
    {
        var texts = features.Features.ToDictionary(feature => feature.Name, feature => feature.Text, StringComparer.Ordinal);
        var rest = score.Contributions.Skip(CaseDocument.MaxContributions).ToArray();
        return new CaseScore(
            score.Probability, score.Low, score.High, score.RawScore, score.Base,
            [
                .. score.Contributions.Take(CaseDocument.MaxContributions).Select(part => new CaseContribution(
                    part.Feature, texts.GetValueOrDefault(part.Feature) ?? new Bilingual(part.Feature, part.Feature), Finite(part.Value), part.LogOdds)),
            ],
            rest.Length,
            rest.Sum(part => part.LogOdds));
    }

    private static string Text(long value, bool isAmount) =>
        isAmount ? new Money(value).ToString() : value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A figure, or null where there is none: JSON has no NaN.</summary>
    private static double? Finite(double figure) => double.IsFinite(figure) ? figure : null;
}
