using System.Numerics;

namespace Graph.Testing.Oracle;

/// <summary>The linear system of the money graph: nodes 0 … n−1, hops with exact amounts.</summary>
public sealed class MoneyEquations
{
    private readonly IReadOnlyList<(int From, int To, BigInteger Amount)> hops;

    /// <param name="nodes">How many nodes.</param>
    /// <param name="hops">Hops with amount above 0.</param>
    public MoneyEquations(int nodes, IReadOnlyList<(int From, int To, BigInteger Amount)> hops)
    {
        this.hops = hops;
        In = Enumerable.Range(0, nodes).Select(k => WorldRecords.Sum(hops.Where(h => h.To == k).Select(h => h.Amount))).ToArray();
        Out = Enumerable.Range(0, nodes).Select(k => WorldRecords.Sum(hops.Where(h => h.From == k).Select(h => h.Amount))).ToArray();
        T = In.Zip(Out, BigInteger.Max).ToArray();
    }

    public BigInteger[] In { get; }

    public BigInteger[] Out { get; }

    public BigInteger[] T { get; }

    public int Count => T.Length;

    /// <summary>Which nodes money can leave towards one of the goals; the goals too.</summary>
    public bool[] CanReach(Func<int, bool> goal)
    {
        var reach = Enumerable.Range(0, Count).Select(goal).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var h in hops.Where(h => reach[h.To] && !reach[h.From]))
            {
                reach[h.From] = true;
                changed = true;
            }
        }

        return reach;
    }

    /// <summary>x with x_k = s_k·Σ_l P_kl·σ_kl·x_l, x fixed at the terminals.</summary>
    /// <param name="terminal">x of a node without hops, or 0.</param>
    /// <param name="nodeSurvival">s_k.</param>
    /// <param name="hopSurvival">σ of the hop k→l.</param>
    public Rational[] Solve(Func<int, Rational> terminal, Func<int, Rational> nodeSurvival, Func<int, int, Rational> hopSurvival)
    {
        var reach = CanReach(k => Out[k].IsZero && !terminal(k).IsZero);
        var rows = new Dictionary<int, Rational>[Count];
        var constant = new Rational[Count];
        for (var k = 0; k < Count; k++)
        {
            rows[k] = [];
            constant[k] = Rational.Zero;
        }

        foreach (var h in hops.Where(h => reach[h.From] && reach[h.To]))
        {
            var weight = new Rational(h.Amount, T[h.From]) * nodeSurvival(h.From) * hopSurvival(h.From, h.To);
            if (Out[h.To].IsZero)
            {
                constant[h.From] += weight * terminal(h.To);
            }
            else if (!weight.IsZero)
            {
                rows[h.From][h.To] = rows[h.From].GetValueOrDefault(h.To) + weight;
            }
        }

        Eliminate(rows, constant);
        for (var k = 0; k < Count; k++)
        {
            if (Out[k].IsZero)
            {
                constant[k] = terminal(k);
            }
        }

        return constant;
    }

    /// <summary>Gauss–Jordan, one unknown after the other: x_k = Σ rows_kl·x_l + constant_k.</summary>
    private static void Eliminate(Dictionary<int, Rational>[] rows, Rational[] constant)
    {
        for (var k = 0; k < rows.Length; k++)
        {
            if (rows[k].Remove(k, out var self))
            {
                var scale = Rational.One / (Rational.One - self);
                constant[k] *= scale;
                foreach (var l in rows[k].Keys.ToList())
                {
                    rows[k][l] *= scale;
                }
            }

            for (var i = 0; i < rows.Length; i++)
            {
                if (i != k && rows[i].Remove(k, out var weight))
                {
                    constant[i] += weight * constant[k];
                    foreach (var (l, value) in rows[k])
                    {
                        rows[i][l] = rows[i].GetValueOrDefault(l) + weight * value;
                    }
                }
            }
        }
    }
}
