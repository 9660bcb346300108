using Graph.Analysis.Evaluation;
using Graph.Analysis.Evaluation.Controls;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Cli.Runs;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Evaluation;

/// <summary>A network at a date with its features.</summary>
/// <param name="Row">What was said of it.</param>
/// <param name="Features">Its features, in the order of the table.</param>
internal sealed record ReplayedRow(EvaluationRow Row, double[] Features);

/// <summary>What a replay of one store came to.</summary>
internal sealed record ReplayResult
{
    /// <summary>By date, then by network id.</summary>
    public required IReadOnlyList<ReplayedRow> Rows { get; init; }

    /// <summary>The scoring runs, by date.</summary>
    public required IReadOnlyList<EvaluationBatch> Batches { get; init; }

    /// <summary>The columns of the features.</summary>
    public required IReadOnlyList<FeatureDefinition> Features { get; init; }

    /// <summary>The same with notice dates redrawn; null where not wanted.</summary>
    public EvaluationRun? Redrawn { get; init; }

    /// <summary>Rows and scoring runs without features.</summary>
    public EvaluationRun Run => new([.. Rows.Select(row => row.Row)], Batches);
}

/// <summary>Scores a store as of several dates: each time with what was known then, by the one scoring path.</summary>
/// <param name="store">The records.</param>
/// <param name="world">Number of the world; 0 for a folder of records.</param>
/// <param name="adversary">What its pirates do, or empty.</param>
/// <param name="labels">What is true, or was decided later.</param>
/// <param name="settings">How to replay.</param>
/// <param name="clock">Measures the stages.</param>
internal sealed class Replay(IRecordStore store, int world, string adversary, LabelSource labels, ReplaySettings settings, TimeProvider clock)
{
    /// <summary>Replays the dates.</summary>
    /// <param name="dates">Ascending, at least one.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ReplayResult Run(IReadOnlyList<DateOnly> dates, CancellationToken cancellation)
    {
        var rows = new List<ReplayedRow>();
        var (redrawnRows, batches, redrawnBatches) = (new List<EvaluationRow>(), new List<EvaluationBatch>(), new List<EvaluationBatch>());
        IReadOnlyList<FeatureDefinition> features = [];
        IReadOnlyList<ListEntry>? newest = null;

        // The newest date first: it tells which entries were withdrawn after the earlier dates.
        foreach (var date in dates.Reverse())
        {
            var money = MoneyAnalysis.Run(store, new AsOfCut(date, null, settings.WindowWeeks), new StageClock(clock), cancellation);
            newest ??= money.Flow.Records.Lists;
            var records = store.ReadKnowledge(money.Flow.Records, cancellation);
            var context = new DateContext(money, records, Scores(money, cancellation), Withdrawals.Accused(records, money.Flow.Records, newest));
            var result = KnowledgeScoring.Run(money, records, settings, cancellation);
            features = result.Features.Features;
            rows.AddRange(RowsOf(context, result));
            batches.Add(Batch(date, result));
            if (settings.RedrawNotices)
            {
                var redrawn = KnowledgeScoring.Run(money, NoticeDates.Redraw(records, unchecked(settings.Seed + (ulong)world)), settings, cancellation);
                redrawnRows.AddRange(RowsOf(context, redrawn).Select(row => row.Row));
                redrawnBatches.Add(Batch(date, redrawn));
            }
        }

        return new ReplayResult
        {
            Rows = [.. rows.OrderBy(row => row.Row.AsOf).ThenBy(row => row.Row.Network, StringComparer.Ordinal)],
            Batches = [.. batches.OrderBy(batch => batch.AsOf)],
            Features = features,
            Redrawn = settings.RedrawNotices
                ? new EvaluationRun(
                    [.. redrawnRows.OrderBy(row => row.AsOf).ThenBy(row => row.Network, StringComparer.Ordinal)],
                    [.. redrawnBatches.OrderBy(batch => batch.AsOf)])
                : null,
        };
    }

    private double[][]? Scores(MoneyAnalysis money, CancellationToken cancellation) => settings.WithBaselines
        ? Baselines.Run(money.Flow, money.Exposure, unchecked(settings.Seed + (ulong)world), cancellation)
        : null;

    private EvaluationBatch Batch(DateOnly date, KnowledgeResult result) =>
        new(world, date, result.Naming.CalibrationCases, result.Naming.SmallestAlpha, result.Naming.Named);

    /// <summary>Networks only, and those without a label too: they are candidates of training.</summary>
    private IEnumerable<ReplayedRow> RowsOf(DateContext context, KnowledgeResult result)
    {
        for (var i = 0; i < result.Parties.Count; i++)
        {
            var party = context.Money.Flow.Records.Parties[result.Parties[i].Party];
            var label = labels(party.Id, context.Records.Cut.AsOf);
            if (party.Kind == PartyKind.Network || label is not null)
            {
                yield return new ReplayedRow(Row(context, result.Parties[i], party, label), result.Features.Rows[i]);
            }
        }
    }

    private EvaluationRow Row(DateContext context, PartyKnowledge knowledge, PartyInfo party, NetworkLabel? label)
    {
        var exposure = context.Money.Exposure.Parties[knowledge.Party];
        var owner = LegalGroup.Of(party);
        return new EvaluationRow
        {
            World = world,
            AsOf = context.Records.Cut.AsOf,
            Network = party.Id,
            Kind = label?.Kind ?? "unlabelled",
            Label = label?.Label ?? TrainingLabel.None,
            Group = world == 0 ? owner : FormattableString.Invariant($"w{world}:{owner}"),
            Adversary = adversary,
            Size = exposure.Out,
            Tier = knowledge.Verdict.Tier,
            Decision = knowledge.Decision,
            Probability = knowledge.Score?.Probability,
            RawScore = knowledge.Score?.RawScore,
            ProbabilityLow = knowledge.Score?.Low,
            ProbabilityHigh = knowledge.Score?.High,
            Named = knowledge.NamedByModel,
            ExposureShare = exposure.Share,
            ExposureAmount = exposure.Amount,
            Fired = [.. knowledge.Findings.Where(finding => finding.State == SignalState.Fired).Select(finding => finding.Signal)],
            Baselines = context.Baselines is { } scores ? [.. scores.Select(score => score[knowledge.Party])] : [],
            AccusedByWithdrawnEntry = context.Accused.Contains(knowledge.Party),
        };
    }

    /// <summary>What all rows of a date share.</summary>
    private sealed record DateContext(MoneyAnalysis Money, KnowledgeRecords Records, double[][]? Baselines, IReadOnlySet<int> Accused);
}
