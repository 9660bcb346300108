using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets;

/// <summary>What every planner works on: the money graph with its solvers, the actions to choose from, and which sets of them are plans.</summary>
internal sealed record PlanProblem
{
    /// <summary>The money graph.</summary>
    public required FlowResult Flow { get; init; }

    /// <summary>Its exposure.</summary>
    public required ExposureResult Exposure { get; init; }

    /// <summary>Its equations.</summary>
    public required FlowSystem System { get; init; }

    /// <summary>Its hops by target.</summary>
    public required ReverseHops Reverse { get; init; }

    /// <summary>The nodes of each party.</summary>
    public required PartyNodes Nodes { get; init; }

    /// <summary>Solves gains where money passes a target twice.</summary>
    public required PassageSolver Passages { get; init; }

    /// <summary>The actions to choose from, in tie order.</summary>
    public required TargetCandidates Candidates { get; init; }

    /// <summary>Which sets of them are plans.</summary>
    public required PlanLimits Limits { get; init; }

    /// <summary>The options.</summary>
    public required TargetOptions Options { get; init; }
}
