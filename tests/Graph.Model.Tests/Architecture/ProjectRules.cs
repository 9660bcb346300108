using System.Text.RegularExpressions;
using Xunit;

namespace Graph.Model.Tests.Architecture;

/// <summary>What lies in the project, and what does not.</summary>
public sealed partial class ProjectRules
{
    private const int LargestFileBytes = 4 << 20;

    private static readonly string[] Top =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "AdChain.sln", "BannedSymbols.txt", "CHANGELOG.md", "CONTRIBUTING.md",
        "Directory.Build.props", "Directory.Packages.props", "Graph.Analysis", "Graph.Benchmarks", "Graph.Cli", "Graph.Ingest",
        "Graph.Model", "LICENSE", "README.md", "THIRD-PARTY-NOTICES.md", "datasets", "global.json", "tests",
    ];

    [Fact]
    public void The_root_holds_what_it_should()
    {
        var found = Sources.Files.Select(file => file.Split('/')[0]).Distinct(StringComparer.Ordinal).ToList();
        Sources.None(found.Except(Top, StringComparer.Ordinal));
        Sources.None(new[] { ".ci", ".editorconfig", "AdChain.sln", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "global.json" }
            .Except(found, StringComparer.Ordinal));
    }

    [Fact]
    public void The_project_speaks_of_itself_only()
    {
        // Paths of one machine, names of package mirrors, and the people of one workshop mean nothing to a reader.
        var found = new List<string>();
        foreach (var file in Sources.Files.Where(file => Sources.IsText(file) && !file.EndsWith("/ProjectRules.cs", StringComparison.Ordinal)))
        {
            var number = 0;
            foreach (var line in Sources.Read(file).Split('\n'))
            {
                number++;
                if (Elsewhere().Match(line) is { Success: true } match)
                {
                    found.Add($"{file}:{number}: {match.Value}");
                }
            }
        }

        Sources.None(found);
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = Sources.Read("AdChain.sln").Replace('\\', '/');
        Assert.All(
            Sources.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)),
            project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Build_outputs_and_big_files_stay_out()
    {
        Sources.None(Sources.Files.Where(file => BuildOutput().IsMatch(file)));
        Sources.None(Sources.Files.Where(file => new FileInfo(Path.Combine(Sources.Root, file)).Length > LargestFileBytes));
    }

    [Fact]
    public void Text_files_end_their_lines_with_LF()
    {
        // Data sets hold other line ends on purpose.
        var files = Sources.Files.Where(file => !file.StartsWith("datasets/", StringComparison.Ordinal) && Sources.IsText(file));
        Sources.None(files.Where(file => Sources.Read(file).Contains('\r', StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"(?<![\w./-])/(work|root|home)/\w|/tmp/bash|artifactory|nexus\.|\bAI (agent|assistant|session)\b|\bsubagent|\bthis session\b|\b(earlier|later|previous|next) session\b|\bhelper (session|agent)s?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"(^|/)(bin|obj)/|\.(dll|exe|pdb|nupkg|duckdb)$")]
    private static partial Regex BuildOutput();
}
