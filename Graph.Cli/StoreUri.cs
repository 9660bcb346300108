using System.Globalization;
using Graph.Model.Stores;

namespace Graph.Cli;

/// <summary>Store addresses as users write them.</summary>
internal static class StoreUri
{
    private const string EmbeddedScheme = "duckdb:";

    /// <summary>The address of an embedded store file.</summary>
    public static string OfFile(string path) => EmbeddedScheme + path;

    /// <summary>The address with its path made full; an address that carries credentials is refused without repeating it.</summary>
    public static string Resolve(string given, CliEnvironment environment)
    {
        if (given.StartsWith(EmbeddedScheme, StringComparison.Ordinal))
        {
            return given.Length == EmbeddedScheme.Length
                ? throw CommandException.Usage("--store: found 'duckdb:' without a path, expected duckdb:PATH.")
                : OfFile(environment.Resolve(given[EmbeddedScheme.Length..]));
        }

        return Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0
            ? throw CommandException.Usage("--store: credentials do not belong on the command line; set ADCHAIN_STORE_USER and ADCHAIN_STORE_PASSWORD.")
            : given;
    }

    /// <summary>The file of an embedded store, or null.</summary>
    public static string? FileOf(string uri) =>
        uri.StartsWith(EmbeddedScheme, StringComparison.Ordinal) ? uri[EmbeddedScheme.Length..] : null;

    /// <summary>Where a store may spill to when there is no output folder: beside its file, else the temporary folder.</summary>
    public static string ScratchBeside(string uri, CliEnvironment environment) =>
        Path.Combine(FileOf(uri) is { } file ? Path.GetDirectoryName(file)! : environment.TempFolder, string.Create(
            CultureInfo.InvariantCulture, $".adchain-scratch-{Environment.ProcessId}"));

    /// <summary>Refuses an embedded store whose file is not there, before anything is made around it.</summary>
    /// <exception cref="StoreException">There is no such file.</exception>
    public static void RequireExisting(string uri)
    {
        if (FileOf(uri) is { } file && !File.Exists(file))
        {
            throw new StoreException($"there is no store {file}. Check the path, or make it with `adchain ingest DATA --store {uri}`.");
        }
    }
}
