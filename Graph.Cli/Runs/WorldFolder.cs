using Graph.Ingest.Csv;

namespace Graph.Cli.Runs;

/// <summary>A folder of generated CSV files.</summary>
internal static class WorldFolder
{
    /// <summary>Refuses a folder that holds anything but input files.</summary>
    public static void RequireWritable(string path)
    {
        if (File.Exists(path))
        {
            throw CommandException.Usage($"--out: {path} is a file, expected a folder. Give another path.");
        }

        if (Directory.Exists(path) && (Directory.EnumerateDirectories(path).Any() || DataFolder.List(path).Unmatched.Count > 0))
        {
            throw CommandException.Usage($"--out: {path} is not empty and holds other things than a generated world. Give an empty or new folder.");
        }
    }

    /// <summary>Writes a world.</summary>
    public static void Write(string path, long placements, long seed, CancellationToken cancellation)
    {
        Directory.CreateDirectory(path);
        throw new NotSupportedException("the simulator is wired in at the merge");
    }
}
