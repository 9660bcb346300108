using System.CommandLine;
using System.Globalization;
using Graph.Cli.Reports;
using Graph.Cli.Terminal;
using Graph.Ingest.Stores;
using Graph.Ingest.Stores.Neo4j.Queries;

namespace Graph.Cli.Commands;

/// <summary><c>adchain store queries</c> and <c>query</c>: the saved queries.</summary>
internal static class StoreQueries
{
    public const string ListExamples = """
        adchain store queries
        adchain store queries --out queries
        """;

    public const string AskExamples = """
        adchain store query money-paths --param site=films.example --param from=2026-08-31 --param until=2026-11-22 --store http://localhost:7474/neo4j
        adchain store query evidence --param party=net-1 --json --store http://localhost:7474/neo4j
        """;

    /// <summary>A document of <c>--json</c>.</summary>
    private sealed record ListDocument(string? Out, IReadOnlyList<QueryDocument> Queries);

    private sealed record QueryDocument(string Name, string Question, IReadOnlyList<ValueDocument> Parameters, IReadOnlyList<ValueDocument> Columns);

    private sealed record ValueDocument(string Name, string Kind, string Meaning);

    /// <summary>A document of <c>--json</c>.</summary>
    private sealed record AnswerDocument(string Query, string Question, IReadOnlyList<SortedDictionary<string, object?>> Rows);

    public static Command List(CliEnvironment environment)
    {
        var output = CommandOptions.Text("--out", "DIR", "Folder to write the .cypher files and the style of Neo4j Browser to.");
        var json = CommandOptions.Json();
        var command = new Command("queries", "Lists the saved queries, or writes them as .cypher files with the style for Neo4j Browser.") { output, json };
        command.SetAction((parsed, _) => Task.FromResult(
            List(parsed.GetValue(output) is { } folder ? environment.Resolve(folder) : null, parsed.GetValue(json), environment)));
        return command;
    }

    public static Command Ask(CliEnvironment environment)
    {
        var name = new Argument<string>("NAME") { Description = "The query, see `adchain store queries`." };
        var values = new Option<string[]>("--param") { HelpName = "NAME=VALUE", Description = "A parameter of the query. Repeat for several." };
        var (store, json) = (StoreCommand.Store(), CommandOptions.Json());
        var command = new Command("query", "Asks a store one of the saved queries.") { name, values, store, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Ask(
            StoreCommand.Uri(parsed.GetValue(store), environment), Find(parsed.GetRequiredValue(name)), parsed.GetValue(values) ?? [], parsed.GetValue(json), environment,
            cancellation)));
        return command;
    }

    private static int List(string? folder, bool json, CliEnvironment environment)
    {
        if (folder is not null)
        {
            Write(folder);
        }

        if (json)
        {
            environment.Out.Write(RunJson.Text(new ListDocument(folder, [.. SavedQueries.All.Select(Describe)])));
        }
        else
        {
            TableOutput.Write(
                environment, "Saved queries", ["name", "question", "parameters"],
                SavedQueries.All.Select(q => (string[])[q.Name, q.Question, string.Join(", ", q.Parameters.Select(p => p.Name))]));
        }

        return ExitCodes.Done;
    }

    private static void Write(string folder)
    {
        if (File.Exists(folder))
        {
            throw CommandException.Usage($"--out: {folder} is a file, expected a folder. Give another path.");
        }

        Directory.CreateDirectory(folder);
        foreach (var query in SavedQueries.All)
        {
            File.WriteAllText(Path.Combine(folder, query.Name + ".cypher"), query.Text);
        }

        File.WriteAllText(Path.Combine(folder, SavedQueries.StyleName), SavedQueries.Style);
    }

    private static QueryDocument Describe(SavedQuery query) => new(
        query.Name, query.Question, [.. query.Parameters.Select(p => new ValueDocument(p.Name, Word(p.Kind), p.Meaning))],
        [.. query.Columns.Select(c => new ValueDocument(c.Name, Word(c.Kind), c.Meaning))]);

    private static SavedQuery Find(string name) => SavedQueries.All.FirstOrDefault(q => q.Name == name)
        ?? throw CommandException.Usage($"found no query '{name}', expected {string.Join(", ", SavedQueries.All.Select(q => q.Name))}.");

    private static int Ask(string uri, SavedQuery query, string[] given, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        IReadOnlyList<object> values;
        try
        {
            values = query.Values(Pairs(given));
        }
        catch (FormatException wrong)
        {
            throw CommandException.Usage($"--param: {wrong.Message}");
        }

        var rows = FindingsStores.Ask(uri, query, values, cancellation);
        if (json)
        {
            environment.Out.Write(RunJson.Text(new AnswerDocument(query.Name, query.Question, [.. rows.Select(row => Named(query, row))])));
        }
        else
        {
            TableOutput.Write(environment, query.Question, [.. query.Columns.Select(Heading)], rows.Select(row => (string[])[.. row.Select(Cell)]));
        }

        return ExitCodes.Done;
    }

    private static Dictionary<string, string> Pairs(string[] given)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in given)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw CommandException.Usage($"--param: found '{text}', expected NAME=VALUE.");
            }

            if (!pairs.TryAdd(text[..at], text[(at + 1)..]))
            {
                throw CommandException.Usage($"--param: found {text[..at]} twice, expected every parameter once.");
            }
        }

        return pairs;
    }

    private static SortedDictionary<string, object?> Named(SavedQuery query, IReadOnlyList<object?> row)
    {
        var places = query.Columns.Select((column, i) => (column.Name, i)).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);
        var named = new SortedDictionary<string, object?>(Comparer<string>.Create((a, b) => places[a].CompareTo(places[b])));
        foreach (var (name, place) in places)
        {
            named.Add(name, row[place]);
        }

        return named;
    }

    private static string Heading(QueryColumn column) => column.Kind is QueryValueKind.Whole or QueryValueKind.Real ? "#" + column.Name : column.Name;

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => FigureText.Share(number),
        IReadOnlyList<string> texts => string.Join(", ", texts),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Word(QueryValueKind kind) => kind.ToString().ToLowerInvariant();
}
