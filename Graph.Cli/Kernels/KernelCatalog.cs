namespace Graph.Cli.Kernels;

/// <summary>All kernels that can be run on a file.</summary>
internal static class KernelCatalog
{
    /// <summary>The kernels in the order of the help.</summary>
    public static IReadOnlyList<KernelBinding> All { get; } = [.. RankKernels.All, .. PathKernels.All, .. GroupKernels.All, .. LocalKernels.All, .. FlowKernels.All];

    /// <summary>The kernel of a name; case, <c>-</c> and <c>_</c> do not matter.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static KernelBinding Find(string name)
    {
        var sought = Plain(name);
        return All.FirstOrDefault(kernel => Plain(kernel.Name) == sought || kernel.Aliases.Any(alias => Plain(alias) == sought))
            ?? throw CommandException.Usage($"KERNEL: found '{name}', expected one of {string.Join(", ", All.Select(kernel => kernel.Name))}.");
    }

    /// <summary>The list for the help.</summary>
    public static string Describe()
    {
        var names = All.Select(kernel => string.Join(", ", [kernel.Name, .. kernel.Aliases])).ToList();
        var width = names.Max(name => name.Length);
        return string.Join('\n', All.Zip(names, (kernel, name) => $"  {name.PadRight(width)}  {kernel.Summary}"));
    }

    private static string Plain(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
