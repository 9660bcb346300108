using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge;

/// <summary>The classifier's view of a party: signals, exposure with its uncertainty, position and size, all as of t.</summary>
/// <remarks>
/// Every feature is a figure of the records up to t; a verdict or list entry on the party itself is no feature of it (only of its
/// neighbours), and no feature counts what enforcement did. A feature whose records are not there is NaN, never 0.
/// The names are the columns of a model file: they stay, and new ones are added.
/// </remarks>
public static class KnowledgeFeatures
{
    /// <summary>The features of a run with all signals, in the order of <see cref="FeatureTable.Features"/>.</summary>
    public static IReadOnlyList<FeatureDefinition> Definitions { get; } = DefinitionsOf(SignalCatalog.All);

    /// <summary>The features that a run with these signals has.</summary>
    public static IReadOnlyList<FeatureDefinition> DefinitionsOf(IReadOnlyList<SignalDefinition> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        return [.. signals.SelectMany(SignalFeatures.Definitions), .. Negligence.Features, .. MoneyFeatures.Definitions, .. PositionFeatures.Definitions, .. InteractionFeatures.Definitions];
    }

    /// <summary>Computes the features.</summary>
    /// <param name="view">What was known as of t.</param>
    /// <param name="signals">The signals' findings about the parties of <see cref="KnowledgeView.Judged"/>.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One row per entry of <see cref="KnowledgeView.Judged"/>.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static FeatureTable Run(KnowledgeView view, IReadOnlyList<SignalResult> signals, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        var definitions = DefinitionsOf([.. signals.Select(signal => signal.Definition)]);
        var position = GraphFeatures.Run(view.Flow, new GraphFeaturesOptions { KnownBad = KnownParties.Of(view), Threads = view.Options.Threads }, cancellation);
        var (notices, answers) = (new PartyNotices(view), new PartyAnswers(view));
        var negligence = Negligence.Run(view, cancellation);
        var rows = new double[view.Judged.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var party = view.Judged[i];
            var findings = signals.Select(signal => (signal.Definition, Finding: signal.Findings[i])).ToList();
            var exposure = view.Exposure.Parties[party];
            rows[i] =
            [
                .. findings.SelectMany(pair => SignalFeatures.Values(pair.Definition, pair.Finding)),
                .. negligence[i],
                .. MoneyFeatures.Values(exposure),
                .. PositionFeatures.Values(position.Parties[party]),
                .. InteractionFeatures.Values(findings, exposure, new Standing(view, notices, answers, party)),
            ];
        }

        return new FeatureTable(definitions, rows);
    }

    /// <summary>What a party was told and what it answered.</summary>
    /// <param name="Told">1 told, 0 not, NaN where the input has no notices.</param>
    /// <param name="Claims">1 where it says that it removed what it was told of, or served none; else 0.</param>
    internal readonly record struct Standing(double Told, double Claims)
    {
        public Standing(KnowledgeView view, PartyNotices notices, PartyAnswers answers, int party)
            : this(
                !view.Records.Present.Contains(RecordType.Notices) ? double.NaN : notices.Delivered(party).Count > 0 ? 1.0 : 0.0,
                answers.Claims(party) ? 1.0 : 0.0)
        {
        }
    }
}
