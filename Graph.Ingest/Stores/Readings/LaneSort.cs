using System.Numerics;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>Puts lanes in the order network, reseller, account, site and joins equal ones. Radix sort on one packed key where
/// the four columns fit 64 bits, which millions of lanes do.</summary>
internal static class LaneSort
{
    private const int DigitBits = 11;
    private const int Buckets = 1 << DigitBits;

    /// <summary>Sorted, equal lanes summed.</summary>
    /// <exception cref="OverflowException">A sum leaves 64 bits.</exception>
    public static LaneSum[] SortAndJoin(LaneSum[] lanes)
    {
        var sorted = IsSorted(lanes) ? lanes : Sorted(lanes);
        var kept = 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (Compare(sorted[kept], sorted[i]) == 0)
            {
                sorted[kept] = sorted[kept] with
                {
                    Gross = checked(sorted[kept].Gross + sorted[i].Gross),
                    Placements = sorted[kept].Placements + sorted[i].Placements,
                };
            }
            else if (++kept != i)
            {
                sorted[kept] = sorted[i];
            }
        }

        return sorted.Length == 0 || kept + 1 == sorted.Length ? sorted : sorted[..(kept + 1)];
    }

    private static int Compare(in LaneSum a, in LaneSum b)
    {
        var order = a.Network.CompareTo(b.Network);
        order = order != 0 ? order : a.Reseller.CompareTo(b.Reseller);
        order = order != 0 ? order : a.Account.CompareTo(b.Account);
        return order != 0 ? order : a.Site.CompareTo(b.Site);
    }

    private static bool IsSorted(LaneSum[] lanes)
    {
        for (var i = 1; i < lanes.Length; i++)
        {
            if (Compare(lanes[i - 1], lanes[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static LaneSum[] Sorted(LaneSum[] lanes)
    {
        var network = new DenseRank(lanes, static l => l.Network);
        var reseller = new DenseRank(lanes, static l => l.Reseller);
        var account = new DenseRank(lanes, static l => l.Account);
        var site = new DenseRank(lanes, static l => l.Site);
        var bits = network.Bits + reseller.Bits + account.Bits + site.Bits;
        if (bits > 64)
        {
            var copy = lanes.ToArray();
            Array.Sort(copy, static (a, b) => Compare(a, b));
            return copy;
        }

        var keys = new ulong[lanes.Length];
        for (var i = 0; i < lanes.Length; i++)
        {
            ref readonly var lane = ref lanes[i];
            var key = (network[lane.Network] << reseller.Bits) | reseller[lane.Reseller];
            key = (key << account.Bits) | account[lane.Account];
            keys[i] = (key << site.Bits) | site[lane.Site];
        }

        return Gather(lanes, RadixOrder(keys, bits));
    }

    private static LaneSum[] Gather(LaneSum[] lanes, int[] order)
    {
        var sorted = new LaneSum[lanes.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = lanes[order[i]];
        }

        return sorted;
    }

    private static int[] RadixOrder(ulong[] keys, int bits)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var (otherKeys, otherOrder) = (new ulong[keys.Length], new int[keys.Length]);
        var starts = new int[Buckets];
        for (var shift = 0; shift < bits; shift += DigitBits)
        {
            Array.Clear(starts);
            foreach (var key in keys)
            {
                starts[(int)((key >> shift) & (Buckets - 1))]++;
            }

            var sum = 0;
            for (var b = 0; b < Buckets; b++)
            {
                (starts[b], sum) = (sum, sum + starts[b]);
            }

            for (var i = 0; i < keys.Length; i++)
            {
                var place = starts[(int)((keys[i] >> shift) & (Buckets - 1))]++;
                otherKeys[place] = keys[i];
                otherOrder[place] = order[i];
            }

            (keys, otherKeys) = (otherKeys, keys);
            (order, otherOrder) = (otherOrder, order);
        }

        return order;
    }

    /// <summary>The values that a column really has, ranked in their order: as few bits as can be.</summary>
    private sealed class DenseRank
    {
        private readonly int[] ranks;

        public DenseRank(LaneSum[] lanes, Func<LaneSum, int> column)
        {
            var largest = -1;
            foreach (var lane in lanes)
            {
                largest = Math.Max(largest, column(lane));
            }

            ranks = new int[largest + 2];
            foreach (var lane in lanes)
            {
                ranks[column(lane) + 1] = 1;
            }

            var next = 0;
            for (var i = 0; i < ranks.Length; i++)
            {
                ranks[i] = ranks[i] == 1 ? next++ : 0;
            }

            Bits = BitOperations.Log2((uint)Math.Max(1, next - 1)) + 1;
        }

        public int Bits { get; }

        public ulong this[int value] => (ulong)ranks[value + 1];
    }
}
