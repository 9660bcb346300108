using System.CommandLine;
using System.CommandLine.Help;
using Graph.Cli.Commands;
using Graph.Model.Stores;

namespace Graph.Cli;

/// <summary>The way of a call: raw arguments, command, exit code.</summary>
internal static class Application
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliEnvironment environment, CancellationToken cancellation)
    {
        var exitCode = await InvokeAsync(arguments, environment, cancellation).ConfigureAwait(false);
        await environment.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await environment.Error.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return exitCode;
    }

    private static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, CliEnvironment environment, CancellationToken cancellation)
    {
        var root = CommandTree.Build(environment);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction and not CommandHelpAction)
        {
            return Complain(environment, parsed);
        }

        var configuration = new InvocationConfiguration
        {
            Output = environment.Out,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Fail(environment, ExitCodes.Cancelled,
                "cancelled. Nothing half-written was kept; run the same command again to go on.");
        }
        catch (CommandException refused)
        {
            return Fail(environment, refused.ExitCode, refused.Message);
        }
        catch (StoreException store)
        {
            return Fail(environment, ExitCodes.Store, store.Message);
        }
        catch (UnauthorizedAccessException denied)
        {
            return Fail(environment, ExitCodes.Usage, $"{denied.Message} Check the rights on the path, or give another one.");
        }
        catch (IOException broken)
        {
            return Fail(environment, ExitCodes.Usage,
                $"a file could not be read or written: {broken.Message} Check the path and the free space of the disk, then run again.");
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            environment.Error.WriteLine(string.IsNullOrEmpty(environment.Variable("ADCHAIN_TRACE")) ? "" : defect.ToString());
            return Fail(environment, ExitCodes.Defect,
                $"a defect of the program ({defect.GetType().Name}: {defect.Message}). Please report it; ADCHAIN_TRACE=1 shows where it happened.");
        }
    }

    private static int Complain(CliEnvironment environment, ParseResult parsed)
    {
        return Fail(environment, ExitCodes.Usage,
            $"{string.Join(' ', parsed.Errors.Select(e => e.Message))} See `{CommandPath.Of(parsed.CommandResult)} --help`.");
    }

    private static int Fail(CliEnvironment environment, int exitCode, string message)
    {
        environment.Error.WriteLine($"adchain: {message}");
        return exitCode;
    }
}
