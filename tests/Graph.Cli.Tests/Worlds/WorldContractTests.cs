using Graph.Analysis.Simulation;
using Graph.Cli.Worlds;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores;
using Graph.Model.Records;
using Xunit;

namespace Graph.Cli.Tests.Worlds;

/// <summary>A simulated world, read back through the reader and the store.</summary>
public sealed class WorldContractTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("adchain-world-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_row_of_every_file_is_accepted_and_money_arrives_whole()
    {
        var options = WorldOptions.OfSize(20_000, 9) with { ForeignNetworksPerMillion = 300_000, LinesPerMillion = 500_000 };
        var world = World.Build(options, CancellationToken.None);
        var data = Path.Combine(folder, "data");
        var written = WorldFiles.Write(world, data, Path.Combine(folder, "truth"), new WorldFilesOptions(), null, CancellationToken.None);

        using var store = RecordStores.Open("duckdb:" + Path.Combine(folder, "store.duckdb"), readOnly: false, folder);
        var result = IngestPipeline.Run(DataFolder.List(data), store, TimeProvider.System, null, CancellationToken.None);
        Assert.Empty(result.Unmatched);
        Assert.Equal(written.Select(file => file.Name).Order(StringComparer.Ordinal), result.Files.Select(file => file.File.File));
        Assert.All(result.Files, file =>
        {
            Assert.Null(file.File.Refused);
            Assert.Empty(file.File.UnknownColumns);
            Assert.Equal(written.Single(other => other.Name == file.File.File).Rows, file.File.Counts.Accepted);
            Assert.Equal(file.File.Counts.Read, file.File.Counts.Accepted);
        });

        var newest = store.NewestAccrual(null);
        Assert.Equal(world.LastDay, newest);
        var records = store.Read(new AsOfCut(world.LastDay, null, options.Weeks), CancellationToken.None);
        Assert.Equal(world.Placements().Sum(placement => placement.Row.Gross.Units), records.Lanes.Sum(lane => lane.Gross));
        Assert.Equal(
            world.Settlements(CancellationToken.None).Select(settlement => settlement.Row).Where(Counts).Sum(row => row.Amount.Units),
            records.Payments.Sum(payment => payment.Amount));
        Assert.DoesNotContain("settlement_lines.placement_id", records.Dangling.Where(pair => pair.Value > 0).Select(pair => pair.Key));
    }

    private static bool Counts(Settlement row) => row.Status switch
    {
        SettlementStatus.Held => false,
        SettlementStatus.Reversed => row.Amount.Units < 0,
        _ => true,
    };
}
