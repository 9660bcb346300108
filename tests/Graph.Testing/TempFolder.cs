namespace Graph.Testing;

/// <summary>An empty folder for one test, removed at its end.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes it.</summary>
    public TempFolder() => FullPath = Directory.CreateTempSubdirectory("adchain-test-").FullName;

    /// <summary>Its path.</summary>
    public string FullPath { get; }

    /// <summary>A path inside it.</summary>
    public string At(string name) => Path.Combine(FullPath, name);

    /// <summary>Writes a text file, making folders on the way.</summary>
    public string Write(string name, string text)
    {
        var path = At(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
