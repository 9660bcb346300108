namespace Graph.Analysis.Targets.Interdiction;

/// <summary>Options of <see cref="InterdictionSearch"/>.</summary>
public sealed record InterdictionOptions
{
    /// <summary>What the chosen actions may cost together, ≥ 0.</summary>
    public required decimal Budget { get; init; }

    /// <summary>Seed of the search's random choices. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Rounds of the large-neighbourhood search, ≥ 0: each makes a cut under disturbed prices and improves what it gives. Default 400.</summary>
    public int Rounds { get; init; } = 400;

    /// <summary>Nodes of the branch-and-bound tree that raises the bound, ≥ 0; 0: the Lagrangian bound as it is. Default 200.</summary>
    public int Branches { get; init; } = 200;
}

/// <summary>A plan against an adversary who reroutes.</summary>
public sealed record InterdictionResult
{
    /// <summary>The chosen actions by their place in the list, ascending.</summary>
    public required IReadOnlyList<int> Chosen { get; init; }

    /// <summary>The maximum flow with nothing done, units.</summary>
    public required long FlowBefore { get; init; }

    /// <summary>The maximum flow with the chosen actions, units; exact.</summary>
    public required long FlowAfter { get; init; }

    /// <summary>No plan of the budget leaves less, units; ≤ <see cref="FlowAfter"/>.</summary>
    public required long LowerBoundAfter { get; init; }

    /// <summary>Minimum cuts worked out.</summary>
    public required long Iterations { get; init; }
}
