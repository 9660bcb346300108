using System.Diagnostics;
using System.Runtime.CompilerServices;
using Graph.Ingest.Stores.DuckDb;
using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Tests.Stores;

/// <summary>This test program started as a child that works on a store, to be killed or to stand in the way.</summary>
internal static class StoreChild
{
    private const string Variable = "ADCHAIN_TEST_STORE_CHILD";

    /// <summary>Rows of a load that are new, and of the load before it that are restated and repeated.</summary>
    public const int Fresh = 4000, Restated = 200;

    /// <summary>As usual, but for a lease that a killed child leaves behind for a moment only, and small batches.</summary>
    public static readonly LoadSettings Impatient = LoadSettings.Default with { Lease = TimeSpan.FromSeconds(1), BatchRows = 500 };

    /// <summary>Starts a child that loads without end, or only holds the store open.</summary>
    public static Process Start(string mode, string store)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(StoreChild).Assembly.Location]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Variable] = $"{mode}|{store}";
        return Process.Start(start)!;
    }

    /// <summary>What the placements of a number of whole loads add up to.</summary>
    public static (long Placements, long Gross) Expected(int loads) =>
        ((long)Fresh * loads, (10L * Fresh * loads) + (loads > 1 ? (long)Restated * (loads - 1) : 0));

    public static TestLoad Load(int number)
    {
        var w = new World();
        var rows = new List<IRecord>();
        for (var i = 0; i < Fresh; i++)
        {
            rows.Add(Row(w, number, i, 10));
        }

        for (var i = 0; number > 1 && i < Restated; i++)
        {
            rows.Add(Row(w, number - 1, i, 11));
            rows.Add(Row(w, number - 1, i + Restated, 10));
        }

        return World.Load(number, new TestFile($"placements-{number}.csv", [.. rows]));
    }

    private static Placement Row(World w, int load, int i, long gross) =>
        w.Placement($"p-{load}-{i}", "2026-01-01", $"n{i % 7}", $"site{(load * 31) + (i % 500)}.example", gross, account: $"a{load}-{i % 300}");

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The test program's entry point belongs to the test framework.")]
    internal static void RunAsChild()
    {
        var parts = Environment.GetEnvironmentVariable(Variable)?.Split('|');
        if (parts is null)
        {
            return;
        }

        using var store = Open(parts[1]);
        Console.WriteLine("open");
        while (parts[0] == "hold")
        {
            Thread.Sleep(1000);
        }

        while (true)
        {
            Console.WriteLine(store.Load(Load(store.Ledger().Count + 1)).Load);
        }
    }

    /// <summary>Opens a store file, or the store of a Neo4j database, with a short lease.</summary>
    public static IRecordStore Open(string place) => place.StartsWith("http", StringComparison.Ordinal)
        ? Neo4jRecordStore.Open(StoreAddress.Parse(place), false, Path.GetTempPath(), Oracle.RegistrableDomain, null, Impatient)
        : DuckDbRecordStore.Open(place, false, new DuckDbOptions(place + ".scratch", 500, 1), Oracle.RegistrableDomain);
}
