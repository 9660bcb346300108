namespace Graph.Benchmarks.Data;

/// <summary>A folder for the time of a measurement.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes it below a folder, or below the system's temporary one.</summary>
    public ScratchFolder(string? below = null)
    {
        if (below is null)
        {
            Folder = Directory.CreateTempSubdirectory("adchain-benchmark-").FullName;
            return;
        }

        Folder = Path.Combine(below, FormattableString.Invariant($"scratch-{Environment.ProcessId}-{Environment.TickCount64}"));
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    public string At(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
