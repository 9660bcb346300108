namespace Graph.Cli;

/// <summary>What the program's exit status says, as the data contract fixes it.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Bad usage or options.</summary>
    public const int Usage = 2;

    /// <summary>Bad input: a refused file, or too many rejected rows. What can be done was done and written.</summary>
    public const int Input = 3;

    /// <summary>The store is not reachable or not sound.</summary>
    public const int Store = 4;

    /// <summary>A defect of the program itself (EX_SOFTWARE): never expected.</summary>
    public const int Defect = 70;

    /// <summary>Cancelled by Ctrl-C or SIGTERM.</summary>
    public const int Cancelled = 130;
}

/// <summary>Ends a command with a message for the user and an exit code.</summary>
internal sealed class CommandException : Exception
{
    public CommandException() { }

    public CommandException(string message) : base(message) { }

    public CommandException(string message, Exception inner) : base(message, inner) { }

    public CommandException(int exitCode, string message) : base(message) => ExitCode = exitCode;

    public int ExitCode { get; } = ExitCodes.Usage;

    public static CommandException Usage(string message) => new(ExitCodes.Usage, message);

    public static CommandException Input(string message) => new(ExitCodes.Input, message);
}
