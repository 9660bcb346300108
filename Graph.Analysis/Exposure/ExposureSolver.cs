using Graph.Analysis.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>Solves method §2.</summary>
public static class ExposureSolver
{
    /// <summary>Exposure of every party.</summary>
    public static ExposureResult Run(FlowResult flow, ExposureOptions options, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The exact part of each pirate site in one party's exposure, largest first, ties by site id.</summary>
    public static IReadOnlyList<SiteContribution> Contributions(FlowResult flow, ExposureResult exposure, int party, CancellationToken cancellation) => throw new NotImplementedException();
}
