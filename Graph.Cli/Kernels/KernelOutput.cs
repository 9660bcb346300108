using System.Globalization;
using System.Text.Json;
using Graph.Ingest.GraphFiles;

namespace Graph.Cli.Kernels;

/// <summary>Writes what a kernel found: rows or a document to standard output, counters to standard error.</summary>
internal static class KernelOutput
{
    /// <summary>Writes the value of the graph, if it has one, and a row per node.</summary>
    public static void Rows(CliEnvironment environment, NodeNames names, KernelAnswer answer, CancellationToken cancellation)
    {
        if (answer.ValueText is { } value)
        {
            environment.Out.Write(value + "\n");
        }

        if (HasRows(answer))
        {
            ValueRows.Write(environment.Out, names, answer, isJson: false, cancellation);
        }
    }

    /// <summary>Writes one JSON document: kernel, file, options, counters, value, values.</summary>
    public static void Json(
        CliEnvironment environment, string kernel, string file, IReadOnlyList<(string Name, object Value)> options,
        IReadOnlyList<(string Name, object Value)> counters, NodeNames names, KernelAnswer answer, CancellationToken cancellation)
    {
        var output = environment.Out;
        output.Write($"{{\n  \"kernel\": {Text(kernel)},\n  \"file\": {Text(file)},\n  \"options\": {Members(options)},\n  \"counters\": {Members(counters)}");
        if (answer.ValueText is { } value)
        {
            output.Write($",\n  \"value\": {value}");
        }

        if (HasRows(answer))
        {
            output.Write(",\n  \"values\": {");
            ValueRows.Write(output, names, answer, isJson: true, cancellation);
            output.Write(names.Count == 0 ? "}" : "\n  }");
        }

        output.Write("\n}\n");
    }

    /// <summary>Writes counters as aligned lines.</summary>
    public static void Counters(CliEnvironment environment, IReadOnlyList<(string Name, object Value)> counters)
    {
        var width = counters.Max(counter => counter.Name.Length) + 2;
        foreach (var (name, value) in counters)
        {
            environment.Error.WriteLine($"{(name + ":").PadRight(width)}{(value is bool flag ? flag ? "yes" : "no" : Plain(value))}");
        }
    }

    private static bool HasRows(KernelAnswer answer) => answer.Wholes is not null || answer.Numbers is not null || answer.Nodes is not null;

    private static string Members(IReadOnlyList<(string Name, object Value)> members) =>
        "{" + string.Join(", ", members.Select(member => $"{Text(member.Name.Replace(' ', '_'))}: {JsonValue(member.Value)}")) + "}";

    private static string JsonValue(object value) => value switch
    {
        string text => Text(text),
        bool flag => flag ? "true" : "false",
        double number when !double.IsFinite(number) => $"\"{Plain(number)}\"",
        IEnumerable<string> texts => $"[{string.Join(", ", texts.Select(Text))}]",
        _ => Plain(value),
    };

    private static string Plain(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Text(string text) => JsonSerializer.Serialize(text, JsonText);

    private static readonly JsonSerializerOptions JsonText = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
