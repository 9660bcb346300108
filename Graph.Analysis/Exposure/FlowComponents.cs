using Graph.Model.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>The strongly connected components of a money graph in the order in which money can be solved.</summary>
/// <remarks>Tarjan 1972, iterative (long chains must not overflow the stack). Components come out sinks first, so solving in
/// order of number is solving against the flow, and in reverse order along it.</remarks>
internal sealed class FlowComponents
{
    private FlowComponents(int[] order, int[] start, int[] componentOf)
    {
        Order = order;
        Start = start;
        ComponentOf = componentOf;
    }

    /// <summary>The nodes, component by component.</summary>
    public int[] Order { get; }

    /// <summary>Start of each component in <see cref="Order"/>; one longer than the number of components.</summary>
    public int[] Start { get; }

    /// <summary>Component per node.</summary>
    public int[] ComponentOf { get; }

    /// <summary>How many components there are.</summary>
    public int Count => Start.Length - 1;

    /// <summary>The nodes of a component.</summary>
    public ReadOnlySpan<int> Members(int component) => Order.AsSpan(Start[component]..Start[component + 1]);

    /// <summary>Orders nodes along the flow: sources first, a component's nodes together, by number.</summary>
    public void SortAlongFlow(List<int> nodes) =>
        nodes.Sort((a, b) => ComponentOf[b].CompareTo(ComponentOf[a]) is var c && c != 0 ? c : a.CompareTo(b));

    /// <summary>Finds the components.</summary>
    public static FlowComponents Of(int nodeCount, long[] hopStart, int[] hopTarget)
    {
        var search = new Search(nodeCount, hopStart, hopTarget);
        for (var node = 0; node < nodeCount; node++)
        {
            search.Visit(node);
        }

        return new FlowComponents(search.Order, search.Starts(), search.ComponentOf);
    }

    private sealed class Search(int nodeCount, long[] hopStart, int[] hopTarget)
    {
        private readonly int[] index = new int[nodeCount]; // 0 = unseen
        private readonly int[] low = new int[nodeCount];
        private readonly int[] open = new int[nodeCount];
        private readonly List<(int Node, long Hop)> path = [];
        private readonly List<int> starts = [];
        private int openCount;
        private int counter;
        private int closed;

        public int[] Order { get; } = new int[nodeCount];

        public int[] ComponentOf { get; } = new int[nodeCount];

        public int[] Starts() => [.. starts, closed];

        public void Visit(int root)
        {
            if (index[root] != 0)
            {
                return;
            }

            Enter(root);
            while (path.Count > 0)
            {
                var (node, hop) = path[^1];
                if (hop < hopStart[node + 1])
                {
                    path[^1] = (node, hop + 1);
                    Follow(node, hopTarget[hop]);
                }
                else
                {
                    Leave(node);
                }
            }
        }

        private void Enter(int node)
        {
            index[node] = low[node] = ++counter;
            open[openCount++] = node;
            ComponentOf[node] = -1;
            path.Add((node, hopStart[node]));
        }

        private void Follow(int node, int target)
        {
            if (index[target] == 0)
            {
                Enter(target);
            }
            else if (ComponentOf[target] < 0)
            {
                low[node] = Math.Min(low[node], index[target]);
            }
        }

        private void Leave(int node)
        {
            path.RemoveAt(path.Count - 1);
            if (path.Count > 0)
            {
                var parent = path[^1].Node;
                low[parent] = Math.Min(low[parent], low[node]);
            }

            if (low[node] == index[node])
            {
                Close(node);
            }
        }

        private void Close(int root)
        {
            starts.Add(closed);
            int node;
            do
            {
                node = open[--openCount];
                ComponentOf[node] = starts.Count - 1;
                Order[closed++] = node;
            }
            while (node != root);
        }
    }
}
