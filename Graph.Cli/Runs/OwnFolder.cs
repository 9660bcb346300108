namespace Graph.Cli.Runs;

/// <summary>Folders that a command writes whole and that hold nothing else.</summary>
internal static class OwnFolder
{
    /// <summary>Refuses a folder that holds anything but the files of an earlier run of the same command.</summary>
    /// <param name="path">The folder, there or not.</param>
    /// <param name="owns">Whether a name is that of one of those files.</param>
    /// <param name="what">What they are together, with its article.</param>
    /// <exception cref="CommandException">It is a file, or holds other things.</exception>
    public static void Require(string path, Func<string, bool> owns, string what)
    {
        if (File.Exists(path))
        {
            throw CommandException.Usage($"--out: {path} is a file, expected a folder. Give another path.");
        }

        var foreign = Directory.Exists(path)
            ? Directory.EnumerateFileSystemEntries(path).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal).FirstOrDefault(e => !owns(e))
            : null;
        if (foreign is not null)
        {
            throw CommandException.Usage($"--out: {path} holds other things than {what} ('{foreign}'). Give an empty or new folder.");
        }
    }
}
