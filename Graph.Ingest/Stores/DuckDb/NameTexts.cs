namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Texts of the store's numbers.</summary>
internal static class NameTexts
{
    /// <summary>The texts of the wanted numbers, by number.</summary>
    public static string?[] Read(DuckDbLink link, string table, int length, Func<int, bool> wanted)
    {
        var texts = new string?[length];
        using var rows = link.Stream($"SELECT id, text FROM {table}");
        while (rows.Next())
        {
            var ids = rows.Column<int>(0);
            for (var i = 0; i < rows.Count; i++)
            {
                if (wanted(ids[i]))
                {
                    texts[ids[i]] = rows.Text(1, i);
                }
            }
        }

        return texts;
    }
}
