using System.Globalization;

namespace Graph.Model;

/// <summary>An exact amount in base currency (CNY), counted in units of 1/10000.</summary>
/// <remarks>Never a binary float: sums of money are integer sums, checked for overflow.</remarks>
/// <param name="Units">The amount in 1/10000 of the base currency; negative for a clawback.</param>
public readonly record struct Money(long Units)
{
    /// <summary>How many units make one yuan.</summary>
    public const long UnitsPerYuan = 10_000;

    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>The exact sum.</summary>
    /// <exception cref="OverflowException">The sum does not fit 64 bits.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.Units + right.Units));

    /// <summary>The exact difference.</summary>
    /// <exception cref="OverflowException">The difference does not fit 64 bits.</exception>
    public static Money operator -(Money left, Money right) => new(checked(left.Units - right.Units));

    /// <summary>The nearest amount to a computed number of units, halves away from zero.</summary>
    /// <param name="units">A finite number of 1/10000 units.</param>
    /// <exception cref="OverflowException">The number does not fit 64 bits.</exception>
    public static Money FromUnits(double units) =>
        new(checked((long)Math.Round(units, MidpointRounding.AwayFromZero)));

    /// <summary>Decimal text in base currency with exactly 4 fraction digits, invariant: <c>-12.3400</c>.</summary>
    public override string ToString()
    {
        var sign = Units < 0 ? "-" : "";
        var magnitude = Units < 0 ? (ulong)-(Units + 1) + 1 : (ulong)Units;
        return string.Create(CultureInfo.InvariantCulture,
            $"{sign}{magnitude / UnitsPerYuan}.{magnitude % UnitsPerYuan:D4}");
    }
}
