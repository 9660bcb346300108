using CsCheck;
using Graph.Analysis.Exposure;
using MathNet.Numerics.LinearAlgebra.Double;
using Xunit;

namespace Graph.Analysis.Tests.Exposure;

public sealed class FlowSystemTests
{
    private sealed record Case(int Nodes, long[] Start, int[] Target, double[] Share, bool[] Terminal, double[] Survival);

    /// <summary>Random graphs with cycles, self loops, leaks, terminals and cuts.</summary>
    private static readonly Gen<Case> Cases =
        from nodes in Gen.Int[1, 14]
        from edges in Gen.Select(Gen.Int[0, 999], Gen.Int[0, 999], Gen.Double[0.05, 1.0]).Array[0, 40]
        from terminals in Gen.Int[0, 3]
        from survival in Gen.OneOf(Gen.Const(1.0), Gen.Const(1.0), Gen.Double[0.0, 1.0]).Array[nodes]
        select Build(nodes, edges, terminals, survival);

    private static Case Build(int nodes, (int, int, double)[] edges, int terminals, double[] survival)
    {
        var terminal = new bool[nodes + terminals];
        Array.Fill(terminal, true, nodes, terminals);
        var rows = edges.Select(e => (Source: e.Item1 % nodes, Target: e.Item2 % terminal.Length, Weight: e.Item3)).OrderBy(e => e.Source).ToList();
        var start = new long[terminal.Length + 1];
        foreach (var row in rows)
        {
            start[row.Source + 1]++;
        }

        for (var k = 0; k < terminal.Length; k++)
        {
            start[k + 1] += start[k];
        }

        // Every node keeps a little, so that the dense reference system is never singular.
        var sums = rows.GroupBy(r => r.Source).ToDictionary(g => g.Key, g => g.Sum(r => r.Weight) * 1.02);
        return new Case(terminal.Length, start, [.. rows.Select(r => r.Target)], [.. rows.Select(r => r.Weight / sums[r.Source])], terminal,
            [.. survival, .. Enumerable.Repeat(1.0, terminals)]);
    }

    private static DenseMatrix Dense(Case c)
    {
        var matrix = new DenseMatrix(c.Nodes, c.Nodes);
        for (var k = 0; k < c.Nodes; k++)
        {
            for (var hop = c.Start[k]; hop < c.Start[k + 1]; hop++)
            {
                matrix[k, c.Target[hop]] += c.Survival[k] * c.Share[hop];
            }
        }

        return matrix;
    }

    [Fact]
    public void Shares_equal_a_dense_solve_to_1e_12() => Cases.Sample(c =>
    {
        var value = c.Terminal.Select((t, k) => t ? 0.3 + 0.1 * (k % 5) : 0.0).ToArray();
        var right = DenseVector.OfEnumerable(value);
        var expected = (DenseMatrix.CreateIdentity(c.Nodes) - Dense(c)).LU().Solve(right);
        new FlowSystem(c.Start, c.Target, c.Share, c.Terminal).SolveShares(value, c.Survival, null);
        for (var k = 0; k < c.Nodes; k++)
        {
            Assert.Equal(expected[k], value[k], 1e-12);
        }
    }, iter: 2_000, threads: 1);

    [Fact]
    public void Flows_equal_a_dense_solve_to_1e_12() => Cases.Sample(c =>
    {
        var own = Enumerable.Range(0, c.Nodes).Select(k => c.Terminal[k] ? 0.0 : k % 3).ToArray();
        var expected = (DenseMatrix.CreateIdentity(c.Nodes) - Dense(c)).Transpose().LU().Solve(DenseVector.OfEnumerable(own));
        var flow = new double[c.Nodes];
        new FlowSystem(c.Start, c.Target, c.Share, c.Terminal).SolveFlows(own, flow, c.Survival, null);
        for (var k = 0; k < c.Nodes; k++)
        {
            Assert.Equal(expected[k], flow[k], 1e-12 * Math.Max(1.0, Math.Abs(expected[k])) * 100);
        }
    }, iter: 2_000, threads: 1);

    [Fact]
    public void A_chain_of_a_million_nodes_overflows_no_stack()
    {
        const int Length = 1_000_000;
        var start = new long[Length + 1];
        for (var k = 0; k < Length; k++)
        {
            start[k + 1] = Math.Min(k + 1, Length - 1);
        }

        var terminal = new bool[Length];
        terminal[^1] = true;
        var value = new double[Length];
        value[^1] = 1.0;
        new FlowSystem(start, [.. Enumerable.Range(1, Length - 1)], [.. Enumerable.Repeat(1.0, Length - 1)], terminal).SolveShares(value, null, null);
        Assert.Equal(1.0, value[0]);
    }

    [Fact]
    public void A_cycle_beyond_the_dense_limit_equals_its_closed_form()
    {
        // A ring in which every node sends 0.9 on and 0.1 to the pirate: everything ends there.
        const int Ring = FlowSystem.DenseLimit + 50;
        var start = Enumerable.Range(0, Ring + 2).Select(k => (long)Math.Min(2 * k, 2 * Ring)).ToArray();
        var target = Enumerable.Range(0, Ring).SelectMany(k => new[] { (k + 1) % Ring, Ring }).ToArray();
        var share = Enumerable.Range(0, Ring).SelectMany(_ => new[] { 0.9, 0.1 }).ToArray();
        var terminal = new bool[Ring + 1];
        terminal[^1] = true;
        var value = new double[Ring + 1];
        value[^1] = 0.8;
        new FlowSystem(start, target, share, terminal).SolveShares(value, null, null);
        Assert.All(value, x => Assert.Equal(0.8, x, 1e-12));
    }

    [Fact]
    public void A_circle_that_no_money_leaves_has_share_0()
    {
        var value = new double[] { 0.5, 0.5 };
        new FlowSystem([0, 1, 2], [1, 0], [1.0, 1.0], [false, false]).SolveShares(value, null, null);
        Assert.Equal([0.0, 0.0], value);
    }
}
