using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Graph.Testing.Neo4j;

/// <summary>Imports files into the database of a server that does not run, as a user does: with the script that lies beside them.</summary>
public static class OfflineImport
{
    /// <summary>Runs the script; skips the test, with the reason, where the server's files or Java are missing.</summary>
    /// <param name="files">The folder with <c>import.sh</c>.</param>
    /// <param name="server">The folder of the server, new or with an empty database.</param>
    /// <returns>What the importer said.</returns>
    /// <exception cref="InvalidOperationException">The import failed.</exception>
    public static string Run(string files, string server)
    {
        var admin = Repository.Shared("neo4j", "admin");
        Assert.SkipWhen(admin is null, "No import for this test: the folder ../shared/neo4j is not there.");
        Assert.SkipUnless(HasJava(), "No import for this test: Java is missing (openjdk-17-jre-headless).");
        var start = new ProcessStartInfo("sh", [Path.Combine(files, "import.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["NEO4J_ADMIN"] = $"{admin} {server}";
        _ = start.Environment.TryAdd("NEO4J_HEAP", "600m");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        var text = output.GetAwaiter().GetResult() + error;
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"The import failed with {process.ExitCode}: {text}");
    }

    private static bool HasJava()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("java", ["-version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
