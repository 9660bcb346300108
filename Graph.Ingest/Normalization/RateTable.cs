using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Graph.Model.Records;

namespace Graph.Ingest.Normalization;

/// <summary>Dated exchange rates to the base currency.</summary>
public sealed class RateTable
{
    // A rate has at most 10 fraction digits, so scaled by this it is whole.
    private const long Scale = 10_000_000_000;

    private readonly SortedDictionary<string, (DateOnly[] From, Int128[] Scaled)> byCurrency = new(StringComparer.Ordinal);

    /// <summary>Makes the table.</summary>
    /// <param name="rates">One rate per currency and day: the newest versions.</param>
    /// <exception cref="ArgumentException">Two rates of one currency and day, a rate not above 0, or one with more than 10 fraction digits.</exception>
    public RateTable(IEnumerable<Rate> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        foreach (var group in rates.GroupBy(rate => rate.Currency, StringComparer.Ordinal))
        {
            var sorted = group.OrderBy(rate => rate.ValidFrom).ToArray();
            var from = Array.ConvertAll(sorted, rate => rate.ValidFrom);
            for (var i = 1; i < from.Length; i++)
            {
                if (from[i] == from[i - 1])
                {
                    throw new ArgumentException($"Two rates of {group.Key} for {from[i]:yyyy-MM-dd}; expected the newest version only.", nameof(rates));
                }
            }

            byCurrency.Add(group.Key, (from, Array.ConvertAll(sorted, Scaled)));
        }

        Sha256 = Hash();
    }

    /// <summary>Lower-case hex SHA-256 over all rates in a fixed order.</summary>
    public string Sha256 { get; }

    /// <summary>Converts at the rate of the latest valid_from on or before the day, rounded half away from zero to 1/10000.</summary>
    /// <param name="currency">Upper-case code; the base currency is returned unchanged.</param>
    /// <param name="day">The day of the amount.</param>
    /// <param name="units">The amount in 1/10000 of the currency.</param>
    /// <param name="converted">The amount in 1/10000 of the base currency.</param>
    /// <returns>False when no rate holds on that day.</returns>
    /// <exception cref="OverflowException">The result leaves 64 bits.</exception>
    public bool TryConvert(string currency, DateOnly day, long units, out long converted)
    {
        converted = units;
        if (currency == CurrencyCode.Base)
        {
            return true;
        }

        if (!byCurrency.TryGetValue(currency, out var dated))
        {
            return false;
        }

        var at = Array.BinarySearch(dated.From, day);
        at = at < 0 ? ~at - 1 : at;
        if (at < 0)
        {
            return false;
        }

        converted = checked((long)DivideRounded(checked(units * dated.Scaled[at])));
        return true;
    }

    // Half away from zero: the quotient is cut towards zero and pushed outwards when the rest is half or more.
    private static Int128 DivideRounded(Int128 product)
    {
        var (quotient, rest) = Int128.DivRem(product, Scale);
        return Int128.Abs(rest) * 2 >= Scale ? quotient + Int128.Sign(product) : quotient;
    }

    private static Int128 Scaled(Rate rate)
    {
        if (rate.RateToBase <= 0 || rate.RateToBase.Scale > 28)
        {
            throw new ArgumentException($"The rate of {rate.Currency} from {rate.ValidFrom:yyyy-MM-dd} is not above 0.", nameof(rate));
        }

        var whole = decimal.Truncate(rate.RateToBase);
        var fraction = (rate.RateToBase - whole) * Scale;
        return fraction == decimal.Truncate(fraction)
            ? (Int128)whole * Scale + (Int128)fraction
            : throw new ArgumentException($"The rate of {rate.Currency} from {rate.ValidFrom:yyyy-MM-dd} has more than 10 fraction digits.", nameof(rate));
    }

    private string Hash()
    {
        var text = new StringBuilder();
        foreach (var (currency, dated) in byCurrency)
        {
            for (var i = 0; i < dated.From.Length; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{currency}\t{dated.From[i]:yyyy-MM-dd}\t{dated.Scaled[i]}\n");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
