using System.Globalization;
using System.Text;
using Graph.Model.Graphs;

namespace Graph.Ingest.GraphFiles;

/// <summary>The ids of nodes as the file writes them: ascending by value where all are whole numbers without leading zeros, else by the order of their UTF-8 bytes.</summary>
public abstract class NodeNames
{
    private protected NodeNames()
    {
    }

    /// <summary>How many nodes there are.</summary>
    public abstract int Count { get; }

    /// <summary>Characters of the longest id, at most.</summary>
    public abstract int MaxLength { get; }

    /// <summary>Writes a node's id.</summary>
    /// <param name="node">The node.</param>
    /// <param name="into">At least <see cref="MaxLength"/> characters.</param>
    /// <returns>How many characters were written.</returns>
    public abstract int Write(int node, Span<char> into);

    /// <summary>The node with an id, or −1.</summary>
    public abstract int Find(string id);

    /// <summary>A node's id.</summary>
    public string TextOf(int node)
    {
        var room = new char[MaxLength];
        return new string(room, 0, Write(node, room));
    }

    /// <summary>The value of a whole number without leading zeros.</summary>
    private protected static bool TryValue(string id, out uint value) =>
        uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out value) && (id.Length == 1 || id[0] != '0');
}

/// <summary>Ids first, first + 1, ….</summary>
internal sealed class ContiguousNames(uint first, int count) : NodeNames
{
    private const int Digits = 10;

    public override int Count => count;

    public override int MaxLength => Digits;

    public override int Write(int node, Span<char> into)
    {
        _ = (first + (uint)node).TryFormat(into, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    public override int Find(string id) => TryValue(id, out var value) && value >= first && value - first < (uint)count ? (int)(value - first) : -1;
}

/// <summary>Whole numbers with gaps.</summary>
internal sealed class NumberNames(uint[] ids) : NodeNames
{
    private const int Digits = 10;

    public override int Count => ids.Length;

    public override int MaxLength => Digits;

    public override int Write(int node, Span<char> into)
    {
        _ = ids[node].TryFormat(into, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    public override int Find(string id) => TryValue(id, out var value) && Array.BinarySearch(ids, value) is >= 0 and var node ? node : -1;
}

/// <summary>Any text, as UTF-8.</summary>
internal sealed unsafe class TextNames(NativeColumn<byte> text, NativeColumn<long> starts, bool byValue) : NodeNames
{
    private readonly int maxLength = LongestOf(starts);

    public override int Count => (int)(starts.Length - 1);

    public override int MaxLength => maxLength;

    public override int Write(int node, Span<char> into) => Encoding.UTF8.GetChars(BytesOf(node), into);

    public override int Find(string id)
    {
        var sought = Encoding.UTF8.GetBytes(id);
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var order = NameOrder.Compare(BytesOf(middle), sought, byValue);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private static int LongestOf(NativeColumn<long> starts)
    {
        var longest = 0L;
        for (var node = 1L; node < starts.Length; node++)
        {
            longest = Math.Max(longest, starts.Pointer[node] - starts.Pointer[node - 1]);
        }

        return (int)longest;
    }

    private ReadOnlySpan<byte> BytesOf(int node) => text.Slice(starts[node], (int)(starts[node + 1] - starts[node]));
}

/// <summary>The order of ids.</summary>
internal static class NameOrder
{
    /// <summary>Compares two ids: by length first where all are whole numbers without leading zeros, which is by value.</summary>
    public static int Compare(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, bool byValue) =>
        byValue && one.Length != other.Length ? one.Length.CompareTo(other.Length) : one.SequenceCompareTo(other);

    /// <summary>Whether an id is a whole number without leading zeros.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> id) =>
        id.Length > 0 && !id.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (id.Length == 1 || id[0] != (byte)'0');
}
