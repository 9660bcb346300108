using System.Globalization;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Cli.Reports;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Runs;

/// <summary>Sums up for run.json how knowledge was judged.</summary>
internal static class RunKnowledge
{
    /// <summary>The summary.</summary>
    /// <param name="view">What the signals saw.</param>
    /// <param name="result">What was found.</param>
    /// <param name="facts">What the model was made of, or null: no model was applied.</param>
    public static KnowledgeDocument Of(KnowledgeView view, KnowledgeResult result, TrainingFacts? facts) => new()
    {
        Model = result.ModelKind is { } kind ? new ModelDocument(kind, result.ModelSha256 ?? "", Facts(facts)) : null,
        Naming = new NamingDocument(
            result.Naming.Alpha, result.Naming.CalibrationCases, result.Naming.SmallestAlpha, result.Naming.Candidates, result.Naming.Named,
            result.Naming.Abstains),
        Thresholds = Thresholds(view.Options),
        Missing = [.. result.Signals.SelectMany(signal => signal.Definition.Needs).Distinct().Order().Where(type => !view.Records.Present.Contains(type)).Select(type => type.FileWord())],
        Judged = result.Parties.Count,
        Tiers = Counts(result.Parties.Select(party => party.Verdict.Tier), CaseWords.Of),
        Decisions = Counts(result.Parties.Select(party => party.Decision), CaseWords.Of),
        CasesInAll = result.Parties.Count(RunCases.HasCase),
        Signals = [.. result.Signals.Select(Signal)],
        Statute = Law(Statute.Embedded),
    };

    /// <summary>How many there are of each value; also of those that nobody has.</summary>
    private static SortedDictionary<string, int> Counts<T>(IEnumerable<T> values, Func<T, string> word) where T : struct, Enum
    {
        var counts = new SortedDictionary<string, int>(Enum.GetValues<T>().ToDictionary(word, _ => 0), StringComparer.Ordinal);
        foreach (var value in values)
        {
            counts[word(value)]++;
        }

        return counts;
    }

    private static SignalDocument Signal(SignalResult signal) => new()
    {
        Signal = CaseWords.Of(signal.Definition.Id),
        Class = CaseWords.Of(signal.Definition.Class),
        Title = signal.Definition.Text.Title,
        Meaning = signal.Definition.Text.Meaning,
        Rule = signal.Definition.Rule,
        Needs = [.. signal.Definition.Needs.Select(type => type.FileWord())],
        Fired = signal.Findings.Count(finding => finding.State == SignalState.Fired),
        Explained = signal.Findings.Count(finding => finding.State == SignalState.Explained),
        Quiet = signal.Findings.Count(finding => finding.State == SignalState.Quiet),
        NotAssessable = signal.Findings.Count(finding => finding.State == SignalState.NotAssessable),
    };

    private static StatuteDocument Law(Statute statute) => new(
        statute.File, statute.Number, statute.Title, FigureText.Day(statute.InForce), FigureText.Day(statute.KnownOn), statute.Caution,
        [.. statute.Thresholds.Select(threshold => new ThresholdDocument(threshold.Code, threshold.Article, threshold.FiveFold, threshold.Text))]);

    private static SortedDictionary<string, string> Facts(TrainingFacts? facts)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (facts is not null)
        {
            texts["parts"] = string.Join(", ", facts.Parts);
            texts["rows"] = Whole(facts.Rows);
            texts["knowing"] = Whole(facts.Knowing);
            texts["cleared"] = Whole(facts.Cleared);
            texts["base_rate"] = Rounded(facts.BaseRate);
            texts["data_sha256"] = facts.DataSha256;
            texts["knowing_groups"] = Whole(facts.KnowingGroups);
            texts["cleared_groups"] = Whole(facts.ClearedGroups);
            texts["first_as_of"] = FigureText.Day(facts.FirstAsOf);
            texts["last_as_of"] = FigureText.Day(facts.LastAsOf);
            texts["average_precision"] = Rounded(facts.AveragePrecision);
            texts["average_precision_low"] = Rounded(facts.AveragePrecisionLow);
            texts["average_precision_high"] = Rounded(facts.AveragePrecisionHigh);
            texts["calibration_error"] = Rounded(facts.CalibrationError);
        }

        return texts;
    }

    private static SortedDictionary<string, string> Thresholds(KnowledgeOptions options) => new(StringComparer.Ordinal)
    {
        ["grace_days"] = Whole(options.GraceDays),
        ["reply_days"] = Whole(options.ReplyDays),
        ["materiality"] = new Money(options.MaterialityUnits).ToString(),
        ["little_share"] = FigureText.Share(options.LittleShare),
        ["signal_level"] = FigureText.Share(options.SignalLevel),
        ["pirate_belief"] = FigureText.Share(options.PirateBelief),
        ["successor_days"] = Whole(options.SuccessorDays),
        ["silence_days"] = Whole(options.SilenceDays),
        ["follow_days"] = Whole(options.FollowDays),
        ["recidivism_years"] = Whole(options.RecidivismYears),
    };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Rounded(double figure) => figure.ToString("0.000", CultureInfo.InvariantCulture);
}
