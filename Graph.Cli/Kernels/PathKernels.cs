using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Cli.Kernels;

/// <summary>Kernels about what is reached, and how far it is.</summary>
internal static class PathKernels
{
    public static IReadOnlyList<KernelBinding> All { get; } =
    [
    ];
}
