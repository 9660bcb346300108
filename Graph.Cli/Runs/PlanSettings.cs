using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Rules;
using Graph.Cli.Reports;
using Graph.Model.Records;

namespace Graph.Cli.Runs;

/// <summary>A rules file that was read.</summary>
/// <param name="File">Its name without folder.</param>
/// <param name="Sha256">Lower-case hex of its bytes.</param>
/// <param name="Count">How many rules it holds.</param>
internal sealed record RulesSource(string File, string Sha256, int Count);

/// <summary>What a command is told about planning, resolved.</summary>
internal sealed record PlanSettings
{
    /// <summary>Budget, rules and the rest; the tiers are added once they are known.</summary>
    public TargetOptions Targets { get; init; } = new();

    /// <summary>Whether the measured mobility of honest sites counts, or <see cref="TargetOptions.Mobility"/> as it stands.</summary>
    public bool UsesMeasuredMobility { get; init; }

    /// <summary>The rules file, or null: none.</summary>
    public RulesSource? Rules { get; init; }

    /// <summary>What the user said with <c>--limit</c>, as action → at most so many.</summary>
    public IReadOnlyDictionary<string, int> Limits { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Whether tiers can bar any of these actions, so that they have to be found out.</summary>
    public bool NeedsTiers(IReadOnlyList<TargetAction> actions) => new ActionEvidence(Targets.Rules.Evidence).IsNeededFor(actions);

    /// <summary>What run.json repeats of them.</summary>
    public PlanOptionsDocument Document() => new()
    {
        Objective = FigureText.Word(Targets.Objective),
        Eligibility = FigureText.Word(Targets.Eligibility),
        CollateralPrice = Targets.CollateralPrice,
        Slack = Targets.Slack,
        Exchanges = Targets.Exchanges,
        Mobility = UsesMeasuredMobility ? "measured" : Targets.Mobility is { } share ? FigureText.Share(share) : "none",
        Worlds = Targets.Robust?.Worlds,
        ExactSeconds = Targets.ExactTimeLimit is { } limit ? (decimal)limit.TotalSeconds : null,
        Limits = Limits,
        RulesFile = Rules?.File,
        RulesSha256 = Rules?.Sha256,
        Rules = Rules?.Count ?? 0,
    };
}
