using System.Globalization;
using Graph.Cli.Runs;

namespace Graph.Cli.Evaluation;

/// <summary>Where worlds and their stores lie while they are needed.</summary>
internal static class EvaluationScratch
{
    private static int made;

    /// <summary>A new folder among the short-lived files, removed when disposed.</summary>
    public static ScratchFolder Make(CliEnvironment environment) => new(Path.Combine(environment.TempFolder, string.Create(
        CultureInfo.InvariantCulture, $"adchain-evaluation-{Environment.ProcessId}-{Interlocked.Increment(ref made)}")));
}
