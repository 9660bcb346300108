using Graph.Model.Flow;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Graph.Analysis.Exposure;

/// <summary>Solves the two linear systems of the money graph: shares against the flow, flows along it.</summary>
/// <remarks>
/// With survival s_k per node and c_kl per hop (1 where nothing was done):
/// <code>
/// x_k = s_k · Σ_l c_kl·P_kl·x_l          (x given at terminals)
/// f_l = b_l + Σ_k f_k·s_k·c_kl·P_kl
/// </code>
/// Acyclic parts in one pass over the hops; inside a strongly connected component a direct solve (LU) up to
/// <see cref="DenseLimit"/> nodes, Gauss–Seidel to 1e-15 beyond. Components that no money leaves have x = 0.
/// Not safe for concurrent use: the cyclic solves share a scratch array.
/// </remarks>
internal sealed class FlowSystem
{
    /// <summary>Components up to this many nodes are solved directly.</summary>
    public const int DenseLimit = 400;

    private const int MaxSweeps = 100_000;
    private const double SweepTolerance = 1e-15;

    private readonly long[] hopStart;
    private readonly int[] hopTarget;
    private readonly double[] share;
    private readonly bool[] terminal;
    private int[]? localIndex;

    // One thread: blocks of a parallel factorisation could add up in another order on another machine.
    static FlowSystem() => MathNet.Numerics.Control.UseSingleThread();

    /// <summary>Makes the system of a money graph.</summary>
    public FlowSystem(FlowGraph graph)
        : this(graph.HopStart, graph.HopTarget, SharesOf(graph), Terminals(graph))
    {
    }

    /// <summary>Makes a system.</summary>
    /// <param name="hopStart">Start of each node's hops.</param>
    /// <param name="hopTarget">Target per hop.</param>
    /// <param name="share">P_kl per hop.</param>
    /// <param name="terminal">Whether money ends at a node.</param>
    public FlowSystem(long[] hopStart, int[] hopTarget, double[] share, bool[] terminal)
    {
        this.hopStart = hopStart;
        this.hopTarget = hopTarget;
        this.share = share;
        this.terminal = terminal;
        Components = FlowComponents.Of(terminal.Length, hopStart, hopTarget);
    }

    /// <summary>The components in solving order.</summary>
    public FlowComponents Components { get; }

    /// <summary>P_kl of a hop.</summary>
    public double Share(long hop) => share[hop];

    /// <summary>Whether a component has a cycle.</summary>
    public bool IsCyclic(int component)
    {
        var members = Components.Members(component);
        return members.Length > 1 || HasSelfLoop(members[0]);
    }

    /// <summary>Solves x at every node.</summary>
    /// <param name="value">x at terminals; other entries are overwritten.</param>
    /// <param name="survival">s_k, or null: all 1.</param>
    /// <param name="hopSurvival">c_kl, or null: all 1.</param>
    public void SolveShares(double[] value, double[]? survival, double[]? hopSurvival)
    {
        for (var c = 0; c < Components.Count; c++)
        {
            SolveSharesOf(c, value, survival, hopSurvival);
        }
    }

    /// <summary>Solves x in one component, its successors being solved.</summary>
    public void SolveSharesOf(int component, double[] value, double[]? survival, double[]? hopSurvival)
    {
        var members = Components.Members(component);
        if (members.Length > 1 || HasSelfLoop(members[0]))
        {
            SolveCyclicShares(members, component, value, survival, hopSurvival);
            return;
        }

        var node = members[0];
        if (terminal[node])
        {
            return;
        }

        var sum = 0.0;
        for (var hop = hopStart[node]; hop < hopStart[node + 1]; hop++)
        {
            sum += Passing(hop, hopSurvival) * value[hopTarget[hop]];
        }

        value[node] = sum * (survival is null ? 1.0 : survival[node]);
    }

    /// <summary>Solves f at every node.</summary>
    /// <param name="own">b_k.</param>
    /// <param name="flow">Receives f_k.</param>
    /// <param name="survival">s_k, or null: all 1.</param>
    /// <param name="hopSurvival">c_kl, or null: all 1.</param>
    public void SolveFlows(ReadOnlySpan<double> own, double[] flow, double[]? survival, double[]? hopSurvival)
    {
        own.CopyTo(flow);
        for (var c = Components.Count - 1; c >= 0; c--)
        {
            var members = Components.Members(c);
            SettleFlows(members, c, flow, survival, hopSurvival);
            foreach (var node in members)
            {
                PushOut(node, c, flow, survival, hopSurvival);
            }
        }
    }

    /// <summary>Turns what arrived at a component from outside into f of its members.</summary>
    public void SettleFlows(ReadOnlySpan<int> members, int component, double[] flow, double[]? survival, double[]? hopSurvival)
    {
        if (members.Length > 1 || HasSelfLoop(members[0]))
        {
            SolveCyclicFlows(members, component, flow, survival, hopSurvival);
        }
    }

    /// <summary>Adds what a node sends to nodes of other components.</summary>
    public void PushOut(int node, int component, double[] flow, double[]? survival, double[]? hopSurvival)
    {
        var sent = flow[node] * (survival is null ? 1.0 : survival[node]);
        if (sent == 0.0 || terminal[node])
        {
            return;
        }

        for (var hop = hopStart[node]; hop < hopStart[node + 1]; hop++)
        {
            var target = hopTarget[hop];
            if (Components.ComponentOf[target] != component)
            {
                flow[target] += sent * Passing(hop, hopSurvival);
            }
        }
    }

    private double Passing(long hop, double[]? hopSurvival) => hopSurvival is null ? share[hop] : share[hop] * hopSurvival[hop];

