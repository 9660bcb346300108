using Graph.Analysis.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>The money path of one party, for a Sankey diagram.</summary>
public static class MoneyPaths
{
    /// <summary>Bands of the money that passes the party, from its payers to the sites; the largest <paramref name="bandsPerLayer"/>
    /// of each layer by pirate money, then by money; the rest grouped as <c>other</c>. Deterministic order: layer, pirate amount descending, ids.</summary>
    public static IReadOnlyList<PathBand> Of(FlowResult flow, ExposureResult exposure, int party, int bandsPerLayer) => throw new NotImplementedException();
}
