using Graph.Ingest.Stores.Neo4j.Import;

namespace Graph.Cli.Runs;

/// <summary>The folder of an export of import files. They are written aside and appear by renaming, the script that uses them last.</summary>
internal sealed class ExportFolder : IDisposable
{
    private const string ScratchName = ".adchain-export";
    private readonly string folder;
    private readonly ScratchFolder scratch;

    private ExportFolder(string folder)
    {
        this.folder = folder;
        scratch = new ScratchFolder(Path.Combine(folder, ScratchName));
        Directory.CreateDirectory(StagePath);
    }

    /// <summary>Where the files are written.</summary>
    public string StagePath => Path.Combine(scratch.FullPath, "files");

    /// <summary>Where the store of the export stands while it is needed.</summary>
    public string StoreFile => Path.Combine(scratch.FullPath, RunFolder.StoreName);

    /// <summary>Where the store may spill to.</summary>
    public string SpillPath => scratch.FullPath;

    /// <summary>Opens a folder, making it where it is missing.</summary>
    /// <exception cref="CommandException">It holds other things than an export.</exception>
    public static ExportFolder Open(string path)
    {
        OwnFolder.Require(path, name => Neo4jImportFiles.Owns(name) || name == ScratchName, "import files");
        Directory.CreateDirectory(path);
        return new ExportFolder(path);
    }

    /// <summary>Puts the files in place of those of an earlier export.</summary>
    public void Publish()
    {
        foreach (var name in Entries(folder).Where(Neo4jImportFiles.Owns))
        {
            File.Delete(Path.Combine(folder, name));
        }

        foreach (var name in Entries(StagePath).OrderBy(name => name == Neo4jImportFiles.ScriptName))
        {
            File.Move(Path.Combine(StagePath, name), Path.Combine(folder, name));
        }
    }

    /// <summary>Removes what was only needed on the way.</summary>
    public void Dispose() => scratch.Dispose();

    private static string[] Entries(string path) =>
        [.. Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)];
}
