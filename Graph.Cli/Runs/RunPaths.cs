using Graph.Analysis.Exposure;
using Graph.Cli.Reports;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Runs;

/// <summary>Chooses the networks and resellers whose money path the page shows, and draws their paths.</summary>
internal static class RunPaths
{
    private const int ShownParties = 25;
    private const int ShownWhenClean = 3;
    private const int ShownSites = 20;
    private const int BandsPerLayer = 12;
    private const double MostOfIt = 0.8;

    /// <summary>The paths, largest exposure first; where nobody is exposed, those of the largest payers.</summary>
    public static IReadOnlyList<PathDocument> Of(MoneyAnalysis analysis, CancellationToken cancellation)
    {
        var parties = analysis.Flow.Graph.Parties;
        var candidates = analysis.Exposure.Parties
            .Where(e => parties[e.Party].Kind is PartyKind.Network or PartyKind.Reseller && e.Out > 0)
            .OrderByDescending(e => Money.FromUnits(e.Amount).Units)
            .ThenByDescending(e => e.Out)
            .ThenBy(e => parties[e.Party].Id, StringComparer.Ordinal)
            .ToArray();
        var exposed = candidates.TakeWhile(e => Money.FromUnits(e.Amount).Units > 0).Take(ShownParties).ToArray();
        var chosen = exposed.Length > 0 ? exposed : candidates.Take(ShownWhenClean);
        return [.. chosen.Select(e => Path(analysis, e.Party, cancellation))];
    }

    private static PathDocument Path(MoneyAnalysis analysis, int party, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (flow, exposure) = analysis;
        var sites = ExposureSolver.Contributions(flow, exposure, party, cancellation);
        var bands = MoneyPaths.Of(flow, exposure, party, BandsPerLayer);
        return new PathDocument(
            flow.Graph.Parties[party].Id,
            FigureText.Word(flow.Graph.Parties[party].Kind),
            [.. sites.Take(ShownSites).Select(s => new PathSite(flow.Graph.Sites[s.Site], Money.FromUnits(s.Amount), s.CumulativeShare))],
            sites.Count,
            sites.Count == 0 ? 0 : Math.Min(sites.Count, sites.Count(s => s.CumulativeShare < MostOfIt) + 1),
            [.. bands.Select(b => new PathBandDocument(
                b.Layer, b.Source, b.SourceKind, b.Target, b.TargetKind, Money.FromUnits(b.Amount), Money.FromUnits(b.PirateAmount)))]);
    }
}
