using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Graph.Model.Tests.Architecture;

/// <summary>How the code is written.</summary>
public sealed partial class StyleRules
{
    private static readonly string[] VagueEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Misc"];

    public static TheoryData<string> Assemblies => ["Graph.Model", "Graph.Ingest", "Graph.Analysis", "adchain"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Names_say_something(string assembly) =>
        Sources.None(OwnTypes(assembly)
            .Where(type => type.Name == "Graph" || VagueEndings.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(type => type.FullName));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Classes_are_sealed_static_or_abstract(string assembly) =>
        Sources.None(OwnTypes(assembly)
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract)
            .Select(type => type.FullName));

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong = new List<string>();
        foreach (var file in Sources.Rooms.SelectMany(Sources.Code).Concat(Sources.Code("tests")))
        {
            var folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
            var expected = (folder.StartsWith("tests/", StringComparison.Ordinal) ? folder["tests/".Length..] : folder).Replace('/', '.');
            var found = Namespace().Matches(Sources.Read(file)).Select(match => match.Groups["name"].Value).ToList();

            // Programs of top-level statements, and files of assembly attributes, have none.
            if (found.Count > 1 || found.Exists(name => name != expected))
            {
                wrong.Add($"{file}: {string.Join(", ", found)} instead of {expected}");
            }
        }

        Sources.None(wrong);
    }

    [Fact]
    public void Namespaces_are_file_scoped() =>
        Sources.None(Sources.Rooms.SelectMany(Sources.Code).Where(file => BlockNamespace().IsMatch(Sources.Read(file))));

    [Fact]
    public void Nothing_is_caught_to_be_forgotten()
    {
        var files = Sources.Rooms.SelectMany(Sources.Code);
        Sources.None(files.Where(file => SwallowingCatch().IsMatch(Sources.Read(file))));
    }

    [Fact]
    public void No_code_waits_to_be_written() =>
        Sources.None(Sources.Rooms.SelectMany(Sources.Code).Where(file => Unwritten().IsMatch(Sources.Read(file))));

    [Theory]
    [InlineData("Graph.Model")]
    [InlineData("Graph.Ingest")]
    [InlineData("Graph.Analysis")]
    public void Public_members_are_documented(string assembly) =>
        // The compiler refuses public members without documentation where it writes the file.
        Assert.True(File.Exists(Path.ChangeExtension(Assembly.Load(assembly).Location, ".xml")));

    private static IEnumerable<Type> OwnTypes(string assembly) => Assembly.Load(assembly).GetTypes()
        .Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            && !type.Name.Contains('<', StringComparison.Ordinal)
            && type.Name != "Program"
            && type.Namespace is { } space && space.StartsWith("Graph", StringComparison.Ordinal));

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^namespace\s+[\w.]+\s*\{?\s*$", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();

    // A catch-all may clean up, if it ends in `throw;`.
    [GeneratedRegex(@"catch\s*(\([^)]*\)\s*(when\s*\([^)]*\)\s*)?)?\{\s*\}|catch\s*\{(?![^{}]*throw;\s*\})")]
    private static partial Regex SwallowingCatch();

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b")]
    private static partial Regex Unwritten();
}
