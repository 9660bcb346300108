using System.Globalization;
using Graph.Ingest.Normalization;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Reads the properties of elements of one type by name, at the row that a result stands at.</summary>
internal sealed class ElementRow
{
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private IQueryRows? rows;

    private ElementRow(ElementType element)
    {
        foreach (var property in element.Properties)
        {
            columns.Add(property.Name, columns.Count);
        }

        if (element.IsRelationship)
        {
            columns.Add("from", columns.Count);
            columns.Add("to", columns.Count);
        }
    }

    /// <summary>The columns of a RETURN that gives all properties of elements of a type.</summary>
    public static string Columns(RecordType type, string row)
    {
        var element = ElementType.Of(type);
        var properties = string.Join(", ", element.Properties.Select(p => $"{row}.{p.Name}"));
        return element.IsRelationship ? $"{properties}, startNode({row}).key, endNode({row}).key" : properties;
    }

    /// <summary>Runs a statement that returns <see cref="Columns"/> and takes its rows.</summary>
    public static void Each(CutQuery query, RecordType type, string statement, Action<ElementRow> take, Action<ParameterWriter>? more = null)
    {
        var row = new ElementRow(ElementType.Of(type));
        query.Each(
            statement,
            rows =>
            {
                row.rows = rows;
                take(row);
            },
            more);
    }

    /// <summary>Where the row stands.</summary>
    public RowOrigin Origin => new((int)Whole("file"), Whole("line"));

    /// <summary>Its recorded_at.</summary>
    public DateTime? Recorded => OptionalInstant("recorded");

    /// <summary>The key of a type whose key is one column: the vid without the number of the version.</summary>
    public string Id => Text("vid") is var vid ? vid[..vid.LastIndexOf('#')] : "";

    /// <summary>The key of the node that a relationship starts at.</summary>
    public string From => Text("from");

    /// <summary>The key of the node that a relationship ends at.</summary>
    public string To => Text("to");

    /// <summary>A text.</summary>
    public string Text(string name) => rows!.Text(columns[name]);

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string name) => rows!.OptionalText(columns[name]);

    /// <summary>A whole number.</summary>
    public long Whole(string name) => rows!.Whole(columns[name]);

    /// <summary>A whole number, or null.</summary>
    public long? OptionalWhole(string name) => rows!.OptionalWhole(columns[name]);

    /// <summary>A day.</summary>
    public DateOnly Day(string name) => GraphTime.Day(Whole(name));

    /// <summary>A day, or null.</summary>
    public DateOnly? OptionalDay(string name) => OptionalWhole(name) is { } day ? GraphTime.Day(day) : null;

    /// <summary>An instant (UTC).</summary>
    public DateTime Instant(string name) => GraphTime.Instant(Text(name));

    /// <summary>An instant (UTC), or null.</summary>
    public DateTime? OptionalInstant(string name) => OptionalText(name) is { } text ? GraphTime.Instant(text) : null;

    /// <summary>An exact number.</summary>
    public decimal Number(string name) => decimal.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>A word of a fixed vocabulary.</summary>
    public TWord Word<TWord>(string name) where TWord : struct, Enum => ContractWord.Parse<TWord>(Text(name));

    /// <summary>A word of a fixed vocabulary, or null.</summary>
    public TWord? OptionalWord<TWord>(string name) where TWord : struct, Enum => OptionalText(name) is { } text ? ContractWord.Parse<TWord>(text) : null;
}
