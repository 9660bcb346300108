using System.Numerics;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Keeps the hashes of the keys that a load stages in one table, so that those that come more than once are known
/// without reading the table again. Above a number of rows it gives up, and the engine, which can spill to disk, has to search.</summary>
internal sealed class KeyRepeats(int limit = KeyRepeats.DefaultLimit)
{
    /// <summary>So many hashes take about 200 MB.</summary>
    public const int DefaultLimit = 1 << 24;

    private const int PartBits = 8;
    private const int FirstCapacity = 32;

    // By the highest bits: the hashes of one part fit the processor's cache when they are compared.
    private readonly long[]?[] parts = new long[]?[1 << PartBits];
    private readonly int[] counts = new int[1 << PartBits];
    private int kept;

    /// <summary>Whether all hashes were kept.</summary>
    public bool Complete => kept <= limit;

    /// <summary>Keeps a hash.</summary>
    public void Add(long hash)
    {
        if (kept >= limit)
        {
            GiveUp();
            return;
        }

        kept++;
        var part = (int)(hash >>> (64 - PartBits));
        var hashes = parts[part] ?? [];
        var count = counts[part];
        if (count == hashes.Length)
        {
            Array.Resize(ref hashes, Math.Max(FirstCapacity, count + (count / 2)));
            parts[part] = hashes;
        }

        hashes[count] = hash;
        counts[part] = count + 1;
    }

    /// <summary>The hashes that were added more than once, each once.</summary>
    /// <exception cref="InvalidOperationException">Not all were kept.</exception>
    public HashSet<long> Find()
    {
        if (!Complete)
        {
            throw new InvalidOperationException("There were more hashes than are kept.");
        }

        var repeated = new HashSet<long>();
        long[] slots = [];
        for (var part = 0; part < parts.Length; part++)
        {
            if (counts[part] > 1)
            {
                Find(parts[part].AsSpan(0, counts[part]), ref slots, repeated);
            }
        }

        return repeated;
    }

    private static void Find(ReadOnlySpan<long> hashes, ref long[] slots, HashSet<long> repeated)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)hashes.Length * 2);
        if (slots.Length < size)
        {
            slots = new long[size];
        }

        var table = slots.AsSpan(0, size);
        table.Clear();
        var zeros = 0;
        foreach (var hash in hashes)
        {
            if (hash == 0)
            {
                // Zero marks an empty slot, so it cannot stand in one.
                zeros++;
            }
            else if (!TryPut(table, hash))
            {
                repeated.Add(hash);
            }
        }

        if (zeros > 1)
        {
            repeated.Add(0);
        }
    }

    private static bool TryPut(Span<long> table, long hash)
    {
        var mask = table.Length - 1;
        for (var at = unchecked((int)hash) & mask; ; at = (at + 1) & mask)
        {
            if (table[at] == 0)
            {
                table[at] = hash;
                return true;
            }

            if (table[at] == hash)
            {
                return false;
            }
        }
    }

    private void GiveUp()
    {
        if (Complete)
        {
            kept = limit + 1;
            Array.Clear(parts);
        }
    }
}
