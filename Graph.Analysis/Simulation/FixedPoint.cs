using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>Lognormal numbers in integer arithmetic, so that a world has the same bytes on every machine: Math.Exp and Math.Log
/// may differ in the last bit between C libraries, and one bit moves a rounded amount.</summary>
internal static class FixedPoint
{
    private const int TableBits = 10;
    private const int Fraction = 62;

    // 1 / ln 2: turns a natural logarithm into octaves.
    private const double OctavesPerE = 1.4426950408889634;

    // 2^(i/1024) as multiples of 2^-62, i = 0 … 1024.
    private static readonly ulong[] PowersOfTwo = BuildTable();

    /// <summary>σ of a lognormal distribution as octaves in 1/65536. One multiplication and one rounding: exact everywhere.</summary>
    public static long SigmaQ16(double sigma) => checked((long)Math.Round(sigma * OctavesPerE * 65_536));

    /// <summary>A lognormal number around a median, cut to 1 … 2^50.</summary>
    public static long Lognormal(ref SeededRandom random, long median, long sigmaQ16) =>
        Scale(median, (random.NextNormalQ16() * sigmaQ16) >> 16);

    /// <summary>value · 2^(octaves / 65536), rounded down, cut to 1 … 2^50.</summary>
    public static long Scale(long value, long octavesQ16)
    {
        var whole = octavesQ16 >> 16;
        var rest = (int)(octavesQ16 & 0xFFFF);
        var cell = rest >> (16 - TableBits);
        var within = (ulong)(rest & ((1 << (16 - TableBits)) - 1));
        var low = PowersOfTwo[cell];
        var factor = low + (((PowersOfTwo[cell + 1] - low) * within) >> (16 - TableBits));
        var high = Math.BigMul((ulong)value, factor, out var bottom);
        var product = new UInt128(high, bottom);
        var shift = Fraction - whole;
        var result = shift >= 128 ? UInt128.Zero : shift < 12 ? UInt128.MaxValue : product >> (int)shift;
        return (long)UInt128.Clamp(result, UInt128.One, (UInt128)1 << 50);
    }

    private static ulong[] BuildTable()
    {
        // 2^(1/1024) is ten square roots of 2.
        var root = 2UL << Fraction;
        for (var i = 0; i < TableBits; i++)
        {
            root = SquareRoot((UInt128)root << Fraction);
        }

        var table = new ulong[(1 << TableBits) + 1];
        table[0] = 1UL << Fraction;
        for (var i = 1; i < table.Length; i++)
        {
            table[i] = (ulong)(((UInt128)table[i - 1] * root) >> Fraction);
        }

        return table;
    }

    private static ulong SquareRoot(UInt128 value)
    {
        var root = 0UL;
        for (var bit = 63; bit >= 0; bit--)
        {
            var candidate = root | (1UL << bit);
            if ((UInt128)candidate * candidate <= value)
            {
                root = candidate;
            }
        }

        return root;
    }
}
