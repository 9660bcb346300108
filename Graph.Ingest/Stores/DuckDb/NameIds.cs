using Graph.Model;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The store's numbers for texts: what is known, and what a load adds.</summary>
internal class NameIds
{
    private readonly Dictionary<string, int> byText = new(StringComparer.Ordinal);
    private int[] byOrdinal = [];

    /// <summary>Texts that the store does not have yet, with the ids from <see cref="FirstFresh"/> on.</summary>
    public List<string> Fresh { get; } = [];

    /// <summary>The id of the first fresh text.</summary>
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

    /// <summary>The id of a name: an array look-up but for its first appearance.</summary>
    public int Of(Name name)
    {
        if (name.Ordinal < byOrdinal.Length && byOrdinal[name.Ordinal] is > 0 and var known)
        {
            return known;
        }

        if (name.Ordinal >= byOrdinal.Length)
        {
            Array.Resize(ref byOrdinal, Math.Max(1024, (name.Ordinal + 1) * 2));
        }

        return byOrdinal[name.Ordinal] = Of(name.Text);
    }

    /// <summary>The id of a name, or null.</summary>
    public int? OfOptional(Name? name) => name is null ? null : Of(name);

    /// <summary>The id of a text.</summary>
    public int Of(string text)
    {
        if (byText.TryGetValue(text, out var known))
        {
            return known;
        }

        var id = FirstFresh + Fresh.Count;
        byText.Add(text, id);
        Fresh.Add(text);
        return id;
    }
}

/// <summary>The store's numbers for hosts, each with the number of its registrable domain, which is a host as well.</summary>
internal sealed class HostIds(Func<string, string> registrableDomain) : NameIds
{
    private readonly List<int> registrable = [0];

    /// <summary>Reads what the store knows.</summary>
    public void Load(DuckDbLink link)
    {
        Load(link, "host_names");
        using var rows = link.Query("SELECT id, registrable FROM host_names");
        while (rows.Next())
        {
            var ids = rows.Column<int>(0);
            var domains = rows.Column<int>(1);
            for (var i = 0; i < rows.Count; i++)
            {
                Set(ids[i], domains[i]);
            }
        }
    }

    /// <summary>The id of the registrable domain of a host.</summary>
    public int RegistrableOf(int host, string text)
    {
        if (host < registrable.Count && registrable[host] is > 0 and var known)
        {
            return known;
        }

        var domain = Of(registrableDomain(text));
        Set(host, domain);
        if (domain < registrable.Count && registrable[domain] == 0 || domain >= registrable.Count)
        {
            Set(domain, domain);
        }

        return domain;
    }

    private void Set(int host, int domain)
    {
        while (registrable.Count <= host)
        {
            registrable.Add(0);
        }

        registrable[host] = domain;
    }
}
