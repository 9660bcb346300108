using System.Numerics;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The store's numbers for sets of small numbers that repeat together: chains of parties, terms of a placement.</summary>
/// <remarks>An open table with the members beside the number: one look-up a row, and seldom more than one touch of memory.</remarks>
internal sealed class TupleIds
{
    private Slot[] slots = new Slot[1024];
    private int used;

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
                Put(new Slot(rows.Int(1, i) ?? 0, rows.Int(2, i) ?? 0, rows.Int(3, i) ?? 0, rows.Int(4, i) ?? 0, id));
                FirstFresh = Math.Max(FirstFresh, id + 1);
            }
        }
    }

    /// <summary>The number of a set.</summary>
    public int Of(int a, int b, int c, int d)
    {
        for (var at = Hash(a, b, c, d) & (slots.Length - 1); ; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[at];
            if (slot.Id == 0)
            {
                return Add(a, b, c, d);
            }

            if (slot.A == a && slot.B == b && slot.C == c && slot.D == d)
            {
                return slot.Id;
            }
        }
    }

    private static int Hash(int a, int b, int c, int d)
    {
        unchecked
        {
            var low = (((ulong)(uint)a << 32) | (uint)b) * 0x9E3779B97F4A7C15;
            var high = (((ulong)(uint)c << 32) | (uint)d) * 0xA0761D6478BD642F;
            return (int)((BitOperations.RotateLeft(low, 29) ^ high) * 0xE7037ED1A0B428DB >> 33);
        }
    }

    private int Add(int a, int b, int c, int d)
    {
        var id = FirstFresh + Fresh.Count;
        Put(new Slot(a, b, c, d, id));
        Fresh.Add((a, b, c, d));
        return id;
    }

    private void Put(in Slot slot)
    {
        if (++used > slots.Length / 2)
        {
            Grow();
        }

        Place(slots, in slot);
    }

    private void Grow()
    {
        var larger = new Slot[slots.Length * 2];
        foreach (ref readonly var slot in slots.AsSpan())
        {
            if (slot.Id != 0)
            {
                Place(larger, in slot);
            }
        }

        slots = larger;
    }

    private static void Place(Slot[] table, in Slot slot)
    {
        var at = Hash(slot.A, slot.B, slot.C, slot.D) & (table.Length - 1);
        while (table[at].Id != 0)
        {
            at = (at + 1) & (table.Length - 1);
        }

        table[at] = slot;
    }

    /// <summary>A set and its number; 0 = an empty slot.</summary>
    private readonly record struct Slot(int A, int B, int C, int D, int Id);
}
