namespace Graph.Model;

/// <summary>A text that stands in many rows, kept once: an id of a party, a host, a word of a free column.</summary>
/// <remarks>Within one <see cref="NameTable"/> equal texts are one object, so a store can translate a name by its
/// <see cref="Ordinal"/> instead of hashing the text of every row.</remarks>
public sealed class Name
{
    internal Name(string text, int ordinal)
    {
        Text = text;
        Ordinal = ordinal;
    }

    /// <summary>The normalised text.</summary>
    public string Text { get; }

    /// <summary>The position in its table: 0, 1, 2, … in order of first appearance.</summary>
    public int Ordinal { get; }

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>The names of one kind, each once, with dense ordinals. Not safe for concurrent interning.</summary>
public sealed class NameTable
{
    private readonly Dictionary<string, Name> byText = new(StringComparer.Ordinal);
    private readonly List<Name> names = [];

    /// <summary>How many names the table holds.</summary>
    public int Count => names.Count;

    /// <summary>The name with the given ordinal.</summary>
    public Name this[int ordinal] => names[ordinal];

    /// <summary>The one name for a text (compared ordinally), made at its first appearance.</summary>
    /// <param name="text">The normalised text, not empty.</param>
    public Name Intern(string text)
    {
        if (byText.TryGetValue(text, out var known))
        {
            return known;
        }

        var name = new Name(text, names.Count);
        names.Add(name);
        byText.Add(text, name);
        return name;
    }
}

/// <summary>The name tables that the rows of one load share.</summary>
public sealed class RecordNames
{
    /// <summary>Ids of parties: advertisers, networks, resellers, accounts, payers, payees.</summary>
    public NameTable Parties { get; } = new();

    /// <summary>Normalised host names (no scheme, path, port or <c>www.</c>; lower case, punycode).</summary>
    public NameTable Hosts { get; } = new();

    /// <summary>Words of free columns that repeat: currency, format, geo, rail.</summary>
    public NameTable Words { get; } = new();
}
