using Graph.Model.Records;

namespace Graph.Ingest;

/// <summary>Kept versions of rates, and what further rows make of them: a row that equals any version changes nothing, a new
/// content becomes the newest.</summary>
internal sealed class RateVersions
{
    private readonly Dictionary<(string Currency, DateOnly From), List<Rate>> byKey = [];

    /// <param name="kept">The versions of the store, in order.</param>
    public RateVersions(IEnumerable<Rate> kept) => Add(kept);

    /// <summary>The newest version of every rate.</summary>
    public IEnumerable<Rate> Newest => byKey.Values.Select(v => v[^1]);

    /// <summary>Adds rows in the order of the load.</summary>
    public void Add(IEnumerable<Rate> rows)
    {
        foreach (var row in rows)
        {
            if (!byKey.TryGetValue((row.Currency, row.ValidFrom), out var versions))
            {
                byKey.Add((row.Currency, row.ValidFrom), versions = []);
            }

            if (!versions.Exists(v => v.RateToBase == row.RateToBase && v.RecordedAt == row.RecordedAt))
            {
                versions.Add(row);
            }
        }
    }
}
