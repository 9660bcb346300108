using Graph.Analysis.Simulation;
using Graph.Cli.Worlds;

namespace Graph.Cli.Runs;

/// <summary>A folder of generated CSV files.</summary>
internal static class WorldFolder
{
    /// <summary>Refuses a folder that holds anything: generated files must never stand among real ones.</summary>
    public static void RequireEmpty(string option, string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw CommandException.Usage($"{option}: {path} is not empty, and generated files must not mix with others. Give an empty or new folder.");
        }
    }

    /// <summary>Writes a world.</summary>
    public static IReadOnlyList<WorldFile> Write(
        string path, string? truth, WorldOptions options, Action<WorldFile>? progress, CancellationToken cancellation)
    {
        var world = World.Build(options, cancellation);
        return WorldFiles.Write(world, path, truth, new WorldFilesOptions(), progress, cancellation);
    }
}