    private bool HasSelfLoop(int node)
    {
        for (var hop = hopStart[node]; hop < hopStart[node + 1]; hop++)
        {
            if (hopTarget[hop] == node)
            {
                return true;
            }
        }

        return false;
    }

    private void SolveCyclicShares(ReadOnlySpan<int> members, int component, double[] value, double[]? survival, double[]? hopSurvival)
    {
        var fromOutside = new double[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            var node = members[i];
            for (var hop = hopStart[node]; hop < hopStart[node + 1]; hop++)
            {
                if (Components.ComponentOf[hopTarget[hop]] != component)
                {
                    fromOutside[i] += Passing(hop, hopSurvival) * value[hopTarget[hop]];
                }
            }

            fromOutside[i] *= survival is null ? 1.0 : survival[node];
        }

        // Nothing leaves towards a pirate (a closed circle among them): x = 0, and the system may be singular.
        if (Array.Exists(fromOutside, static part => part != 0.0))
        {
            SolveCycle(component, fromOutside, (node, hop) => (survival is null ? 1.0 : survival[node]) * Passing(hop, hopSurvival), transposed: false);
        }

        for (var i = 0; i < members.Length; i++)
        {
            value[members[i]] = fromOutside[i];
        }
    }

    private void SolveCyclicFlows(ReadOnlySpan<int> members, int component, double[] flow, double[]? survival, double[]? hopSurvival)
    {
        var arriving = new double[members.Length];
        var any = false;
        for (var i = 0; i < members.Length; i++)
        {
            arriving[i] = flow[members[i]];
            any |= arriving[i] != 0.0;
        }

        if (!any)
        {
            // Money that only circles is nobody's first money: no walk reaches it.
            return;
        }

        SolveCycle(component, arriving, (node, hop) => (survival is null ? 1.0 : survival[node]) * Passing(hop, hopSurvival), transposed: true);
        for (var i = 0; i < members.Length; i++)
        {
            flow[members[i]] = arriving[i];
        }
    }

    /// <summary>Solves (I − A) v = r within a component, or its transpose. The result replaces r.</summary>
    /// <param name="component">The component.</param>
    /// <param name="r">Per member, in the order of <see cref="FlowComponents.Members"/>.</param>
    /// <param name="weight">A_kl of node k and its hop to l.</param>
    /// <param name="transposed">Solve along the flow instead of against it.</param>
    public void SolveCycle(int component, double[] r, Func<int, long, double> weight, bool transposed)
    {
        var members = Components.Members(component);
        var local = LocalIndex(members);
        if (members.Length > DenseLimit)
        {
            SweepCycle(members, component, local, r, weight, transposed);
            return;
        }

        var matrix = DenseMatrix.CreateIdentity(members.Length);
        for (var i = 0; i < members.Length; i++)
        {
            for (var hop = hopStart[members[i]]; hop < hopStart[members[i] + 1]; hop++)
            {
                if (Components.ComponentOf[hopTarget[hop]] == component)
                {
                    var j = local[hopTarget[hop]];
                    var (row, column) = transposed ? (j, i) : (i, j);
                    matrix[row, column] -= weight(members[i], hop);
                }
            }
        }

        matrix.LU().Solve(DenseVector.OfArray(r)).ToArray().CopyTo(r, 0);
    }

    /// <summary>The position of a component's members, by node; valid until the next cyclic solve.</summary>
    public int[] LocalIndex(ReadOnlySpan<int> members)
    {
        var local = localIndex ??= new int[terminal.Length];
        for (var i = 0; i < members.Length; i++)
        {
            local[members[i]] = i;
        }

        return local;
    }

    private void SweepCycle(
        ReadOnlySpan<int> members, int component, int[] local, double[] r, Func<int, long, double> weight, bool transposed)
    {
        var rows = new List<(int Column, double Weight)>[members.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = [];
        }

        for (var i = 0; i < members.Length; i++)
        {
            for (var hop = hopStart[members[i]]; hop < hopStart[members[i] + 1]; hop++)
            {
                if (Components.ComponentOf[hopTarget[hop]] == component)
                {
                    var j = local[hopTarget[hop]];
                    var (row, column) = transposed ? (j, i) : (i, j);
                    rows[row].Add((column, weight(members[i], hop)));
                }
            }
        }

        GaussSeidel(rows, r);
    }

    private static void GaussSeidel(List<(int Column, double Weight)>[] rows, double[] r)
    {
        var v = (double[])r.Clone();
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            var change = 0.0;
            var largest = 0.0;
            for (var i = 0; i < v.Length; i++)
            {
                var (next, diagonal) = (r[i], 0.0);
                foreach (var (column, weight) in rows[i])
                {
                    if (column == i)
                    {
                        diagonal += weight;
                    }
                    else
                    {
                        next += weight * v[column];
                    }
                }

                next /= 1.0 - diagonal;
                change = Math.Max(change, Math.Abs(next - v[i]));
                largest = Math.Max(largest, Math.Abs(next));
                v[i] = next;
            }

            if (change <= SweepTolerance * largest)
            {
                v.CopyTo(r, 0);
                return;
            }
        }

        throw new InvalidOperationException(
            $"A cycle of {rows.Length} parties did not converge in {MaxSweeps} sweeps. Please report the data that shows it.");
    }

    private static double[] SharesOf(FlowGraph graph)
    {
        var shares = new double[graph.HopCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var throughput = (double)graph.Throughput(node);
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                shares[hop] = graph.HopAmount[hop] / throughput;
            }
        }

        return shares;
    }

    private static bool[] Terminals(FlowGraph graph)
    {
        var terminals = new bool[graph.NodeCount];
        for (var node = 0; node < terminals.Length; node++)
        {
            terminals[node] = graph.IsTerminal(node);
        }

        return terminals;
    }
}
