namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>A regression tree over columns: left where the value is at most the threshold.</summary>
/// <remarks>Node 0 is the root. A child c ≥ 0 is a node, c &lt; 0 is leaf ~c. A tree without nodes is its only leaf.</remarks>
internal sealed record RegressionTree
{
    /// <summary>Column that each node looks at.</summary>
    public required int[] Column { get; init; }

    /// <summary>Threshold of each node.</summary>
    public required double[] Threshold { get; init; }

    /// <summary>Left child of each node.</summary>
    public required int[] Left { get; init; }

    /// <summary>Right child of each node.</summary>
    public required int[] Right { get; init; }

    /// <summary>Value of each leaf.</summary>
    public required double[] Leaf { get; init; }

    /// <summary>Training rows that reached each leaf.</summary>
    public required int[] LeafRows { get; init; }

    /// <summary>The value of a row.</summary>
    public double Value(ReadOnlySpan<double> columns)
    {
        var at = Column.Length == 0 ? ~0 : 0;
        while (at >= 0)
        {
            at = columns[Column[at]] <= Threshold[at] ? Left[at] : Right[at];
        }

        return Leaf[~at];
    }

    /// <summary>The same tree with every leaf multiplied by a factor.</summary>
    public RegressionTree Times(double factor) => this with { Leaf = [.. Leaf.Select(value => value * factor)] };

    /// <summary>Whether children, columns and lengths fit together, each node and leaf reached exactly once.</summary>
    public bool IsSound(int columns)
    {
        var nodes = Column.Length;
        if (Threshold.Length != nodes || Left.Length != nodes || Right.Length != nodes || Leaf.Length != nodes + 1 || LeafRows.Length != nodes + 1
            || Column.Any(column => column < 0 || column >= columns))
        {
            return false;
        }

        // Children come after their parent, so there is no cycle; every node but the root and every leaf has one parent.
        var reached = new HashSet<int>();
        for (var node = 0; node < nodes; node++)
        {
            foreach (var child in new[] { Left[node], Right[node] })
            {
                if (child >= nodes || ~child > nodes || (child >= 0 && child <= node) || !reached.Add(child))
                {
                    return false;
                }
            }
        }

        return Threshold.All(double.IsFinite) && Leaf.All(double.IsFinite) && LeafRows.All(rows => rows >= 0);
    }
}
