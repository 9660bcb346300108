namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The store's numbers for sets of small numbers that repeat together: chains of parties, terms of a placement.</summary>
internal sealed class TupleIds
{
    private readonly Dictionary<(int, int, int, int), int> byTuple = [];

    /// <summary>Sets that the store does not have yet, numbered from <see cref="FirstFresh"/> on.</summary>
    public List<(int A, int B, int C, int D)> Fresh { get; } = [];

    /// <summary>The number of the first fresh set.</summary>
    public int FirstFresh { get; private set; } = 1;

    /// <summary>Reads what a query knows: the number, then the members (0 = none).</summary>
    public void Load(DuckDbLink link, string sql)
    {
        using var rows = link.Query(sql);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var id = rows.Column<int>(0)[i];
                byTuple.Add((rows.Int(1, i) ?? 0, rows.Int(2, i) ?? 0, rows.Int(3, i) ?? 0, rows.Int(4, i) ?? 0), id);
                FirstFresh = Math.Max(FirstFresh, id + 1);
            }
        }
    }

    /// <summary>The number of a set.</summary>
    public int Of(int a, int b, int c, int d)
    {
        if (byTuple.TryGetValue((a, b, c, d), out var known))
        {
            return known;
        }

        var id = FirstFresh + Fresh.Count;
        byTuple.Add((a, b, c, d), id);
        Fresh.Add((a, b, c, d));
        return id;
    }
}
