using System.Collections.Frozen;

namespace Graph.Ingest.Normalization;

/// <summary>Words of fixed vocabularies as the contract spells them but for case: RectificationOrder is rectification_order.</summary>
internal static class ContractWord
{
    /// <summary>The word of a value.</summary>
    public static string Of<TWord>(TWord value) where TWord : struct, Enum => Vocabulary<TWord>.Texts[value];

    /// <summary>The value of a word, in any case.</summary>
    /// <exception cref="FormatException">The vocabulary has no such word.</exception>
    public static TWord Parse<TWord>(string word) where TWord : struct, Enum => Vocabulary<TWord>.Values.TryGetValue(word, out var value)
        ? value
        : throw new FormatException($"'{word}' is no {typeof(TWord).Name}: expected {string.Join(", ", Vocabulary<TWord>.Values.Keys.Order(StringComparer.Ordinal))}.");

    private static string Spelled(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static class Vocabulary<TWord> where TWord : struct, Enum
    {
        public static readonly FrozenDictionary<TWord, string> Texts = Enum.GetValues<TWord>().ToFrozenDictionary(v => v, v => Spelled(v.ToString()));

        public static readonly FrozenDictionary<string, TWord> Values = Texts.ToFrozenDictionary(t => t.Value, t => t.Key, StringComparer.OrdinalIgnoreCase);
    }
}
