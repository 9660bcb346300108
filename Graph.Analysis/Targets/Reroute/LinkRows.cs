namespace Graph.Analysis.Targets.Reroute;

/// <summary>Amounts between places, by source and then by target, those between the same two places summed.</summary>
/// <remarks>Sorted by counting, twice: linear, whatever the order of the amounts.</remarks>
internal sealed class LinkRows
{
    private LinkRows(int[] start, int[] target, long[] amount) => (Start, Target, Amount) = (start, target, amount);

    /// <summary>Start of each place's links; one more than there are places.</summary>
    public int[] Start { get; }

    /// <summary>Per link the place that it leads to, ascending within a row.</summary>
    public int[] Target { get; }

    /// <summary>Per link the sum of its amounts.</summary>
    public long[] Amount { get; }

    /// <summary>Sums amounts.</summary>
    /// <param name="places">How many places there are.</param>
    /// <param name="from">Source per amount.</param>
    /// <param name="to">Target per amount.</param>
    /// <param name="amount">The amounts.</param>
    public static LinkRows Of(int places, int[] from, int[] to, long[] amount)
    {
        var order = Sorted(from, Sorted(to, null, places), places);
        var start = new int[places + 1];
        var target = new int[order.Length];
        var sum = new long[order.Length];
        var (links, last) = (0, (From: -1, To: -1));
        foreach (var entry in order)
        {
            if (last != (from[entry], to[entry]))
            {
                last = (from[entry], to[entry]);
                start[last.From + 1]++;
                target[links++] = last.To;
            }

            sum[links - 1] += amount[entry];
        }

        for (var place = 0; place < places; place++)
        {
            start[place + 1] += start[place];
        }

        return new LinkRows(start, target[..links], sum[..links]);
    }

    /// <summary>The same links turned round.</summary>
    public LinkRows Transposed()
    {
        var from = new int[Target.Length];
        for (var place = 0; place + 1 < Start.Length; place++)
        {
            from.AsSpan(Start[place]..Start[place + 1]).Fill(place);
        }

        return Of(Start.Length - 1, Target, from, Amount);
    }

    /// <summary>Marks what can be reached from the marked places.</summary>
    public void Spread(bool[] reached)
    {
        var open = new Stack<int>(Enumerable.Range(0, reached.Length).Where(place => reached[place]));
        while (open.TryPop(out var place))
        {
            foreach (var other in Target.AsSpan(Start[place]..Start[place + 1]))
            {
                if (!reached[other])
                {
                    reached[other] = true;
                    open.Push(other);
                }
            }
        }
    }

    /// <summary>The entries in ascending order of a key; equal ones stay in the order given (null: by number).</summary>
    private static int[] Sorted(int[] key, int[]? order, int keys)
    {
        var next = new int[keys + 1];
        foreach (var value in key)
        {
            next[value + 1]++;
        }

        for (var value = 0; value < keys; value++)
        {
            next[value + 1] += next[value];
        }

        var sorted = new int[key.Length];
        for (var i = 0; i < key.Length; i++)
        {
            var entry = order is null ? i : order[i];
            sorted[next[key[entry]]++] = entry;
        }

        return sorted;
    }
}
