using System.Globalization;

namespace Graph.Ingest.Stores.Neo4j.Queries;

/// <summary>What a parameter or column of a saved query holds.</summary>
public enum QueryValueKind
{
    /// <summary>A text.</summary>
    Text,
    /// <summary>A day; in the graph a whole number yyyymmdd.</summary>
    Day,
    /// <summary>A whole number.</summary>
    Whole,
    /// <summary>A number.</summary>
    Real,
    /// <summary>A list of texts.</summary>
    Texts,
}

/// <summary>A parameter of a saved query.</summary>
/// <param name="Name">Its name, without $.</param>
/// <param name="Kind">Text, day or whole.</param>
/// <param name="Meaning">What it stands for.</param>
/// <param name="Example">An example as the Browser takes it: <c>'acc-7'</c> or <c>20261122</c>.</param>
public sealed record QueryParameter(string Name, QueryValueKind Kind, string Meaning, string Example);

/// <summary>A column of a saved query's answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds; amounts are decimal texts with 4 digits.</param>
/// <param name="Meaning">What it stands for.</param>
public sealed record QueryColumn(string Name, QueryValueKind Kind, string Meaning);

/// <summary>A question that analysts ask of the graph, as a Cypher file with a header that says what goes in and what comes out.</summary>
/// <param name="Name">Its name, and that of its file without <c>.cypher</c>.</param>
/// <param name="Question">The question.</param>
/// <param name="Parameters">What goes in.</param>
/// <param name="Columns">What comes out, in order.</param>
/// <param name="Text">The file.</param>
public sealed record SavedQuery(string Name, string Question, IReadOnlyList<QueryParameter> Parameters, IReadOnlyList<QueryColumn> Columns, string Text)
{
    private const string Comment = "//";

    /// <summary>The statement that gives the table: the first of the file. A second one, where there is one, gives a picture.</summary>
    internal string Statement => Text.Split(";\n")[0];

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">Its header is not one of a saved query: a defect.</exception>
    internal static SavedQuery Parse(string name, string text)
    {
        var header = text.Split('\n').TakeWhile(line => line.StartsWith(Comment, StringComparison.Ordinal)).Select(line => line[Comment.Length..]).ToList();
        var (parameters, columns) = (header.FindIndex(Begins("Parameters")), header.FindIndex(Begins("Columns")));
        return parameters > 0 && columns > parameters
            ? new SavedQuery(name, header[0].Trim(), ReadParameters(header[(parameters + 1)..columns]), [.. header[(columns + 1)..].Select(ReadColumn)], text)
            : throw new FormatException($"{name}.cypher lacks its parameters or columns.");
    }

    /// <summary>Turns the texts that a user gave into values.</summary>
    /// <returns>Per parameter, in order, a text or a whole number.</returns>
    /// <exception cref="FormatException">One is missing, unknown, or of another kind; the message says which.</exception>
    public IReadOnlyList<object> Values(IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var unknown = given.Keys.FirstOrDefault(key => !Parameters.Any(p => p.Name == key));
        return unknown is null
            ? [.. Parameters.Select(p => given.TryGetValue(p.Name, out var text) ? Value(p, text) : Default(p))]
            : throw new FormatException($"{Name} has no parameter {unknown}, expected {Names}.");
    }

    private string Names => string.Join(", ", Parameters.Select(p => p.Name));

    /// <summary>An example that is the empty text says that the parameter may be left out.</summary>
    private object Default(QueryParameter parameter) => parameter.Example == "''"
        ? ""
        : throw new FormatException($"{Name} needs {parameter.Name} ({parameter.Meaning.TrimEnd('.')}), for example {parameter.Name}={parameter.Example.Trim('\'')}.");

    private static object Value(QueryParameter parameter, string text) => parameter.Kind switch
    {
        QueryValueKind.Text => text,
        QueryValueKind.Day => DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (day.Year * 10_000L) + (day.Month * 100) + day.Day
            : throw new FormatException($"{parameter.Name}: found '{text}', expected a day such as 2026-11-22."),
        _ => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{parameter.Name}: found '{text}', expected a whole number such as {parameter.Example}."),
    };

    private static List<QueryParameter> ReadParameters(List<string> lines)
    {
        var parameters = new List<QueryParameter>();
        for (var i = 0; i + 1 < lines.Count && lines[i].Trim().Length > 0; i += 2)
        {
            var (name, kind, meaning) = Entry(lines[i]);
            parameters.Add(new QueryParameter(name, kind, meaning, lines[i + 1][(lines[i + 1].IndexOf("=>", StringComparison.Ordinal) + 2)..].Trim()));
        }

        return parameters;
    }

    private static QueryColumn ReadColumn(string line)
    {
        var (name, kind, meaning) = Entry(line);
        return new QueryColumn(name, kind, meaning);
    }

    private static (string Name, QueryValueKind Kind, string Meaning) Entry(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var words = line[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (words[0], Enum.Parse<QueryValueKind>(words[1], ignoreCase: true), line[(colon + 1)..].Trim());
    }

    private static Predicate<string> Begins(string word) => line => line.Trim().StartsWith(word, StringComparison.Ordinal);
}
