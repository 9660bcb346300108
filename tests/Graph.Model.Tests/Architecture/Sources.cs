using System.Diagnostics;
using System.Text;
using Graph.Testing;
using Xunit;

namespace Graph.Model.Tests.Architecture;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Sources
{
    private static readonly string[] SkippedFolders = ["bin", "obj", ".git", "out", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".vs"];

    public static string Root { get; } = Repository.Root;

    /// <summary>The rooms with code, as folders of the root.</summary>
    public static IReadOnlyList<string> Rooms { get; } = ["Graph.Model", "Graph.Ingest", "Graph.Analysis", "Graph.Cli", "Graph.Benchmarks"];

    /// <summary>Paths of all files of the project, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Tracked() ?? Walk(Root)];

    public static IEnumerable<string> Code(string folder) =>
        Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file), Encoding.UTF8);

    /// <summary>Fails with all that was found.</summary>
    public static void None(IEnumerable<string?> found)
    {
        var all = string.Join('\n', found);
        Assert.True(all.Length == 0, all);
    }

    public static bool IsText(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Root, file));
        var start = new byte[4_096];
        return !start.AsSpan(0, stream.Read(start)).Contains((byte)0);
    }

    /// <summary>What git tracks or would, or null where this is no clone or git is missing.</summary>
    private static IEnumerable<string>? Tracked()
    {
        if (!Path.Exists(Path.Combine(Root, ".git")))
        {
            return null;
        }

        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", "ls-files -z --cached --others --exclude-standard")
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
            var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            return git.ExitCode == 0 && files.Length > 0
                ? files.Where(file => File.Exists(Path.Combine(Root, file))).Order(StringComparer.Ordinal)
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // git is not installed: the walk serves as well.
            return null;
        }
    }

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        }

        foreach (var below in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (!SkippedFolders.Contains(Path.GetFileName(below), StringComparer.Ordinal))
            {
                foreach (var file in Walk(below))
                {
                    yield return file;
                }
            }
        }
    }
}
