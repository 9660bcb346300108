using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Collateral;
using Graph.Analysis.Targets.Rules;
using Graph.Cli.Commands;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Runs;

/// <summary>What analysis made of the records as of a cut.</summary>
/// <param name="Flow">The money graph.</param>
/// <param name="Exposure">The exposure of every party.</param>
internal sealed record MoneyAnalysis(FlowResult Flow, ExposureResult Exposure)
{
    private static readonly ExposureOptions ExposureOptions = new();

    /// <summary>The belief from which on a site counts as a pirate site.</summary>
    public static double PirateBelief => ExposureOptions.PirateBelief;

    /// <summary>The cut that the user asked for; null where there is no placement to take a date from.</summary>
    public static AsOfCut? Cut(IRecordStore store, CutOptions options) =>
        (options.AsOf ?? store.NewestAccrual(options.KnownAt)) is { } day ? new AsOfCut(day, options.KnownAt, options.WindowWeeks) : null;

    /// <summary>Reads the store and solves.</summary>
    /// <exception cref="InvalidOperationException">Money was not conserved: a defect, and no result may be shown.</exception>
    public static MoneyAnalysis Run(IRecordStore store, AsOfCut cut, StageClock clock, CancellationToken cancellation)
    {
        var records = clock.Measure("read_store", () => store.Read(cut, cancellation));
        cancellation.ThrowIfCancellationRequested();
        var flow = clock.Measure("flow", () => FlowGraphBuilder.Run(records, cancellation));
        cancellation.ThrowIfCancellationRequested();
        var exposure = clock.Measure("exposure", () => ExposureSolver.Run(flow, ExposureOptions, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return exposure.ConservationResidual <= ExposureOptions.ConservationTolerance
            ? new MoneyAnalysis(flow, exposure)
            : throw new InvalidOperationException($"money was not conserved (relative residual {Reports.FigureText.Residual(exposure.ConservationResidual)})");
    }

    /// <summary>How much of what honest sites lose they earn elsewhere, measured between the window and the one before it.</summary>
    /// <remarks>One more reading of the store. Where it holds no placement of the earlier window nothing is measured.</remarks>
    public Mobility Mobility(IRecordStore store, StageClock clock, CancellationToken cancellation)
    {
        var later = Flow.Records;
        var earlier = later.Cut with { AsOf = later.Cut.WindowFrom.AddDays(-1) };
        return clock.Measure("mobility", () => PublisherMobility.Measure(store.Read(earlier, cancellation), later));
    }

    /// <summary>Ranks targets.</summary>
    /// <param name="settings">Budget, rules and the rest.</param>
    /// <param name="tiers">Per party its tier, or null where it is not judged; null: no action needs one.</param>
    /// <param name="mobility">How fast honest sites moved.</param>
    /// <param name="clock">How long it takes.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="CommandException">A rule cannot be followed.</exception>
    public TargetPlan Rank(PlanSettings settings, IReadOnlyList<Tier?>? tiers, Mobility mobility, StageClock clock, CancellationToken cancellation)
    {
        var options = settings.Targets with { Tiers = tiers, Mobility = settings.UsesMeasuredMobility ? mobility.Share : settings.Targets.Mobility };
        try
        {
            return clock.Measure("rank", () => TargetRanking.Run(Flow, Exposure, options, cancellation)) with { Mobility = mobility };
        }
        catch (PlanRuleException broken)
        {
            throw CommandException.Usage($"the plan cannot be made. {broken.Message}");
        }
    }
}
