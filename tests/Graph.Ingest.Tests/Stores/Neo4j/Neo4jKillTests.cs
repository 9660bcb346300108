using System.Globalization;
using Graph.Model.Records;
using Graph.Testing;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j;

/// <summary>Loads whose server or whose client is killed (-9) at any moment: a killed client leaves whole loads, and a load whose server comes back goes
/// on to its end. <c>ADCHAIN_NEO4J_KILLS</c> says how often, <c>ADCHAIN_KILL_SEED</c> when.</summary>
public sealed class Neo4jKillTests
{
    [Fact]
    public void Only_whole_loads_are_seen_whoever_is_killed()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("ADCHAIN_NEO4J_KILLS") ?? "3", CultureInfo.InvariantCulture);
        var random = new Random(int.Parse(Environment.GetEnvironmentVariable("ADCHAIN_KILL_SEED") ?? "7", CultureInfo.InvariantCulture));
        using var folder = new TempFolder();
        using var server = OwnServer.Start(folder.At("server"));
        var (loads, grew) = (0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            using (var child = StoreChild.Start("load", server.Uri))
            {
                for (var lines = 1 + random.Next(2); lines > 0; lines--)
                {
                    Assert.NotNull(child.StandardOutput.ReadLine());
                }

                Thread.Sleep(random.Next(1500));
                if (kill % 3 != 2)
                {
                    server.Kill();
                    server.Restart();
                    // The load that was under way, or begins, ends.
                    Assert.NotNull(child.StandardOutput.ReadLine());
                    Thread.Sleep(random.Next(500));
                }

                child.Kill();
                child.WaitForExit();
            }

            var now = WholeLoads(server.Uri, kill);
            Assert.True(now >= loads, $"{loads} loads had been committed, {now} are left after kill {kill}.");
            grew += now > loads + 1 ? 1 : 0;
            loads = now;
        }

        Assert.True(grew > 0, "No child committed a load before the end: the test tests nothing.");
    }

    private static int WholeLoads(string uri, int kill)
    {
        using var store = StoreChild.Open(uri);
        var loads = store.Ledger().Count;
        Check(store, loads, kill);
        store.Load(StoreChild.Load(loads + 1));
        Check(store, loads + 1, kill);
        return loads + 1;
    }

    private static void Check(Graph.Model.Stores.IRecordStore store, int loads, int kill)
    {
        var lanes = store.Read(new AsOfCut(World.Day("2026-01-31"), null, 12), CancellationToken.None).Lanes;
        var (placements, gross) = StoreChild.Expected(loads);
        Assert.Equal((kill, placements, gross), (kill, lanes.Sum(l => l.Placements), lanes.Sum(l => l.Gross)));
        Assert.Equal(placements, store.Totals()[0].Keys);
    }
}
