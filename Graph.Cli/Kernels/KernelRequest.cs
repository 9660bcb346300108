using System.Globalization;
using Graph.Analysis.Algorithms;
using Graph.Model;

namespace Graph.Cli.Kernels;

/// <summary>What the user asks of a kernel, with ids already turned into nodes; null where nothing was said.</summary>
internal sealed record KernelRequest
{
    /// <summary>Threads; 0: one per core.</summary>
    public int Threads { get; init; }

    /// <summary>The source or root.</summary>
    public int Source { get; init; } = -1;

    /// <summary>The sink.</summary>
    public int Sink { get; init; } = -1;

    /// <summary>The seeds.</summary>
    public SeedSet? Seeds { get; init; }

    /// <summary>Damping.</summary>
    public double? Damping { get; init; }

    /// <summary>Sweeps at most.</summary>
    public int? Iterations { get; init; }

    /// <summary>The change at which an iteration ends.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Sources drawn for an estimate; 0: exact.</summary>
    public int? Samples { get; init; }

    /// <summary>Seed of what is drawn.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Resolution of communities.</summary>
    public double? Resolution { get; init; }

    /// <summary>Whether the side of each node is asked for.</summary>
    public bool Cut { get; init; }
}

/// <summary>What a kernel answers: one value per node, or none.</summary>
internal sealed record KernelAnswer
{
    /// <summary>Whole numbers per node.</summary>
    public long[]? Wholes { get; init; }

    /// <summary>Numbers per node.</summary>
    public double[]? Numbers { get; init; }

    /// <summary>A node per node, shown as its id; −1: none.</summary>
    public int[]? Nodes { get; init; }

    /// <summary>One figure for the whole graph, shown before the rows.</summary>
    public long? Value { get; init; }

    /// <summary>Whether <see cref="Value"/> is money in 1/10000 units.</summary>
    public bool IsMoney { get; init; }

    /// <summary><see cref="Value"/> as text: money without its fraction where that is zero.</summary>
    public string? ValueText =>
        Value is not { } value ? null
        : IsMoney && value % Money.UnitsPerYuan != 0 ? new Money(value).ToString()
        : (IsMoney ? value / Money.UnitsPerYuan : value).ToString(CultureInfo.InvariantCulture);

    /// <summary>How an iteration ended.</summary>
    public Convergence? Convergence { get; init; }

    /// <summary>Counters besides: text, whole number or double.</summary>
    public IReadOnlyList<(string Name, object Value)> Counters { get; init; } = [];

    /// <summary>Whole numbers per node.</summary>
    public static KernelAnswer Of(int[] wholes) => new() { Wholes = Array.ConvertAll(wholes, whole => (long)whole) };
}
