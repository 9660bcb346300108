using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge;

/// <summary>Who knew: signals, tiers, features, probabilities and naming, in one path for runs, training, evaluation and audits.</summary>
public static class KnowledgeAnalysis
{
    private const string NoModel = "no_model";
    private const string NeedsNotices = "needs_notices";

    /// <summary>Judges every network and reseller with all signals.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">The exposure of every party.</param>
    /// <param name="records">The rows that tell what parties knew, of the same cut.</param>
    /// <param name="model">The classifier, or null: then nobody has a probability, and nobody is named.</param>
    /// <param name="options">Thresholds.</param>
    /// <param name="naming">The error rate under which the model may name.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static KnowledgeResult Run(
        FlowResult flow, ExposureResult exposure, KnowledgeRecords records, KnowledgeModel? model, KnowledgeOptions options,
        NamingOptions naming, CancellationToken cancellation) =>
        Run(new KnowledgeView(flow, exposure, records, options), SignalCatalog.All, model, naming, cancellation);

    /// <summary>Judges every network and reseller with some of the signals.</summary>
    /// <param name="view">What was known as of t.</param>
    /// <param name="signals">The signals to run.</param>
    /// <param name="model">A classifier of the features of these signals, or null.</param>
    /// <param name="naming">The error rate under which the model may name.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static KnowledgeResult Run(
        KnowledgeView view, IReadOnlyList<SignalDefinition> signals, KnowledgeModel? model, NamingOptions naming, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(naming);
        var results = RunSignals(view, signals, cancellation);
        var statute = StatutePanel.Run(view);
        var verdicts = TierGate.Run(view, results, statute);
        var features = KnowledgeFeatures.Run(view, results, cancellation);
        var scores = model is null ? null : features.Rows.Select(model.Score).ToArray();
        var (summary, named) = Name(view, results, verdicts, model, scores, naming);
        var parties = new PartyKnowledge[verdicts.Length];
        for (var i = 0; i < parties.Length; i++)
        {
            parties[i] = new PartyKnowledge
            {
                Party = view.Judged[i],
                Findings = [.. results.Select(result => result.Findings[i])],
                Verdict = verdicts[i],
                Decision = named[i] && verdicts[i].Decision is not (Decision.Lead or Decision.Refer) ? Decision.Lead : verdicts[i].Decision,
                Score = scores?[i],
                NamedByModel = named[i],
                Disagreement = Disagreement.Of(verdicts[i], scores?[i]),
                Statute = statute[i],
            };
        }

        return new KnowledgeResult
        {
            Parties = parties,
            Signals = results,
            Features = features,
            ModelKind = model?.Kind,
            ModelSha256 = model is null ? null : ModelFile.Sha256(model),
            Naming = summary,
        };
    }

    /// <summary>The tiers alone, as a whole run finds them: they rest on signals, not on a model.</summary>
    /// <param name="view">What was known as of t.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Per party its tier, or null where it is not judged.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<Tier?> Tiers(KnowledgeView view, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        var tiers = new Tier?[view.Flow.Graph.Parties.Count];
        foreach (var verdict in TierGate.Run(view, RunSignals(view, SignalCatalog.All, cancellation), StatutePanel.Run(view)))
        {
            tiers[verdict.Party] = verdict.Tier;
        }

        return tiers;
    }

    /// <summary>The signals, each by itself; side by side where more threads are allowed.</summary>
    private static SignalResult[] RunSignals(KnowledgeView view, IReadOnlyList<SignalDefinition> signals, CancellationToken cancellation)
    {
        var results = new SignalResult[signals.Count];
        if (view.Options.Threads <= 1)
        {
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = signals[i].Run(view, cancellation);
            }

            return results;
        }

        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = view.Options.Threads, CancellationToken = cancellation },
            i => results[i] = signals[i].Run(view, cancellation));
        return results;
    }

    /// <summary>Conformal selection among the parties that a notice-class signal could be assessed for. A party that the gate has cleared is not put forward.</summary>
    private static (Naming Summary, bool[] Named) Name(
        KnowledgeView view, IReadOnlyList<SignalResult> signals, TierVerdict[] verdicts, KnowledgeModel? model, ModelScore[]? scores, NamingOptions options)
    {
        var named = new bool[verdicts.Length];
        if (model is null || scores is null)
        {
            return (new Naming(options.Alpha, 0, 1.0, 0, 0, NoModel), named);
        }

        var asked = Enumerable.Range(0, verdicts.Length).Where(i => view.Records.Present.Contains(RecordType.Notices) && IsAssessable(signals, i)).ToArray();
        if (asked.Length == 0)
        {
            return (new Naming(options.Alpha, model.Negatives.Count, 1.0, 0, 0, NeedsNotices), named);
        }

        var selection = ConformalNaming.Run(
            model.Negatives,
            [.. asked.Select(i => new NamingCandidate(scores[i].RawScore, KnowledgeModel.GroupKey(LegalGroup.Of(view.Flow.Graph.Parties[view.Judged[i]]))))],
            options.Alpha);
        for (var k = 0; k < asked.Length; k++)
        {
            named[asked[k]] = selection.Named[k] && verdicts[asked[k]].Decision != Decision.Clear;
        }

        var count = named.Count(isNamed => isNamed);
        return (selection.Naming with { Named = count, Abstains = selection.Naming.Abstains ?? (count == 0 ? "none_passes" : null) }, named);
    }

    private static bool IsAssessable(IReadOnlyList<SignalResult> signals, int judged) => signals.Any(signal =>
        signal.Definition.Class == SignalClass.Notice && signal.Findings[judged].State != SignalState.NotAssessable);
}
