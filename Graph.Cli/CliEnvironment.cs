namespace Graph.Cli;

/// <summary>Everything that the program takes from the world around it; a test hands in its own.</summary>
internal sealed record CliEnvironment
{
    /// <summary>Standard output: results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: messages and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person looks at standard output.</summary>
    public required bool OutIsTerminal { get; init; }

    /// <summary>Whether a person looks at standard error.</summary>
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The working folder, against which relative paths are resolved.</summary>
    public required string Folder { get; init; }

    /// <summary>A folder for short-lived files where no output folder is given.</summary>
    public required string TempFolder { get; init; }

    /// <summary>Environment variables; null where unset.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Whether colours are wanted: a terminal, and NO_COLOR unset.</summary>
    public bool Colours => OutIsTerminal && string.IsNullOrEmpty(Variable("NO_COLOR"));

    /// <summary>The full path of a path as the user wrote it.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Folder);
}
