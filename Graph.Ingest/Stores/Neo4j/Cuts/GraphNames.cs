using Graph.Ingest.Stores.Readings;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Parties and hosts by the numbers of their nodes, and words numbered here in order of appearance.</summary>
internal sealed class GraphNames
{
    private readonly Numbered parties;
    private readonly Numbered hosts;
    private readonly Dictionary<string, int> words = new(StringComparer.Ordinal);
    private readonly List<string?> wordTexts = [null];

    /// <summary>Reads the names of parties and hosts.</summary>
    /// <exception cref="StoreException">A host's registrable domain has no node.</exception>
    public GraphNames(CutQuery query)
    {
        parties = Read(query, "MATCH (n:Party) RETURN n.no, n.key, null", []);
        var domains = new List<(int Host, string Domain)>();
        hosts = Read(query, "MATCH (n:Site) RETURN n.no, n.key, CASE WHEN n.domain <> n.key THEN n.domain END", domains);
        Registrable = [.. Enumerable.Range(0, hosts.Texts.Length)];
        foreach (var (host, domain) in domains)
        {
            Registrable[host] = hosts.Numbers.TryGetValue(domain, out var number) ? number : throw new StoreException(
                $"The store {query.Place} lacks the site {domain}, to which {hosts.Texts[host]} belongs. Restore it from a copy, or load the files into an empty database.");
        }
    }

    /// <summary>By number of a host the number of its registrable domain.</summary>
    public int[] Registrable { get; }

    /// <summary>The number of a party; 0 for none.</summary>
    /// <exception cref="StoreException">There is no node of that name.</exception>
    public int Party(string? id) => id is null ? 0 : parties.Numbers.TryGetValue(id, out var number) ? number : throw new StoreException(
        $"The store lacks the party {id}, which a row names. Restore it from a copy, or load the files into an empty database.");

    /// <summary>The number of a host, or 0: there is no node of that name.</summary>
    public int Host(string text) => hosts.Numbers.GetValueOrDefault(text);

    /// <summary>The number of a word; 0 for none. A new word gets the next number.</summary>
    public int Word(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        if (!words.TryGetValue(text, out var number))
        {
            words.Add(text, number = wordTexts.Count);
            wordTexts.Add(text);
        }

        return number;
    }

    /// <summary>Texts by number, null where there is none.</summary>
    public IReadOnlyList<string?> Texts(NameKind kind) => kind switch
    {
        NameKind.Party => parties.Texts,
        NameKind.Host => hosts.Texts,
        NameKind.Word => wordTexts,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of name."),
    };

    private static Numbered Read(CutQuery query, string statement, List<(int, string)> domains)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var largest = 0;
        query.Each(statement, rows =>
        {
            var number = checked((int)rows.Whole(0));
            largest = Math.Max(largest, number);
            numbers.Add(rows.Text(1), number);
            if (!rows.IsNull(2))
            {
                domains.Add((number, rows.Text(2)));
            }
        });
        var texts = new string?[largest + 1];
        foreach (var (text, number) in numbers)
        {
            texts[number] = text;
        }

        return new Numbered(numbers, texts);
    }

    private sealed record Numbered(Dictionary<string, int> Numbers, string?[] Texts);
}
