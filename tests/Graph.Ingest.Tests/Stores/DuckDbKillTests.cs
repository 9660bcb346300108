using System.Globalization;
using Graph.Model.Records;
using Xunit;

namespace Graph.Ingest.Tests.Stores;

/// <summary>A load killed (-9) at any moment happens whole or not at all. <c>tests/kill-store.sh N</c> does it N times.</summary>
public sealed class DuckDbKillTests
{
    [Fact]
    public void A_killed_load_leaves_whole_loads_and_the_next_one_continues()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("ADCHAIN_KILLS") ?? "30", CultureInfo.InvariantCulture);
        var random = new Random(int.Parse(Environment.GetEnvironmentVariable("ADCHAIN_KILL_SEED") ?? "7", CultureInfo.InvariantCulture));
        var folder = Directory.CreateTempSubdirectory("adchain-kill-").FullName;
        var path = Path.Combine(folder, "store.duckdb");
        var (loads, grew) = (0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            using (var child = StoreChild.Start("load", path))
            {
                // One in six while it starts; the others some loads later, at any moment of the next one.
                for (var lines = random.Next(6) == 0 ? 0 : 1 + random.Next(3); lines > 0; lines--)
                {
                    Assert.NotNull(child.StandardOutput.ReadLine());
                }

                Thread.Sleep(random.Next(120));
                child.Kill();
                child.WaitForExit();
            }

            var now = WholeLoads(path);
            Assert.True(now >= loads, $"{loads} loads had been committed, {now} are left after kill {kill}.");
            grew += now > loads ? 1 : 0;
            loads = now;
        }

        Assert.True(grew > 0, "No child committed a load before it was killed: the test tests nothing.");
        Directory.Delete(folder, true);
    }

    private static int WholeLoads(string path)
    {
        using var store = StoreChild.Open(path);
        var loads = store.Ledger().Count;
        Check(store, loads);
        if (loads % 5 == 4)
        {
            store.Load(StoreChild.Load(loads + 1));
            Check(store, ++loads);
        }

        return loads;
    }

    private static void Check(Graph.Model.Stores.IRecordStore store, int loads)
    {
        var lanes = store.Read(new AsOfCut(World.Day("2026-01-31"), null, 12), CancellationToken.None).Lanes;
        Assert.Equal(StoreChild.Expected(loads), (lanes.Sum(l => l.Placements), lanes.Sum(l => l.Gross)));
        Assert.Equal(StoreChild.Expected(loads).Placements, store.Totals()[0].Keys);
    }
}
