using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Runs;

/// <summary>What parties knew, as of the cut of the money.</summary>
/// <param name="View">What the signals saw.</param>
/// <param name="Result">Signals, tiers, probabilities.</param>
/// <param name="Settings">Thresholds and model.</param>
internal sealed record KnowledgeRun(KnowledgeView View, KnowledgeResult Result, KnowledgeSettings Settings)
{
    /// <summary>Per party its tier, or null where it is not judged.</summary>
    public IReadOnlyList<Tier?> Tiers
    {
        get
        {
            var tiers = new Tier?[View.Flow.Graph.Parties.Count];
            foreach (var party in Result.Parties)
            {
                tiers[party.Party] = party.Verdict.Tier;
            }

            return tiers;
        }
    }

    /// <summary>The tiers that planning needs, found out from the store without judging the rest; null where no action needs one.</summary>
    public static IReadOnlyList<Tier?>? TiersFor(
        PlanSettings settings, IRecordStore store, MoneyAnalysis money, KnowledgeOptions thresholds, StageClock clock, CancellationToken cancellation)
    {
        if (!settings.NeedsTiers(money.Flow.Records.Actions))
        {
            return null;
        }

        var records = clock.Measure("read_knowledge", () => store.ReadKnowledge(money.Flow.Records, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return clock.Measure("tiers", () => KnowledgeAnalysis.Tiers(new KnowledgeView(money.Flow, money.Exposure, records, thresholds), cancellation));
    }

    /// <summary>Reads the store and judges.</summary>
    public static KnowledgeRun Run(IRecordStore store, MoneyAnalysis money, KnowledgeSettings settings, StageClock clock, CancellationToken cancellation)
    {
        var records = clock.Measure("read_knowledge", () => store.ReadKnowledge(money.Flow.Records, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return Run(records, money, settings, clock, cancellation);
    }

    /// <summary>Judges records that were read.</summary>
    public static KnowledgeRun Run(KnowledgeRecords records, MoneyAnalysis money, KnowledgeSettings settings, StageClock clock, CancellationToken cancellation)
    {
        var view = new KnowledgeView(money.Flow, money.Exposure, records, settings.Options);
        var result = clock.Measure("knowledge", () => KnowledgeAnalysis.Run(view, SignalCatalog.All, settings.Model, settings.Naming, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return new KnowledgeRun(view, result, settings);
    }
}
