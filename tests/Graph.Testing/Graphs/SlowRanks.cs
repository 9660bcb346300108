using Graph.Model.Graphs;

namespace Graph.Testing.Graphs;

/// <summary>Scores by solving the dense linear system: slow, and not by sweeps.</summary>
public static class SlowRanks
{
    /// <summary>Weight from node to node as a table, straight from the edges.</summary>
    /// <param name="graph">The edges.</param>
    /// <param name="weighted">Whether weights count; else each edge is 1.</param>
    /// <param name="parallel">What becomes of parallel edges: without weights, summing leaves one.</param>
    public static double[,] Table(RandomGraph graph, bool weighted, ParallelEdges parallel)
    {
        var table = new double[graph.NodeCount, graph.NodeCount];
        foreach (var (source, target, weight) in graph.Edges)
        {
            Add(table, source, target, weight, weighted, parallel);
            if (!graph.Directed && source != target)
            {
                Add(table, target, source, weight, weighted, parallel);
            }
        }

        return table;
    }

    /// <summary>Rows and columns exchanged.</summary>
    public static double[,] Turned(double[,] table)
    {
        var nodes = table.GetLength(0);
        var turned = new double[nodes, nodes];
        for (var row = 0; row < nodes; row++)
        {
            for (var column = 0; column < nodes; column++)
            {
                turned[column, row] = table[row, column];
            }
        }

        return turned;
    }

    /// <summary>The stationary distribution of following edges with probability damping and else starting anew.</summary>
    /// <param name="table">Weight from node to node.</param>
    /// <param name="damping">The share that follows edges.</param>
    /// <param name="fresh">Where fresh starts, and readers at dangling nodes, go: shares.</param>
    public static double[] PageRank(double[,] table, double damping, IReadOnlyList<double> fresh)
    {
        var nodes = fresh.Count;
        var matrix = new double[nodes, nodes];
        for (var from = 0; from < nodes; from++)
        {
            var sum = RowSum(table, from);
            for (var to = 0; to < nodes; to++)
            {
                matrix[to, from] = damping * (sum == 0.0 ? fresh[to] : table[from, to] / sum);
            }
        }

        return FixedPoint(matrix, [.. fresh.Select(share => (1.0 - damping) * share)]);
    }

    /// <summary>x = damping · P x + r, P the rows of the table divided by their sums.</summary>
    public static double[] Propagation(double[,] table, double damping, IReadOnlyList<double> rightHandSide)
    {
        var nodes = rightHandSide.Count;
        var matrix = new double[nodes, nodes];
        for (var row = 0; row < nodes; row++)
        {
            var sum = RowSum(table, row);
            for (var column = 0; column < nodes; column++)
            {
                matrix[row, column] = sum == 0.0 ? 0.0 : damping * table[row, column] / sum;
            }
        }

        return FixedPoint(matrix, [.. rightHandSide]);
    }

    /// <summary>Equal shares.</summary>
    public static double[] Uniform(int nodes)
    {
        var shares = new double[nodes];
        Array.Fill(shares, 1.0 / nodes);
        return shares;
    }

    private static void Add(double[,] table, int source, int target, long weight, bool weighted, ParallelEdges parallel) =>
        table[source, target] = weighted ? table[source, target] + weight
            : parallel == ParallelEdges.Keep ? table[source, target] + 1.0
            : 1.0;

    private static double RowSum(double[,] table, int row)
    {
        var sum = 0.0;
        for (var column = 0; column < table.GetLength(1); column++)
        {
            sum += table[row, column];
        }

        return sum;
    }

    /// <summary>Solves x = matrix · x + constant by elimination with pivots.</summary>
    private static double[] FixedPoint(double[,] matrix, double[] constant)
    {
        var nodes = constant.Length;
        for (var row = 0; row < nodes; row++)
        {
            for (var column = 0; column < nodes; column++)
            {
                matrix[row, column] = (row == column ? 1.0 : 0.0) - matrix[row, column];
            }
        }

        for (var step = 0; step < nodes; step++)
        {
            var pivot = Enumerable.Range(step, nodes - step).MaxBy(row => Math.Abs(matrix[row, step]));
            Exchange(matrix, constant, step, pivot);
            for (var row = 0; row < nodes; row++)
            {
                var factor = row == step ? 0.0 : matrix[row, step] / matrix[step, step];
                for (var column = step; column < nodes && factor != 0.0; column++)
                {
                    matrix[row, column] -= factor * matrix[step, column];
                }

                constant[row] -= factor * constant[step];
            }
        }

        return [.. constant.Select((value, row) => value / matrix[row, row])];
    }

    private static void Exchange(double[,] matrix, double[] constant, int one, int other)
    {
        (constant[one], constant[other]) = (constant[other], constant[one]);
        for (var column = 0; column < constant.Length; column++)
        {
            (matrix[one, column], matrix[other, column]) = (matrix[other, column], matrix[one, column]);
        }
    }
}
