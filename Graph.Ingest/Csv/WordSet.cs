using System.Text;

namespace Graph.Ingest.Csv;

/// <summary>The words of a column with a fixed vocabulary, in any case.</summary>
internal sealed class WordSet<TWord> where TWord : struct
{
    private readonly (byte[] Text, TWord Value)[] words;

    /// <summary>Lists the words.</summary>
    public WordSet(params (string Text, TWord Value)[] words)
    {
        this.words = Array.ConvertAll(words, word => (Encoding.ASCII.GetBytes(word.Text), word.Value));
        Problem = "expected " + string.Join(", ", words[..^1].Select(word => word.Text)) + " or " + words[^1].Text;
    }

    /// <summary>What is wrong with any other word.</summary>
    public string Problem { get; }

    /// <summary>Finds a word.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out TWord value)
    {
        foreach (var word in words)
        {
            if (Ascii.EqualsIgnoreCase(text, word.Text))
            {
                value = word.Value;
                return true;
            }
        }

        value = default;
        return false;
    }
}
