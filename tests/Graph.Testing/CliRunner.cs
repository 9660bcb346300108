using Graph.Cli;

namespace Graph.Testing;

/// <summary>What a command line came to.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record CliResult(int ExitCode, string Out, string Error);

/// <summary>Runs the program inside the test, with a console, clock and folder of its own.</summary>
public sealed class CliRunner
{
    /// <summary>Runs in a working folder.</summary>
    public CliRunner(string folder) => Folder = folder;

    /// <summary>The working folder.</summary>
    public string Folder { get; }

    /// <summary>Environment variables that the program sees.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the program is told that a person looks at its output.</summary>
    public bool Terminal { get; set; }

    /// <summary>Runs one command line.</summary>
    public CliResult Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    /// <summary>Runs one command line that may be cancelled.</summary>
    public CliResult Run(CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = Application.RunAsync(arguments, new CliEnvironment
        {
            Out = output,
            Error = error,
            OutIsTerminal = Terminal,
            ErrorIsTerminal = Terminal,
            Clock = TimeProvider.System,
            Folder = Folder,
            TempFolder = Path.GetTempPath(),
            Variable = name => Variables.GetValueOrDefault(name),
        }, cancellation).GetAwaiter().GetResult();
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}
