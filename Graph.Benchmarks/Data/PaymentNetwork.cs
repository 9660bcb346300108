using Graph.Model;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Data;

/// <summary>A payment network as advertising has it: networks pay resellers, resellers pay accounts, accounts pay sites; amounts in 1/10000 units.</summary>
/// <remarks>
/// Nodes stand layer by layer. Per million edges: 16 networks, 4,096 resellers, 131,072 accounts, 262,144 sites, at least one of each.
/// Of 16 edges 1 leads from a network, 3 from a reseller and 12 from an account. Each node below the networks is paid at least once as
/// long as its layer has edges enough. Who pays and who is paid besides is heavy-tailed, the first in a layer most; amounts are a power of two of
/// geometric size times an even number, so that half of the money lies in few payments. Directed and without cycles.
/// </remarks>
internal static class PaymentNetwork
{
    private const ulong Seed = 0x70617973;

    /// <summary>As many edges as a Kronecker graph of the scale: 16 · 2^scale.</summary>
    public static EdgeList Make(int scale, bool weighted = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 30);
        var count = (long)KroneckerGraph.EdgeFactor << scale;
        var layers = new Layers(count);
        return EdgeFill.Run(layers.NodeCount, count, weighted, edge => Payment(layers, edge));
    }

    private static (int Source, int Target, long Weight) Payment(Layers layers, long edge)
    {
        var random = SeededRandom.Stream(Seed, (ulong)layers.NodeCount, (ulong)edge);
        var layer = (edge % 16) switch { 0 => 0, < 4 => 1, _ => 2 };
        var turn = layer switch { 0 => edge / 16, 1 => (edge / 16 * 3) + (edge % 16) - 1, _ => (edge / 16 * 12) + (edge % 16) - 4 };
        var payees = layers.Size(layer + 1);
        var payer = layers.Start(layer) + HeavyTailed(ref random, layers.Size(layer));
        var payee = layers.Start(layer + 1) + (turn < payees ? (int)turn : HeavyTailed(ref random, payees));
        return (payer, payee, Amount(ref random));
    }

    /// <summary>Place i of a layer with probability falling as i^(−1/2): n·u² for u even in 0 … 1, in whole numbers.</summary>
    private static int HeavyTailed(ref SeededRandom random, int size)
    {
        var u = random.NextBits() >> 32;
        return (int)Math.BigMul(u * u, (ulong)size, out _);
    }

    /// <summary>1 to some 10^7 units of money: each doubling is half as likely.</summary>
    private static long Amount(ref SeededRandom random)
    {
        var doublings = Math.Min(System.Numerics.BitOperations.TrailingZeroCount(random.NextBits()), 20);
        return random.Between(10_000, 100_000) << doublings;
    }

    private sealed class Layers
    {
        private readonly int[] starts = new int[5];

        public Layers(long edges)
        {
            long[] perMillion = [16, 4_096, 131_072, 262_144];
            for (var layer = 0; layer < 4; layer++)
            {
                starts[layer + 1] = starts[layer] + (int)Math.Max(1, (edges * perMillion[layer]) >> 20);
            }
        }

        public int NodeCount => starts[4];

        public int Start(int layer) => starts[layer];

        public int Size(int layer) => starts[layer + 1] - starts[layer];
    }
}
