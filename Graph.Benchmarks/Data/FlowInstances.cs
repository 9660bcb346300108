using System.Numerics;
using Graph.Model;

namespace Graph.Benchmarks.Data;

/// <summary>Families of maximum-flow problems: the same seed gives the same bytes everywhere.</summary>
internal static class FlowInstances
{
    /// <summary>Frames in a row (RMF: Goldfarb, Grigoriadis 1988): b square grids of a × a nodes, neighbours joined both ways by wide edges, and each node
    /// joined to one of the next frame, by a random permutation, with a random capacity. Long where b is large, wide where a is.</summary>
    /// <param name="a">Side of a frame, from 1.</param>
    /// <param name="b">Number of frames, from 1.</param>
    /// <param name="maxCapacity">Capacities between frames are 1 … this; within a frame a² times this.</param>
    /// <param name="seed">Seed.</param>
    public static FlowInstance Rmf(int a, int b, int maxCapacity, ulong seed)
    {
        var frame = a * a;
        var wide = (long)maxCapacity * frame;
        using var edges = new FlowEdges((4L * a * (a - 1) * b) + ((long)frame * (b - 1)));
        for (var z = 0; z < b; z++)
        {
            Grid(edges, z * frame, a, wide);
            if (z < b - 1)
            {
                Permuted(edges, z * frame, frame, maxCapacity, SeededRandom.Stream(seed, 1, (ulong)z));
            }
        }

        return new FlowInstance(FormattableString.Invariant($"RMF {a}x{a}x{b}"), edges.Over(frame * b), 0, (frame * b) - 1);
    }

    /// <summary>Random levels (after the Washington generators of the first DIMACS challenge): every node has three edges to random nodes of the next
    /// level; the source feeds the first level and the last one feeds the sink, wide enough never to bind.</summary>
    public static FlowInstance RandomLevels(int levels, int width, int maxCapacity, ulong seed)
    {
        const int Fan = 3;
        var source = levels * width;
        using var edges = new FlowEdges(((long)Fan * width * (levels - 1)) + (2L * width));
        var random = SeededRandom.Stream(seed, 2, 0);
        for (var node = 0; node < width; node++)
        {
            edges.Add(source, node, (long)Fan * maxCapacity);
            edges.Add(source - width + node, source + 1, (long)Fan * maxCapacity * width);
        }

        for (var node = 0; node < source - width; node++)
        {
            var next = ((node / width) + 1) * width;
            for (var i = 0; i < Fan; i++)
            {
                edges.Add(node, next + (int)random.Below(width), random.Between(1, maxCapacity));
            }
        }

        return new FlowInstance(FormattableString.Invariant($"levels {levels}x{width}"), edges.Over(source + 2), source, source + 1);
    }

    /// <summary>A payment network in layers: a source (advertisers) pays networks, which pay accounts, directly or by way of resellers; accounts pay sites,
    /// and sites take what they earn. Amounts have a heavy tail, and each step's totals differ a little from the next one's, so the cut runs through all layers.</summary>
    /// <param name="sites">Sites; half as many accounts, an eightieth resellers, a thousandth networks.</param>
    /// <param name="seed">Seed.</param>
    public static FlowInstance Payments(int sites, ulong seed)
    {
        var (accounts, resellers, networks) = ((sites / 2) + 1, (sites / 80) + 1, (sites / 1000) + 2);
        var (firstReseller, firstAccount) = (networks, networks + resellers);
        var (firstSite, source) = (firstAccount + accounts, firstAccount + accounts + sites);
        var random = SeededRandom.Stream(seed, 3, 0);
        using var edges = new FlowEdges(networks + (8L * resellers) + (4L * accounts) + (4L * sites));
        for (var network = 0; network < networks; network++)
        {
            edges.Add(source, network, Amount(ref random) << 12);
        }

        for (var reseller = 0; reseller < 8 * resellers; reseller++)
        {
            // One in four is paid by another reseller with a smaller number, if there is one: chains of up to many hops.
            var number = reseller % resellers;
            var payer = number > 0 && random.Chance(250_000) ? firstReseller + (int)random.Below(number) : (int)Skewed(ref random, networks);
            edges.Add(payer, firstReseller + number, Amount(ref random) << 7);
        }

        for (var account = 0; account < 4 * accounts; account++)
        {
            var payer = random.Chance(600_000) ? firstReseller + (int)Skewed(ref random, resellers) : (int)Skewed(ref random, networks);
            edges.Add(payer, firstAccount + (account % accounts), Amount(ref random));
        }

        for (var site = 0; site < sites; site++)
        {
            for (var i = 0; i < 3; i++)
            {
                edges.Add(firstAccount + (int)Skewed(ref random, accounts), firstSite + site, Amount(ref random));
            }

            edges.Add(firstSite + site, source + 1, Amount(ref random) << 1);
        }

        return new FlowInstance(FormattableString.Invariant($"payments {sites}"), edges.Over(source + 2), source, source + 1);
    }

