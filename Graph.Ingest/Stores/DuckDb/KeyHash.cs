using System.Runtime.InteropServices;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>A 64-bit hash of a key's text, the same on every machine. Equal hashes only make two keys worth comparing.</summary>
internal static class KeyHash
{
    private const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Odd = 0xA0761D6478BD642F;

    /// <summary>The hash of one text.</summary>
    public static long Of(string text) => unchecked((long)Add(Seed, text));

    /// <summary>The hash of two texts.</summary>
    public static long Of(string first, string second) => unchecked((long)Add(Add(Seed, first), second));

    /// <summary>The hash of texts and numbers.</summary>
    public static long Of(string first, string second, long number) => unchecked((long)Mix(Add(Add(Seed, first), second), (ulong)number));




    private static ulong Add(ulong state, string text)
    {
        unchecked
        {
            var words = MemoryMarshal.Cast<char, ulong>(text.AsSpan());
            foreach (var word in words)
            {
                state = Mix(state, word);
            }

            ulong tail = 0;
            for (var i = words.Length * 4; i < text.Length; i++)
            {
                tail = (tail << 16) | text[i];
            }

            return Mix(state ^ (ulong)text.Length * Odd, tail);
        }
    }

    private static ulong Mix(ulong state, ulong word)
    {
        unchecked
        {
            var high = Math.BigMul(state ^ word, Odd, out var low);
            return (high ^ low) + Seed;
        }
    }
}
