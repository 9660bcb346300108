namespace Graph.Analysis.Targets.Interdiction;

/// <summary>Options of <see cref="InterdictionSearch"/>.</summary>
public sealed record InterdictionOptions
{
    /// <summary>What the chosen actions may cost together, ≥ 0.</summary>
    public required decimal Budget { get; init; }

    /// <summary>Seed of the search's random choices. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Rounds of the large-neighbourhood search, ≥ 0. Default 15.</summary>
    public int Rounds { get; init; } = 15;

    /// <summary>How many parts of the branch-and-bound tree are split, ≥ 0; 0: the Lagrangian bound as it is. Fewer where all is proven. Default 60.</summary>
    public int Branches { get; init; } = 60;
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
