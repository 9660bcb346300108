using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetArchTest.Rules;
using Xunit;

namespace Graph.Model.Tests.Architecture;

/// <summary>Who may see whom.</summary>
public sealed partial class DependencyRules
{
    // Packages whose types stay in one folder, by a word that stands in any use of them.
    public static TheoryData<string, string> Owners => new()
    {
        { "CsvHelper", "Graph.Ingest/Csv/" },
        { "DuckDB.NET", "Graph.Ingest/Stores/DuckDb/" },
        { "Neo4j.Driver", "Graph.Ingest/Stores/Neo4j/Bolt/" },
        { "MathNet", "Graph.Analysis/" },
        { "Microsoft.ML", "Graph.Analysis/Knowledge/Classifier/" },
        { "Google.OrTools", "Graph.Analysis/Targets/Exact/" },
        { "System.CommandLine", "Graph.Cli/" },
        { "Spectre.Console", "Graph.Cli/" },
        { "BenchmarkDotNet", "Graph.Benchmarks/" },
    };

    [Theory]
    [InlineData("Graph.Model", new string[0])]
    [InlineData("Graph.Ingest", new[] { "Graph.Model" })]
    [InlineData("Graph.Analysis", new[] { "Graph.Model" })]
    [InlineData("Graph.Cli", new[] { "Graph.Analysis", "Graph.Ingest", "Graph.Model" })]
    [InlineData("Graph.Benchmarks", new[] { "Graph.Analysis", "Graph.Ingest", "Graph.Model" })]
    public void A_project_references_only_rooms_that_it_may_see(string project, string[] allowed)
    {
        var references = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
        Sources.None(references.Except(allowed, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Graph.Model", new[] { "Graph.Ingest", "Graph.Analysis", "Graph.Cli", "Graph.Benchmarks" })]
    [InlineData("Graph.Ingest", new[] { "Graph.Analysis", "Graph.Cli", "Graph.Benchmarks" })]
    [InlineData("Graph.Analysis", new[] { "Graph.Ingest", "Graph.Cli", "Graph.Benchmarks" })]
    [InlineData("adchain", new[] { "Graph.Benchmarks" })]
    public void Types_depend_only_on_rooms_that_they_may_see(string assembly, string[] forbidden)
    {
        var types = Types.InAssembly(System.Reflection.Assembly.Load(assembly));
        Assert.NotEmpty(types.GetTypes());
        var verdict = types.ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.True(verdict.IsSuccessful, string.Join(", ", verdict.FailingTypeNames ?? []));
    }

    [Fact]
    public void The_rule_sees_dependencies_that_are_there()
    {
        var analysis = Types.InAssembly(System.Reflection.Assembly.Load("Graph.Analysis"));
        Assert.NotEmpty(analysis.That().HaveDependencyOn("Graph.Model").GetTypes());
    }

    [Fact]
    public void Model_rests_on_the_base_class_library_alone()
    {
        Sources.None(Items("Graph.Model", "PackageReference"));
        Assert.All(
            typeof(Money).Assembly.GetReferencedAssemblies(),
            reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Owners))]
    public void Types_of_a_package_stay_in_their_folder(string package, string folder)
    {
        // Benchmarks measure against rivals, so they may name any package.
        var strangers = Sources.Rooms
            .Where(room => room != "Graph.Benchmarks")
            .SelectMany(Sources.Code)
            .Where(file => !file.StartsWith(folder, StringComparison.Ordinal))
            .Where(file => UsesNamespace(file, package));
        Sources.None(strangers);
    }

    [Fact]
    public void A_package_has_one_owner()
    {
        var owners = Sources.Rooms
            .Where(room => room != "Graph.Benchmarks")
            .SelectMany(room => Items(room, "PackageReference").Select(package => (package, room)))
            .GroupBy(reference => reference.package, StringComparer.Ordinal);
        Assert.All(owners, owner => Assert.Single(owner));
    }

    [Fact]
    public void Every_version_stands_once_in_the_root()
    {
        var versions = XDocument.Load(Path.Combine(Sources.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion").Select(item => (string)item.Attribute("Include")!).ToList();
        Assert.Equal(versions.Distinct(StringComparer.OrdinalIgnoreCase).Count(), versions.Count);
        foreach (var project in Sources.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            var references = XDocument.Parse(Sources.Read(project)).Descendants("PackageReference").ToList();
            Assert.All(references, reference => Assert.Null(reference.Attribute("Version")));
            Sources.None(references.Select(reference => (string)reference.Attribute("Include")!).Except(versions, StringComparer.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Only_the_stores_folder_knows_SQL()
    {
        var elsewhere = new[] { "Graph.Model", "Graph.Analysis", "Graph.Cli" }.SelectMany(Sources.Code)
            .Concat(Sources.Code("Graph.Ingest").Where(file => !file.StartsWith("Graph.Ingest/Stores/", StringComparison.Ordinal)));
        Sources.None(elsewhere.Where(file => Sql().IsMatch(Sources.Read(file))));
    }

    [Fact]
    public void Analysis_touches_no_file_network_or_console()
    {
        Sources.None(Sources.Code("Graph.Analysis").Where(file => Outside().IsMatch(Sources.Read(file))));
    }

    [GeneratedRegex(@"\b(SELECT\s.{1,200}\sFROM|INSERT\s+INTO|CREATE\s+(TEMP\s+)?TABLE|DELETE\s+FROM)\s", RegexOptions.Singleline)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\b(Console\.|File\.|Directory\.|FileStream\b|StreamReader\b|StreamWriter\b|HttpClient\b|using System\.Net\b|Environment\.(GetEnvironmentVariable|CurrentDirectory))")]
    private static partial Regex Outside();

    private static bool UsesNamespace(string file, string package) =>
        Regex.IsMatch(Sources.Read(file), @"(using\s+(static\s+)?(\w+\s*=\s*)?(global::)?|global::)" + Regex.Escape(package) + @"\b");

    private static List<string> Items(string project, string kind) =>
        [.. XDocument.Parse(Sources.Read($"{project}/{project}.csproj")).Descendants(kind).Select(item => (string)item.Attribute("Include")!)];
}
