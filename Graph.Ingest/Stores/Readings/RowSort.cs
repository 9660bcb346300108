namespace Graph.Ingest.Stores.Readings;

/// <summary>Where a row belongs among others: a group, then the day, then its place in the files.</summary>
/// <param name="Group">What the rows are sorted by first.</param>
/// <param name="Day">Day number.</param>
/// <param name="Origin">See <see cref="Readings.Origin"/>.</param>
internal readonly record struct RowKey(long Group, int Day, long Origin) : IComparable<RowKey>
{
    /// <inheritdoc />
    public int CompareTo(RowKey other)
    {
        var order = Group.CompareTo(other.Group);
        order = order != 0 ? order : Day.CompareTo(other.Day);
        return order != 0 ? order : Origin.CompareTo(other.Origin);
    }
}

/// <summary>Sorts rows by small keys, so that a row is made once, at its place.</summary>
internal sealed class RowSort<TRow>(List<TRow> rows)
{
    /// <summary>The rows in the order of their keys, each as what is made of it.</summary>
    public TResult[] Sorted<TResult>(Func<TRow, RowKey> key, Func<TRow, TResult> make)
    {
        var keys = new RowKey[rows.Count];
        var order = new int[rows.Count];
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = key(rows[i]);
            order[i] = i;
        }

        Array.Sort(keys, order);
        return Array.ConvertAll(order, i => make(rows[i]));
    }
}
