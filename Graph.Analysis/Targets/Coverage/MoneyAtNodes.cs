namespace Graph.Analysis.Targets.Coverage;

/// <summary>Money on its way: what has arrived at each node and not left yet, by the set of passages behind it.</summary>
/// <remarks>Lists in shared columns; what a node gave up is used again.</remarks>
/// <param name="nodes">How many nodes there are.</param>
internal sealed class MoneyAtNodes(int nodes)
{
    private readonly int[] first = Filled(nodes);
    private int[] setOf = new int[1 << 12];
    private double[] amountOf = new double[1 << 12];
    private int[] next = new int[1 << 12];
    private int[] slotOfSet = new int[1 << 12];
    private int[] takenSet = new int[1 << 6];
    private double[] takenAmount = new double[1 << 6];
    private int used;
    private int free = -1;

    /// <summary>Whether nothing waits at a node.</summary>
    public bool IsEmpty(int node) => first[node] < 0;

    /// <summary>The sets that were taken last, each once.</summary>
    public ReadOnlySpan<int> TakenSets(int count) => takenSet.AsSpan(0, count);

    /// <summary>Their money.</summary>
    public ReadOnlySpan<double> TakenAmounts(int count) => takenAmount.AsSpan(0, count);

    /// <summary>Money arrives at a node.</summary>
    public void Add(int node, int set, double amount)
    {
        var at = free;
        if (at >= 0)
        {
            free = next[at];
        }
        else
        {
            if (used == setOf.Length)
            {
                Array.Resize(ref setOf, 2 * used);
                Array.Resize(ref amountOf, 2 * used);
                Array.Resize(ref next, 2 * used);
            }

            at = used++;
        }

        (setOf[at], amountOf[at], next[at]) = (set, amount, first[node]);
        first[node] = at;
    }

    /// <summary>All money at a node.</summary>
    public double Sum(int node)
    {
        var sum = 0.0;
        for (var at = first[node]; at >= 0; at = next[at])
        {
            sum += amountOf[at];
        }

        return sum;
    }

    /// <summary>Takes all money of a node, equal sets made one; returns how many.</summary>
    public int Take(int node)
    {
        var count = 0;
        for (var at = first[node]; at >= 0;)
        {
            count = Merge(setOf[at], amountOf[at], count);
            var after = next[at];
            (next[at], free) = (free, at);
            at = after;
        }

        first[node] = -1;
        return count;
    }

    private static int[] Filled(int count)
    {
        var filled = new int[count];
        Array.Fill(filled, -1);
        return filled;
    }

    /// <summary>A slot counts only if the taken set that it points to points back.</summary>
    private int Merge(int set, double amount, int count)
    {
        if (set >= slotOfSet.Length)
        {
            Array.Resize(ref slotOfSet, Math.Max(2 * slotOfSet.Length, set + 1));
        }

        var slot = slotOfSet[set];
        if (slot < count && takenSet[slot] == set)
        {
            takenAmount[slot] += amount;
            return count;
        }

        if (count == takenSet.Length)
        {
            Array.Resize(ref takenSet, 2 * count);
            Array.Resize(ref takenAmount, 2 * count);
        }

        (slotOfSet[set], takenSet[count], takenAmount[count]) = (count, set, amount);
        return count + 1;
    }
}
