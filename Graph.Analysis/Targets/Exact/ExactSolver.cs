using Google.OrTools.Init;
using Google.OrTools.LinearSolver;

namespace Graph.Analysis.Targets.Exact;

/// <summary>The solver behind exact plans: SCIP, as OR-Tools brings it. Its native library is loaded when first asked for.</summary>
public static class ExactSolver
{
    private static readonly Lazy<string?> Loaded = new(Load);

    /// <summary>The version of OR-Tools, or null where its native library, or SCIP in it, is not there for this machine.</summary>
    public static string? Version => Loaded.Value;

    /// <summary>An empty solver.</summary>
    /// <exception cref="InvalidOperationException">There is none; see <see cref="Version"/>.</exception>
    internal static Solver Create() => Solver.CreateSolver("SCIP") ?? throw new InvalidOperationException("OR-Tools is here without SCIP.");

    private static string? Load()
    {
        try
        {
            using var solver = Create();
            return OrToolsVersion.VersionString();
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException or BadImageFormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
