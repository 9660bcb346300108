using Graph.Model;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The store's numbers for texts: what is known, and what a load adds.</summary>
internal abstract class TextIds
{
    private readonly Dictionary<string, int> byText = new(StringComparer.Ordinal);
    private int[] byOrdinal = [];

    /// <summary>Texts that the store does not have yet, numbered from <see cref="FirstFresh"/> on.</summary>
    public List<string> Fresh { get; } = [];

    /// <summary>The number of the first fresh text.</summary>
    public int FirstFresh { get; private set; } = 1;

    /// <summary>Reads what a table knows.</summary>
    public void Load(DuckDbLink link, string table)
    {
        using var rows = link.Query($"SELECT id, text FROM {table}");
        while (rows.Next())
        {
            var ids = rows.Column<int>(0);
            for (var i = 0; i < rows.Count; i++)
            {
                byText.Add(rows.Text(1, i)!, ids[i]);
                FirstFresh = Math.Max(FirstFresh, ids[i] + 1);
            }
        }
    }

    /// <summary>The number of a name: an array look-up but for its first appearance.</summary>
    public int Of(Name name)
    {
        var (known, ordinal) = (byOrdinal, name.Ordinal);
        return (uint)ordinal < (uint)known.Length && known[ordinal] is > 0 and var id ? id : Find(name);
    }

    /// <summary>The number of a name, 0 for none.</summary>
    public int OfOrNone(Name? name) => name is null ? 0 : Of(name);

    /// <summary>The number of a name, or null.</summary>
    public int? OfOptional(Name? name) => name is null ? null : Of(name);

    /// <summary>The number of a text.</summary>
    public int Of(string text)
    {
        if (byText.TryGetValue(text, out var known))
        {
            return known;
        }

        var id = FirstFresh + Fresh.Count;
        byText.Add(text, id);
        Fresh.Add(text);
        Added(id, text);
        return id;
    }

    /// <summary>Told of every new text.</summary>
    protected virtual void Added(int id, string text)
    {
    }

    private int Find(Name name)
    {
        if (name.Ordinal >= byOrdinal.Length)
        {
            Array.Resize(ref byOrdinal, Math.Max(1024, (name.Ordinal + 1) * 2));
        }

        return byOrdinal[name.Ordinal] = Of(name.Text);
    }
}

/// <summary>The store's numbers for hosts, each with the number of its registrable domain, which is a host as well.</summary>
internal sealed class HostIds(Func<string, string> registrableDomain) : TextIds
{
    private readonly List<int> registrable = [];

    /// <summary>The number of the registrable domain of a fresh host.</summary>
    public int RegistrableOfFresh(int index) => registrable[index];

    /// <inheritdoc />
    protected override void Added(int id, string text)
    {
        registrable.Add(id);
        var domain = registrableDomain(text);
        if (!string.Equals(domain, text, StringComparison.Ordinal))
        {
            registrable[id - FirstFresh] = Of(domain);
        }
    }
}

/// <summary>The store's numbers for names that stand for themselves: parties and words.</summary>
internal sealed class NameIds : TextIds;
