using System.Globalization;
using System.Text;

namespace Graph.Ingest.Stores.Neo4j.Import;

/// <summary>What goes with the files: the command as a script, the constraints, and what to do with both.</summary>
internal static class ImportGuide
{
    /// <summary>The script.</summary>
    public const string ScriptName = "import.sh";

    private const string ConstraintsName = "constraints.cypher";
    private const string ReadmeName = "README.txt";
    private const string ReportName = "import.report";

    // Larger texts than the importer takes by default need a larger buffer.
    private const int BufferForTexts = 4 << 20;
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The names of these files, and of the importer's report.</summary>
    public static IReadOnlyList<string> Texts { get; } = [ScriptName, ConstraintsName, ReadmeName, ReportName];

    /// <summary>Writes them; the script last.</summary>
    /// <param name="folder">Where the tables are.</param>
    /// <param name="tables">The tables, closed.</param>
    public static Neo4jImportResult Write(string folder, IReadOnlyList<ImportTable> tables)
    {
        long Sum(ImportKind kind) => tables.Where(table => table.Kind == kind).Sum(table => table.Rows);
        var result = new Neo4jImportResult(
            [.. tables.Select(t => new Neo4jImportFile(t.DataName, t.Rows, new FileInfo(Path.Combine(folder, t.DataName)).Length))],
            Sum(ImportKind.Nodes), Sum(ImportKind.Relationships), tables.Sum(table => table.Properties), "");
        var arguments = Arguments(tables);
        result = result with { Guide = Readme(result, arguments) };
        File.WriteAllText(Path.Combine(folder, ConstraintsName), Constraints(), Plain);
        File.WriteAllText(Path.Combine(folder, ReadmeName), result.Guide, Plain);
        File.WriteAllText(Path.Combine(folder, ScriptName), Script(arguments), Plain);
        return result;
    }

    /// <summary>Options and files of the command; the name of the database follows.</summary>
    private static List<string> Arguments(IReadOnlyList<ImportTable> tables)
    {
        var arguments = new List<string>
        {
            "--id-type=string", "--bad-tolerance=0", "--trim-strings=false", "--legacy-style-quoting=false", $"--report-file={ReportName}",
        };
        if (tables.Any(table => table.HasLineBreaks))
        {
            arguments.Add("--multiline-fields=true");
        }

        if (tables.Max(table => table.LargestText) is var largest && largest > BufferForTexts / 2)
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--read-buffer-size={2L * largest}"));
        }

        arguments.AddRange(tables.OrderBy(table => table.Kind).Select(Argument));
        return arguments;
    }

    private static string Argument(ImportTable table)
    {
        var files = $"{table.HeaderName},{table.DataName}";
        return table.Kind == ImportKind.Relationships ? $"--relationships={table.Name.Split('-')[0]}={files}"
            : table.Name == "Party" ? $"--nodes={files}"
            : $"--nodes={table.Name}={files}";
    }

    private static string Script(List<string> arguments) => $$"""
        #!/bin/sh
        # Imports the files of this folder into an empty database of a stopped Neo4j server.
        #   sh import.sh [DATABASE]      neo4j where none is named; NEO4J_ADMIN says how neo4j-admin is called
        set -e
        cd "$(dirname "$0")"
        exec ${NEO4J_ADMIN:-neo4j-admin} database import full \
          {{string.Join(" \\\n  ", arguments)}} \
          -- "${1:-neo4j}"

        """.ReplaceLineEndings("\n");

    private static string Constraints() =>
        string.Concat(GraphSchema.All.Select(wanted => wanted.CreateStatement + ";\n")) + "CALL db.awaitIndexes(600);\n";

    private static string Readme(Neo4jImportResult result, List<string> arguments) => string.Create(CultureInfo.InvariantCulture, $"""
        Files for a first big load into Neo4j 5.19 or later, Community or Enterprise: the graph that `adchain ingest` of the same folder makes.

        1. Stop the server. The database must be empty, or not there yet.
        2. In this folder, as the user that owns the server's data:  sh import.sh
           That runs
             neo4j-admin database import full \
               {string.Join(" \\\n       ", arguments)} \
               -- neo4j
           It must end with: {result.Nodes} nodes, {result.Relationships} relationships, {result.Properties} properties.
        3. Start the server.
        4. Make constraints and indexes:  adchain store init --store http://HOST:7474/neo4j
           or, without adchain:  cypher-shell -d neo4j -f constraints.cypher
        5. Look at it:  adchain status --store http://HOST:7474/neo4j

        A failed import leaves the database unusable: import again with --overwrite-destination=true.

        """).ReplaceLineEndings("\n");
}
