using System.Text.Json.Serialization;

namespace Graph.Cli.Reports;

/// <summary>The options of planning, beside the budget, that run.json repeats.</summary>
internal sealed record PlanOptionsDocument
{
    /// <summary>coverage or flow.</summary>
    public required string Objective { get; init; }

    /// <summary>tier or any.</summary>
    public required string Eligibility { get; init; }

    /// <summary>λ in the unit of the costs, per unit of base currency.</summary>
    public required decimal CollateralPrice { get; init; }

    /// <summary>ρ.</summary>
    public required double Slack { get; init; }

    /// <summary>Whether plans were improved by exchanges.</summary>
    public required bool Exchanges { get; init; }

    /// <summary>How long the proven optimum was looked for at most, in seconds; absent: it was not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? ExactSeconds { get; init; }

    /// <summary>How much of honest sites' money counted as moving by itself: none, measured, or a share.</summary>
    public string Mobility { get; init; } = "none";

    /// <summary>How many worlds the plan was made for; absent: for the records as they are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Worlds { get; init; }

    /// <summary>Per action what <c>--limit</c> allowed at most.</summary>
    public required IReadOnlyDictionary<string, int> Limits { get; init; }

    /// <summary>The rules file's name without folder; absent: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RulesFile { get; init; }

    /// <summary>Its SHA-256, lower-case hex.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RulesSha256 { get; init; }

    /// <summary>How many rules it holds.</summary>
    public required int Rules { get; init; }
}
