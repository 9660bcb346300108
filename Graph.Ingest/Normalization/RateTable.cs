using Graph.Model.Records;

namespace Graph.Ingest.Normalization;

/// <summary>Dated exchange rates to the base currency.</summary>
public sealed class RateTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="rates">One rate per currency and day: the newest versions.</param>
    public RateTable(IEnumerable<Rate> rates) => throw new NotImplementedException();

    /// <summary>Lower-case hex SHA-256 over all rates in a fixed order.</summary>
    public string Sha256 => throw new NotImplementedException();

    /// <summary>Converts at the rate of the latest valid_from on or before the day, rounded half away from zero to 1/10000.</summary>
    /// <returns>False when no rate holds on that day.</returns>
    /// <exception cref="OverflowException">The result leaves 64 bits.</exception>
    public bool TryConvert(string currency, DateOnly day, long units, out long converted) => throw new NotImplementedException();
}
