namespace Graph.Analysis.Evaluation.Metrics;

/// <summary>Cuts cases into thirds by size.</summary>
public static class SizeThirds
{
    /// <summary>The names of the thirds, smallest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["small", "middle", "large"];

    /// <summary>The third of each case: 0 small, 1 middle, 2 large.</summary>
    /// <param name="sizes">The sizes. Equal ones fall in one third, the one of their middle rank.</param>
    public static int[] Of(IReadOnlyList<double> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var order = Enumerable.Range(0, sizes.Count).OrderBy(i => sizes[i]).ToArray();
        var third = new int[sizes.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && sizes[order[end]] == sizes[order[start]])
            {
                end++;
            }

            foreach (var i in order.AsSpan(start..end))
            {
                third[i] = (int)Math.Min(2L, 3L * (start + end) / (2L * order.Length));
            }

            start = end;
        }

        return third;
    }
}
