using Graph.Model.Graphs;

namespace Graph.Benchmarks.Matches;

/// <summary>Plain computations that judge answers. Slow and obvious, outside every clock. Each throws where an answer is wrong.</summary>
internal static class AnswerChecks
{
    /// <summary>Throws where something does not hold.</summary>
    public static void Demand(bool holds, FormattableString what)
    {
        if (!holds)
        {
            throw new WrongAnswerException(FormattableString.Invariant(what));
        }
    }

    /// <summary>Depths or distances: equal, −1 and ∞ both meaning unreachable.</summary>
    public static string Equal(double[] ours, double[] theirs)
    {
        Demand(ours.Length == theirs.Length, $"{ours.Length} values against {theirs.Length}");
        for (var i = 0; i < ours.Length; i++)
        {
            var (mine, other) = (double.IsInfinity(ours[i]) ? -1 : ours[i], double.IsInfinity(theirs[i]) ? -1 : theirs[i]);
            Demand(mine == other, $"{ours[i]} against {theirs[i]} at {i}");
        }

        return "equal";
    }

    /// <summary>Values within a tolerance of the largest value.</summary>
    public static string Near(double[] ours, double[] theirs, double tolerance)
    {
        Demand(ours.Length == theirs.Length, $"{ours.Length} values against {theirs.Length}");
        var (scale, worst) = (Math.Max(theirs.Max(Math.Abs), double.Epsilon), 0.0);
        for (var i = 0; i < ours.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(ours[i] - theirs[i]) / scale);
        }

