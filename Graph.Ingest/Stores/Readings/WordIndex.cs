namespace Graph.Ingest.Stores.Readings;

/// <summary>The words that a reading uses, in ordinal order, and where the store's numbers stand in it.</summary>
internal sealed class WordIndex
{
    private readonly int[] wordOfId;

    /// <param name="source">The store.</param>
    /// <param name="used">By number of a word: whether the reading uses it.</param>
    public WordIndex(ICutSource source, bool[] used)
    {
        used[0] = false;
        var texts = source.Texts(NameKind.Word, id => used[id]);
        var ids = Enumerable.Range(0, used.Length).Where(id => used[id]).ToArray();
        Words = [.. ids.Select(id => texts[id]!)];
        Array.Sort(Words, ids, StringComparer.Ordinal);
        wordOfId = new int[used.Length];
        Array.Fill(wordOfId, -1);
        for (var word = 0; word < ids.Length; word++)
        {
            wordOfId[ids[word]] = word;
        }
    }

    /// <summary>The words, ordinally.</summary>
    public string[] Words { get; }

    /// <summary>The word of a number; −1 for 0.</summary>
    public int Word(int id) => wordOfId[id];
}
