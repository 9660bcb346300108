namespace Graph.Analysis.Algorithms;

/// <summary>What a search for communities of high modularity can be told.</summary>
public abstract record CommunityOptions : KernelOptions
{
    /// <summary>The resolution γ, finite and ≥ 0: more of it gives smaller communities. Default: 1.</summary>
    public double Resolution { get; init; } = 1.0;

    /// <summary>The shuffle of the nodes that they are visited in: another number, another of the many good answers. Default: 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>How often the whole is run at most, each time from what the last found, from 1. Default: 2, for Leiden 3.</summary>
    public int Passes { get; init; } = 2;

    /// <summary>How many levels a pass makes at most, from 1. Default: 64.</summary>
    public int MaxLevels { get; init; } = 64;

    /// <summary>How many sweeps a level gets at most, from 1. Default: 100.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>A level ends with a sweep that gains no more modularity than this, and the passes with one that does, ≥ 0. Default: 1e-5.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>Refuses options that make no sense.</summary>
    internal void Check()
    {
        if (!(double.IsFinite(Resolution) && Resolution >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(Resolution), Resolution, "The resolution must be finite and at least 0; 1 is the usual one.");
        }

        if (!(double.IsFinite(Tolerance) && Tolerance >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance, "The tolerance must be finite and at least 0.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLevels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Passes, 1);
    }
}

/// <summary>Communities, and how the search for them ended.</summary>
public sealed record CommunityResult
{
    /// <summary>Community per node: the number of its smallest member.</summary>
    public required int[] Community { get; init; }

    /// <summary>How many communities there are; isolated nodes are one each.</summary>
    public required int Count { get; init; }

    /// <summary>Their modularity, as <see cref="Algorithms.Modularity"/> defines it; 0 for a graph without weight.</summary>
    public required double Modularity { get; init; }

    /// <summary>Levels made in the last pass, the graph itself included.</summary>
    public required int Levels { get; init; }

    /// <summary>Sweeps over all levels and passes, the modularity that the last one gained, and whether every level of the last pass came to rest
    /// within <see cref="CommunityOptions.MaxIterations"/> and <see cref="CommunityOptions.MaxLevels"/>.</summary>
    public required Convergence Convergence { get; init; }
}
