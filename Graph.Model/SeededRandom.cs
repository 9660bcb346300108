namespace Graph.Model;

/// <summary>A small seeded generator of random numbers: the same numbers on every machine and runtime, for ever.</summary>
/// <remarks>
/// SplitMix64 (Steele, Lea, Flood 2014): a 64-bit counter with a mixing function; period 2^64. All methods use integer
/// arithmetic alone. A value type with state: keep it in a variable and hand it on by reference; a copy repeats its numbers.
/// Any number of independent streams come from one seed with <see cref="Stream(ulong, ulong, ulong)"/>, so that a number can
/// belong to a thing instead of to a position in a sequence.
/// </remarks>
public struct SeededRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15UL;
    private ulong state;

    /// <summary>Starts the stream of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public SeededRandom(ulong seed)
    {
        state = seed;
    }

    /// <summary>The stream that belongs to a thing, given by two numbers, under a seed.</summary>
    public static SeededRandom Stream(ulong seed, ulong first, ulong second) =>
        new(Mix(unchecked(Mix(unchecked(seed + (Step * (first + 1)))) + (Step * (second + 1)))));

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        state = unchecked(state + Step);
        return Mix(state);
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1, each equally likely (but for a bias below bound / 2^64).</summary>
    /// <param name="bound">From 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public long Below(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (long)Math.BigMul(NextBits(), (ulong)bound, out _);
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both possible.</summary>
    /// <param name="least">The least.</param>
    /// <param name="most">The largest; not below the least, and less than 2^63 above it.</param>
    public long Between(long least, long most) => least + Below(checked(most - least + 1));

    /// <summary>True in <paramref name="perMillion"/> of a million cases.</summary>
    /// <param name="perMillion">0 (never) to 1,000,000 (always).</param>
    public bool Chance(long perMillion) => Below(1_000_000) < perMillion;

    /// <summary>A number with mean 0 and variance 1, near to the normal distribution up to 3 and never beyond 6, as a multiple
    /// of 1/65536: the sum of twelve even numbers less 6 (Irwin–Hall), so that it needs no logarithm.</summary>
    public long NextNormalQ16()
    {
        // Twelve 16-bit numbers out of three draws; the mean of each is 32767.5.
        var sum = 0L;
        for (var draw = 0; draw < 3; draw++)
        {
            var bits = NextBits();
            sum += (long)(bits & 0xFFFF) + (long)((bits >> 16) & 0xFFFF) + (long)((bits >> 32) & 0xFFFF) + (long)(bits >> 48);
        }

        return sum - (12 * 65_535 / 2);
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