        Demand(worst <= tolerance, $"off by {worst:E1} of the largest value, allowed {tolerance:E1}");
        return FormattableString.Invariant($"within {Math.Max(worst, 1e-16):E0} of the largest");
    }

    /// <summary>Labels that group the nodes alike, whatever they are called.</summary>
    public static string SameGroups(double[] ours, double[] theirs)
    {
        Demand(ours.Length == theirs.Length, $"{ours.Length} labels against {theirs.Length}");
        var (forth, back) = (new Dictionary<double, double>(), new Dictionary<double, double>());
        for (var i = 0; i < ours.Length; i++)
        {
            Demand(forth.TryAdd(ours[i], theirs[i]) || forth[ours[i]] == theirs[i], $"node {i} is with others");
            Demand(back.TryAdd(theirs[i], ours[i]) || back[theirs[i]] == ours[i], $"node {i} is with others");
        }

        return "same groups";
    }

    /// <summary>The smallest number in each node's component, by union of the edges' ends.</summary>
    public static double[] Components(CsrGraph graph)
    {
        var parent = Enumerable.Range(0, graph.NodeCount).ToArray();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            foreach (var neighbor in graph.Out.Neighbors(node))
            {
                var (a, b) = (Root(node), Root(neighbor));
                parent[Math.Max(a, b)] = Math.Min(a, b);
            }
        }

        return [.. Enumerable.Range(0, graph.NodeCount).Select(node => (double)Root(node))];

        int Root(int node)
        {
            while (parent[node] != node)
            {
                node = parent[node] = parent[parent[node]];
            }

            return node;
        }
    }

    /// <summary>Hops from a node by a queue, not by way of another node; −1 where there is no way.</summary>
    public static double[] Depths(CsrGraph graph, int source, int without = -1)
    {
        var depths = new double[graph.NodeCount];
        Array.Fill(depths, -1);
        depths[source] = 0;
        var queue = new Queue<int>([source]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var neighbor in graph.Out.Neighbors(node))
            {
                if (depths[neighbor] < 0 && neighbor != without)
                {
                    depths[neighbor] = depths[node] + 1;
                    queue.Enqueue(neighbor);
                }
            }
        }

        return depths;
    }

    /// <summary>Whether distances are the shortest: no arc shortens a way, and each node is reached over an arc that makes up its
    /// distance. Weights are above 0. Undirected.</summary>
    public static void Shortest(CsrGraph graph, int source, double[] distances)
    {
        Demand(distances[source] == 0, $"the source is {distances[source]} away");
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var reached = node == source || double.IsInfinity(distances[node]);
            for (var place = graph.Out.Offsets[node]; place < graph.Out.Offsets[node + 1]; place++)
            {
                var over = distances[graph.Out.Targets[place]] + graph.Out.IntegerWeights![place];
                Demand(distances[node] <= over, $"{node} is {distances[node]} away, and {over} over {graph.Out.Targets[place]}");
                reached |= distances[node] == over;
            }

            Demand(reached, $"nothing leads to {node} in {distances[node]}");
        }
    }

    /// <summary>Ranks after a number of sweeps from 1/n, in double; the ranks of dangling nodes go to all.</summary>
    public static double[] Ranks(CsrGraph graph, int sweeps)
    {
        const double Damping = 0.85;
        var nodes = graph.NodeCount;
        var ranks = new double[nodes];
        Array.Fill(ranks, 1.0 / nodes);
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            var (next, dangling) = (new double[nodes], 0.0);
            for (var node = 0; node < nodes; node++)
            {
                var neighbors = graph.Out.Neighbors(node);
                dangling += neighbors.Length == 0 ? ranks[node] : 0;
                var share = neighbors.Length == 0 ? 0 : ranks[node] / neighbors.Length;
                foreach (var neighbor in neighbors)
                {
                    next[neighbor] += share;
                }
            }

            for (var node = 0; node < nodes; node++)
            {
                ranks[node] = ((1 - Damping) / nodes) + (Damping * (next[node] + (dangling / nodes)));
            }
        }

        return ranks;
    }

    /// <summary>Ranks of the nodes with edges, made to sum to 1: comparable whatever becomes of dangling ranks, as long as no edge leads to a dangling node.</summary>
    public static double[] LinkedRanks(CsrGraph graph, double[] ranks)
    {
        var linked = ranks.Where((_, node) => graph.Out.Degree(node) > 0).ToArray();
        var sum = linked.Sum();
        return [.. linked.Select(rank => rank / sum)];
    }

    /// <summary>x = damping · P·x + right-hand side, a number of sweeps from the right-hand side; P passes on shares along the edges.</summary>
    public static double[] Propagated(CsrGraph graph, double[] rightHandSide, double damping, int sweeps)
    {
        var values = rightHandSide;
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            var next = new double[values.Length];
            for (var node = 0; node < values.Length; node++)
            {
                var sum = 0.0;
                for (var place = graph.Out.Offsets[node]; place < graph.Out.Offsets[node + 1]; place++)
                {
                    sum += graph.Out.WeightAt(place) * values[graph.Out.Targets[place]];
                }

                next[node] = (damping * sum) + rightHandSide[node];
            }

            values = next;
        }

        return values;
    }

    /// <summary>Newman's modularity of communities in an undirected graph: the share of the edges' weight within, less what chance would put there.</summary>
    public static double Modularity(CsrGraph graph, double[] community)
    {
        var (within, total) = (0.0, 0.0);
        var ends = new Dictionary<double, double>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var place = graph.Out.Offsets[node]; place < graph.Out.Offsets[node + 1]; place++)
            {
                var target = graph.Out.Targets[place];
                var weight = graph.Out.WeightAt(place) * (target == node ? 2 : 1);
                total += weight;
                within += community[node] == community[target] ? weight : 0;
                ends[community[node]] = ends.GetValueOrDefault(community[node]) + weight;
            }
        }

        return total == 0 ? 0 : (within / total) - ends.Values.Sum(end => end / total * (end / total));
    }

    /// <summary>Betweenness by Brandes' sums from some nodes, scaled up to all; each unordered pair counts once. Undirected, no weights.</summary>
    public static double[] Betweenness(CsrGraph graph, IReadOnlyCollection<int> sources)
    {
        var scores = new double[graph.NodeCount];
        var scale = graph.NodeCount / (2.0 * sources.Count);
        foreach (var source in sources)
        {
            var depths = Depths(graph, source);
            var order = Enumerable.Range(0, graph.NodeCount).Where(node => depths[node] >= 0).OrderBy(node => depths[node]).ToList();
            var (ways, dependency) = (new double[graph.NodeCount], new double[graph.NodeCount]);
            ways[source] = 1;
            foreach (var node in order)
            {
                foreach (var neighbor in graph.Out.Neighbors(node))
                {
                    ways[neighbor] += depths[neighbor] == depths[node] + 1 ? ways[node] : 0;
                }
            }

            for (var at = order.Count - 1; at > 0; at--)
            {
                var node = order[at];
                foreach (var neighbor in graph.Out.Neighbors(node))
                {
                    dependency[node] += depths[neighbor] == depths[node] + 1 ? ways[node] / ways[neighbor] * (1 + dependency[neighbor]) : 0;
                }

                scores[node] += dependency[node] * scale;
            }
        }

        return scores;
    }

    /// <summary>Core numbers: nodes of least degree are taken away first, one degree after the other.</summary>
    public static double[] Cores(CsrGraph graph)
    {
        var degree = Enumerable.Range(0, graph.NodeCount).Select(graph.Out.Degree).ToArray();
        var queue = new PriorityQueue<int, int>(degree.Select((value, node) => (node, value)));
        var cores = new double[graph.NodeCount];
        Array.Fill(cores, -1);
        var core = 0;
        while (queue.TryDequeue(out var node, out _))
        {
            if (cores[node] >= 0)
            {
                continue;
            }

            cores[node] = core = Math.Max(core, degree[node]);
            foreach (var neighbor in graph.Out.Neighbors(node))
            {
                degree[neighbor]--;
                if (cores[neighbor] < 0)
                {
                    queue.Enqueue(neighbor, degree[neighbor]);
                }
            }
        }

        return cores;
    }

    /// <summary>Labels after some rounds, all nodes at once: the commonest among the neighbours, the smallest of those; a node without keeps its own.</summary>
    public static double[] Labels(CsrGraph graph, int rounds)
    {
        var labels = Enumerable.Range(0, graph.NodeCount).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            var before = labels;
            labels = [.. Enumerable.Range(0, graph.NodeCount).Select(node => graph.Out.Neighbors(node).ToArray()
                .GroupBy(neighbor => before[neighbor]).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
                .Select(group => group.Key).FirstOrDefault(before[node]))];
        }

        return Array.ConvertAll(labels, label => (double)label);
    }

    /// <summary>The share of arcs whose reverse is there too.</summary>
    public static double Answered(CsrGraph graph) => (double)Enumerable.Range(0, graph.NodeCount)
        .Sum(node => graph.Out.Neighbors(node).ToArray().Count(target => graph.Out.Neighbors(target).BinarySearch(node) >= 0)) / graph.Out.ArcCount;

    /// <summary>Triangles of an undirected graph without self loops: the neighbours that the ends of an edge share, higher numbers only.</summary>
    public static double Triangles(CsrGraph graph)
    {
        var count = 0L;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var mine = graph.Out.Neighbors(node);
            mine = mine[(~mine.BinarySearch(node))..];
            foreach (var other in mine)
            {
                var theirs = graph.Out.Neighbors(other);
                theirs = theirs[(~theirs.BinarySearch(other))..];
                var (i, j) = (0, 0);
                while (i < mine.Length && j < theirs.Length)
                {
                    var order = mine[i].CompareTo(theirs[j]);
                    count += order == 0 ? 1 : 0;
                    i += order <= 0 ? 1 : 0;
                    j += order >= 0 ? 1 : 0;
                }
            }
        }

        return count;
    }
}
