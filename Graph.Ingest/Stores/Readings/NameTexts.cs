namespace Graph.Ingest.Stores.Readings;

/// <summary>Texts of a source's numbers.</summary>
internal static class NameTexts
{
    /// <summary>The texts of the wanted numbers, by number; null for all others.</summary>
    public static string?[] Texts(this ICutSource source, NameKind kind, Func<int, bool> wanted)
    {
        var texts = new string?[source.Count(kind)];
        source.EachName(kind, wanted, (number, text) => texts[number] = text);
        return texts;
    }
}
