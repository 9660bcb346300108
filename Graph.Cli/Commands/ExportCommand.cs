using System.CommandLine;

namespace Graph.Cli.Commands;

/// <summary><c>adchain export</c>: the graph for other programs.</summary>
internal static class ExportCommand
{
    public const string Examples = """
        adchain export neo4j data --out import
        adchain export graphml data --out money.graphml --run week47
        """;

    public static Command Create(CliEnvironment environment) => new("export", "Writes the graph for other programs: Neo4j import files, GraphML.")
    {
        ExportNeo4jCommand.Create(environment),
        ExportGraphMlCommand.Create(environment),
    };
}