    /// <summary>A graph with heavy-tailed degrees (recursive matrix with the Graph500 parameters .57, .19, .19) and random capacities; a 64th of the
    /// nodes is fed by the source, another one feeds the sink, at most as widely as sixteen edges.</summary>
    /// <param name="scale">2^scale nodes and the two ends.</param>
    /// <param name="edgeFactor">Edges per node.</param>
    /// <param name="maxCapacity">Capacities are 1 … this.</param>
    /// <param name="seed">Seed.</param>
    public static FlowInstance PowerLaw(int scale, int edgeFactor, int maxCapacity, ulong seed)
    {
        var nodes = 1 << scale;
        var ends = Math.Max(nodes / 64, 1);
        var random = SeededRandom.Stream(seed, 4, 0);
        using var edges = new FlowEdges(((long)edgeFactor * nodes) + (2L * ends));
        for (var edge = 0L; edge < (long)edgeFactor * nodes; edge++)
        {
            var (from, to) = (0, 0);
            for (var bit = 0; bit < scale; bit++)
            {
                var quarter = random.Below(100);
                from = (2 * from) + (quarter >= 76 ? 1 : 0);
                to = (2 * to) + (quarter is (>= 57 and < 76) or >= 95 ? 1 : 0);
            }

            edges.Add(Scattered(from, scale), Scattered(to, scale), random.Between(1, maxCapacity));
        }

        for (var i = 0; i < ends; i++)
        {
            edges.Add(nodes, (int)random.Below(nodes), random.Between(1, 16L * maxCapacity));
            edges.Add((int)random.Below(nodes), nodes + 1, random.Between(1, 16L * maxCapacity));
        }

        return new FlowInstance(FormattableString.Invariant($"power law {scale}, {edgeFactor}"), edges.Over(nodes + 2), nodes, nodes + 1);
    }

    private static void Grid(FlowEdges edges, int first, int a, long capacity)
    {
        for (var y = 0; y < a; y++)
        {
            for (var x = 0; x < a; x++)
            {
                var node = first + (y * a) + x;
                if (x < a - 1)
                {
                    edges.Add(node, node + 1, capacity);
                    edges.Add(node + 1, node, capacity);
                }

                if (y < a - 1)
                {
                    edges.Add(node, node + a, capacity);
                    edges.Add(node + a, node, capacity);
                }
            }
        }
    }

    private static void Permuted(FlowEdges edges, int first, int frame, int maxCapacity, SeededRandom random)
    {
        var order = new int[frame];
        for (var i = 0; i < frame; i++)
        {
            var at = (int)random.Below(i + 1);
            (order[i], order[at]) = (order[at], i);
        }

        for (var i = 0; i < frame; i++)
        {
            edges.Add(first + i, first + frame + order[i], random.Between(1, maxCapacity));
        }
    }

    /// <summary>A heavy-tailed amount from 1,000: doubled as often as a coin falls on one side, 24 times at most, and spread evenly between.</summary>
    private static long Amount(ref SeededRandom random)
    {
        var doublings = Math.Min(BitOperations.TrailingZeroCount(random.NextBits()), 24);
        return random.Between(1_000L << doublings, 2_000L << doublings);
    }

    /// <summary>A number below the bound, small ones likelier: the lesser of the ways that halving leads down.</summary>
    private static long Skewed(ref SeededRandom random, int bound) =>
        random.Below(random.Below(bound) + 1);

    /// <summary>Another number of as many bits, one to one: nodes that many edges meet do not stand together.</summary>
    private static int Scattered(int node, int scale) => unchecked((int)(((uint)node * 0x9E3779B1u) & ((1u << scale) - 1)));
}
