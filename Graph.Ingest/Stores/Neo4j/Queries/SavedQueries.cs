using System.Reflection;
using Graph.Ingest.Stores.Neo4j.Findings;
using Graph.Ingest.Stores.Neo4j.Transport;

namespace Graph.Ingest.Stores.Neo4j.Queries;

/// <summary>The questions that ship with the program, and the style by which Neo4j Browser draws their answers.</summary>
public static class SavedQueries
{
    /// <summary>The name of the style's file.</summary>
    public const string StyleName = "adchain.grass";

    private const string Folder = "queries/";
    private const string Extension = ".cypher";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<SavedQuery> All { get; } =
    [
        .. Resources.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => SavedQuery.Parse(name[Folder.Length..^Extension.Length], Text(name))),
    ];

    /// <summary>The style: captions, sizes, and colours by label; parties of a tier have its label.</summary>
    public static string Style => Text(Folder + StyleName);

    private static Assembly Resources => typeof(SavedQueries).Assembly;

    /// <summary>Asks, and gives the rows as they come: a text, a whole number, a number, a list of texts, or null per column.</summary>
    internal static IEnumerable<IReadOnlyList<object?>> Ask(
        IQueryRunner runner, SavedQuery query, IReadOnlyList<object> values, CancellationToken cancellation)
    {
        var asked = new ParameterWriter();
        foreach (var (parameter, value) in query.Parameters.Zip(values))
        {
            asked.Value(parameter.Name, value);
        }

        using var rows = runner.Read(query.Statement, asked.Json(), cancellation);
        while (rows.Next())
        {
            yield return [.. query.Columns.Select((column, i) => rows.IsNull(i) ? null : Value(rows, column.Kind, i))];
        }
    }

    private static object Value(IQueryRows rows, QueryValueKind kind, int column) => kind switch
    {
        QueryValueKind.Text => rows.Text(column),
        QueryValueKind.Whole or QueryValueKind.Day => rows.Whole(column),
        QueryValueKind.Real => rows.Real(column),
        QueryValueKind.Texts => rows.Texts(column),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of value."),
    };

    private static string Text(string resource)
    {
        using var reader = new StreamReader(Resources.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
