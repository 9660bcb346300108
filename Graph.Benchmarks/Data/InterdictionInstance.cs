using Graph.Analysis.Targets.Interdiction;
using Graph.Analysis.Targets.Reroute;

namespace Graph.Benchmarks.Data;

/// <summary>A problem of maximum-flow interdiction.</summary>
/// <param name="Name">What it is, with its seed.</param>
/// <param name="Graph">The adversary's links.</param>
/// <param name="Actions">What can be done.</param>
/// <param name="Budget">What it may cost.</param>
internal sealed record InterdictionInstance(string Name, RerouteGraph Graph, IReadOnlyList<InterdictionAction> Actions, decimal Budget);
