using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;

namespace Graph.Cli.Runs;

/// <summary>What a command is told about judging knowledge, resolved.</summary>
internal sealed record KnowledgeSettings
{
    /// <summary>Thresholds of signals and tiers.</summary>
    public KnowledgeOptions Options { get; init; } = new();

    /// <summary>The error rate under which the model may name.</summary>
    public NamingOptions Naming { get; init; } = new();

    /// <summary>The classifier, or null: none is applied.</summary>
    public KnowledgeModel? Model { get; init; }
}
