using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Graph.Model.Graphs;

namespace Graph.Ingest.GraphFiles;

/// <summary>Makes one order of the ids that the workers saw.</summary>
internal static class NameMerge
{
    private const int KeyDigits = 19;

    /// <summary>The ids in order, and the node of each table's numbers.</summary>
    public static (NodeNames Names, int[][] NodeOf) Of(IReadOnlyList<NameTable> tables, CancellationToken cancellation)
    {
        var byValue = tables.All(table => table.AllNumbers);
        var total = tables.Sum(table => (long)table.Count);
        if (total > Array.MaxLength)
        {
            throw new InvalidOperationException("The file names more than 2147483591 nodes, which is more than a graph can have.");
        }

        var entries = Sorted(tables, (int)total, byValue, cancellation);
        var nodeOf = tables.Select(table => new int[table.Count]).ToArray();
        var text = new NativeColumn<byte>(tables.Sum(table => table.TextBytes), cleared: false);
        var starts = new List<long>((int)Math.Min(total + 1, Array.MaxLength)) { 0 };
        var end = 0L;
        var last = ReadOnlySpan<byte>.Empty;
        for (var i = 0; i < entries.Length; i++)
        {
            var (table, number) = entries[i];
            var id = tables[table][number];
            if (starts.Count == 1 || !id.SequenceEqual(last))
            {
                id.CopyTo(text.Slice(end, id.Length));
                end += id.Length;
                starts.Add(end);
                last = id;
            }

            nodeOf[table][number] = starts.Count - 2;
        }

        using (text)
        {
            return (new TextNames(Shortened(text, end), NativeColumn.Of<long>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(starts)), byValue), nodeOf);
        }
    }

    private static NativeColumn<byte> Shortened(NativeColumn<byte> text, long length)
    {
        if (text.Length == length)
        {
            return text.Share();
        }

        var exact = new NativeColumn<byte>(length, cleared: false);
        for (var at = 0L; at < length; at += 1 << 30)
        {
            var count = (int)Math.Min(1 << 30, length - at);
            text.Slice(at, count).CopyTo(exact.Slice(at, count));
        }

        return exact;
    }

    /// <summary>All entries in order: by a key of 8 bytes first, then runs of equal keys by the whole id.</summary>
    private static (int Table, int Number)[] Sorted(IReadOnlyList<NameTable> tables, int total, bool byValue, CancellationToken cancellation)
    {
        var keys = new ulong[total];
        var entries = new (int Table, int Number)[total];
        var at = 0;
        for (var table = 0; table < tables.Count; table++)
        {
            for (var number = 0; number < tables[table].Count; number++, at++)
            {
                keys[at] = Key(tables[table][number], byValue);
                entries[at] = (table, number);
            }

            cancellation.ThrowIfCancellationRequested();
        }

        Array.Sort(keys, entries);
        cancellation.ThrowIfCancellationRequested();
        var byId = Comparer<(int Table, int Number)>.Create((one, other) =>
            NameOrder.Compare(tables[one.Table][one.Number], tables[other.Table][other.Number], byValue));
        for (var from = 0; from < total;)
        {
            var end = from + 1;
            while (end < total && keys[end] == keys[from])
            {
                end++;
            }

            if (end - from > 1)
            {
                Array.Sort(entries, from, end - from, byId);
            }

            from = end;
        }

        return entries;
    }

    /// <summary>A number that orders ids as far as it can tell them apart.</summary>
    private static ulong Key(ReadOnlySpan<byte> id, bool byValue)
    {
        if (byValue)
        {
            return id.Length <= KeyDigits ? ulong.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture) : ulong.MaxValue;
        }

        Span<byte> start = stackalloc byte[8];
        start.Clear();
        id[..Math.Min(id.Length, 8)].CopyTo(start);
        return BinaryPrimitives.ReadUInt64BigEndian(start);
    }
}
