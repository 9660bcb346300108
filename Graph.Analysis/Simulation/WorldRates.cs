using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>Exchange rates of a world: a new one every fourth week.</summary>
internal sealed class WorldRates
{
    private const int DaysEach = 28;
    private readonly DateOnly from;
    private readonly decimal[][] rates;

    public WorldRates(WorldOptions options)
    {
        from = options.FirstDay.AddDays(-DaysEach);
        rates = new decimal[Currencies.Count][];
        for (var c = 0; c < rates.Length; c++)
        {
            rates[c] = Walk(options, c);
        }
    }

    public static IReadOnlyList<string> Currencies { get; } = ["EUR", "USD"];

    /// <summary>An amount in base currency, and what it is when stated in another: rounded to 1/10000 there, and converted back.</summary>
    public (Money Stated, Money Converted) State(string currency, DateOnly day, Money wished)
    {
        var rate = RateOf(currency, day);
        var stated = decimal.Round(wished.Units / rate, 0, MidpointRounding.AwayFromZero);
        var converted = decimal.Round(stated * rate, 0, MidpointRounding.AwayFromZero);
        return (new Money((long)stated), new Money((long)converted));
    }

    public IEnumerable<Rate> Rows()
    {
        for (var c = 0; c < rates.Length; c++)
        {
            for (var i = 0; i < rates[c].Length; i++)
            {
                yield return new Rate(default, null, Currencies[c], from.AddDays(i * DaysEach), rates[c][i]);
            }
        }
    }

    private static decimal[] Walk(WorldOptions options, int currency)
    {
        var random = SeededRandom.Stream(options.Seed, WorldStream.Rates, (ulong)currency);
        var walk = new decimal[(options.Weeks / 4) + 3];
        var rate = currency == 0 ? 7_800_000L : 7_100_000L;
        for (var i = 0; i < walk.Length; i++)
        {
            walk[i] = rate / 1_000_000m;
            rate += random.Between(-60_000, 60_000);
        }

        return walk;
    }

    private decimal RateOf(string currency, DateOnly day)
    {
        var walk = rates[currency == Currencies[0] ? 0 : 1];
        return walk[Math.Min(walk.Length - 1, (day.DayNumber - from.DayNumber) / DaysEach)];
    }
}
