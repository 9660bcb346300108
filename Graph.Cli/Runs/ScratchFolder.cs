namespace Graph.Cli.Runs;

/// <summary>A folder that is there while it is needed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes the folder, empty.</summary>
    public ScratchFolder(string path)
    {
        FullPath = path;
        Dispose();
        Directory.CreateDirectory(path);
    }

    /// <summary>Its path.</summary>
    public string FullPath { get; }

    /// <summary>Removes it with all that is in it.</summary>
    public void Dispose()
    {
        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
