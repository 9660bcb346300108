using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Simulation;
using Graph.Cli.Worlds;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores;
using Graph.Model.Records;
using Xunit;

namespace Graph.Cli.Tests.Worlds;

/// <summary>Worlds about knowledge must not be told apart by exposure alone: the large and unlucky are exposed too.</summary>
public sealed class WorldDifficultyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("adchain-world-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Measured over the seeds 1 to 24 with 100,000 placements: the better of share and amount 0.28 on average, 0.17 to 0.42.
    [Fact]
    public void Exposure_alone_finds_few_of_the_knowing_and_many_of_the_others_stand_above_their_median()
    {
        var (precision, above) = (new List<double>(), new List<double>());
        for (var seed = 1UL; seed <= 4; seed++)
        {
            var networks = Exposed(seed);
            precision.Add(Math.Max(AveragePrecision(networks, network => network.Amount), AveragePrecision(networks, network => network.Share)));
            above.Add(Math.Max(Above(networks, network => network.Amount), Above(networks, network => network.Share)));
        }

        Assert.InRange(precision.Average(), 0.2, 0.45);
        Assert.InRange(above.Average(), 0.25, 0.6);
    }

    /// <summary>Of the networks that did not know, the share that is more exposed than the median of those that did.</summary>
    private static double Above(List<Exposure> networks, Func<Exposure, double> figure)
    {
        var median = Median(networks.Where(network => network.Knowing).Select(figure));
        return networks.Count(network => !network.Knowing && figure(network) > median) / (double)networks.Count(network => !network.Knowing);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static double AveragePrecision(List<Exposure> networks, Func<Exposure, double> score)
    {
        var (found, seen, sum) = (0, 0, 0.0);
        foreach (var network in networks.OrderByDescending(score).ThenBy(network => network.Id, StringComparer.Ordinal))
        {
            seen++;
            if (network.Knowing)
            {
                found++;
                sum += found / (double)seen;
            }
        }

        return sum / found;
    }

    private List<Exposure> Exposed(ulong seed)
    {
        var world = World.Build(WorldOptions.Knowledge(60_000, seed), CancellationToken.None);
        var data = Path.Combine(folder, FormattableString.Invariant($"data-{seed}"));
        WorldFiles.Write(world, data, null, new WorldFilesOptions(), null, CancellationToken.None);
        using var store = RecordStores.Open("duckdb:" + data + ".duckdb", readOnly: false, folder);
        IngestPipeline.Run(DataFolder.List(data), store, TimeProvider.System, null, CancellationToken.None);
        var flow = FlowGraphBuilder.Run(store.Read(new AsOfCut(world.LastDay, null, AsOfCut.DefaultWindowWeeks), CancellationToken.None), CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        var index = Enumerable.Range(0, flow.Graph.Parties.Count).ToDictionary(party => flow.Graph.Parties[party].Id, StringComparer.Ordinal);
        return [.. world.NetworkTruths().Select(truth => index.TryGetValue(truth.Network, out var party)
            ? new Exposure(truth.Network, truth.Kind == NetworkMotive.Knowing, exposure.Parties[party].Amount, exposure.Parties[party].Share)
            : new Exposure(truth.Network, truth.Kind == NetworkMotive.Knowing, 0, 0))];
    }

    private sealed record Exposure(string Id, bool Knowing, double Amount, double Share);
}
