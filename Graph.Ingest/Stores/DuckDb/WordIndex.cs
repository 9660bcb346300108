namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The words that a reading uses, in ordinal order, and where the store's numbers stand in it.</summary>
internal sealed class WordIndex
{
    private readonly int[] wordOfId;

    /// <param name="link">The store.</param>
    /// <param name="used">By number of a word: whether the reading uses it.</param>
    public WordIndex(DuckDbLink link, bool[] used)
    {
        used[0] = false;
        var texts = NameTexts.Read(link, "word_names", used.Length, id => used[id]);
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
