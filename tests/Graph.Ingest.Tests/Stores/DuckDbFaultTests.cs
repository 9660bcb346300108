using System.Diagnostics;
using System.Globalization;
using Graph.Ingest.Stores;
using Graph.Ingest.Stores.DuckDb;
using Graph.Model.Records;
using Graph.Model.Stores;
using Xunit;

namespace Graph.Ingest.Tests.Stores;

/// <summary>What can be wrong with a store file is said clearly, and nothing is lost.</summary>
public sealed class DuckDbFaultTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("adchain-fault-").FullName;

    private string Store => Path.Combine(folder, "store.duckdb");

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void A_newer_format_is_refused()
    {
        StoreChild.Open(Store).Dispose();
        Sql("UPDATE meta SET format = 2");
        Says("format 2", "newer AdChain");
    }

    [Fact]
    public void Another_database_is_no_store()
    {
        Sql("CREATE TABLE other (x INTEGER)");
        Says("not an AdChain store");
        Sql("CREATE TABLE meta (x INTEGER)");
        Says("not an AdChain store");
    }

    [Fact]
    public void Another_file_is_no_store_and_stays_as_it_is()
    {
        var text = string.Join('\n', Enumerable.Repeat("placement_id,accrual_date,network_id", 1000));
        File.WriteAllText(Store, text);
        Says("not an AdChain store");
        Assert.Equal(text, File.ReadAllText(Store));
    }

    [Fact]
    public void A_missing_folder_a_folder_and_a_missing_file_are_named()
    {
        Assert.Contains("no folder", Fails("duckdb:" + Path.Combine(folder, "no", "store"), false), StringComparison.Ordinal);
        Assert.Contains("is a folder", Fails("duckdb:" + folder, false), StringComparison.Ordinal);
        Assert.Contains("no store", Fails("duckdb:" + Store, true), StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
    }

    [Theory]
    [InlineData("duckdb:", "duckdb:PATH")]
    [InlineData("neo4j://host", "-p:Neo4jDriver=true")]
    [InlineData("bolt+s://host", "-p:Neo4jDriver=true")]
    [InlineData("clickhouse://host:9000/db", "duckdb:PATH")]
    [InlineData("records.duckdb", "duckdb:PATH")]
    [InlineData("", "duckdb:PATH")]
    public void Other_addresses_are_answered_with_what_to_write(string uri, string advice) =>
        Assert.Contains(advice, Fails(uri, false), StringComparison.Ordinal);

    [Fact]
    public void A_store_opens_read_only()
    {
        using (var store = StoreChild.Open(Store))
        {
            store.Load(StoreChild.Load(1));
        }

        using var read = RecordStores.Open("duckdb:" + Store, true, folder);
        Assert.Equal(StoreChild.Fresh, read.Totals()[0].Keys);
        Assert.NotEmpty(read.Read(new AsOfCut(World.Day("2026-01-31"), null, 12), CancellationToken.None).Lanes);
        Assert.Throws<InvalidOperationException>(() => read.BeginLoad(new Graph.Model.RecordNames(), []));
    }

    [Fact]
    public void A_second_opening_in_this_program_is_refused()
    {
        using var store = StoreChild.Open(Store);
        Says("already open");
    }

    [Fact]
    public void A_store_in_use_names_the_process()
    {
        using var child = StoreChild.Start("hold", Store);
        try
        {
            child.StandardOutput.ReadLine();
            Says("in use", child.Id.ToString(CultureInfo.InvariantCulture));
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }

        StoreChild.Open(Store).Dispose();
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.4)]
    [InlineData(0.7)]
    public void A_damaged_file_is_an_error_and_no_wrong_number(double at)
    {
        using (var store = StoreChild.Open(Store))
        {
            store.Load(StoreChild.Load(1));
        }

        var bytes = File.ReadAllBytes(Store);
        bytes.AsSpan((int)(bytes.Length * at), bytes.Length / 5).Fill(0x5A);
        File.WriteAllBytes(Store, bytes);
        var error = Record.Exception(() =>
        {
            using var store = StoreChild.Open(Store);
            var lanes = store.Read(new AsOfCut(World.Day("2026-01-31"), null, 12), CancellationToken.None).Lanes;
            Assert.Equal(StoreChild.Expected(1).Gross, lanes.Sum(l => l.Gross));
        });
        Assert.True(error is null or StoreException, error?.ToString());
    }

    [Fact]
    public void A_truncated_file_is_an_error()
    {
        using (var store = StoreChild.Open(Store))
        {
            store.Load(StoreChild.Load(1));
        }

        using (var file = File.OpenWrite(Store))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Throws<StoreException>(() =>
        {
            using var store = StoreChild.Open(Store);
            store.Read(new AsOfCut(World.Day("2026-01-31"), null, 12), CancellationToken.None);
        });
    }

    [Fact]
    public void A_full_disk_loses_nothing_and_the_next_load_continues()
    {
        var small = Directory.CreateDirectory(Path.Combine(folder, "small")).FullName;
        if (!OperatingSystem.IsLinux() || Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", small) != 0)
        {
            Assert.Skip("A small disk can only be made by root on Linux (mount -t tmpfs).");
        }

        try
        {
            var path = Path.Combine(small, "store.duckdb");
            var loads = 0;
            var error = Assert.Throws<StoreException>(() =>
            {
                using var store = StoreChild.Open(path);
                while (loads < 200)
                {
                    store.Load(StoreChild.Load(loads + 1));
                    loads++;
                }
            });
            Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
            Assert.Equal(0, Run("mount", "-o", "remount,size=64m", small));
            using var again = StoreChild.Open(path);
            Assert.Equal(loads, again.Ledger().Count);
            again.Load(StoreChild.Load(loads + 1));
            var lanes = again.Read(new AsOfCut(World.Day("2026-01-31"), null, 12), CancellationToken.None).Lanes;
            Assert.Equal(StoreChild.Expected(loads + 1), (lanes.Sum(l => l.Placements), lanes.Sum(l => l.Gross)));
        }
        finally
        {
            Run("umount", small);
        }
    }

    private void Says(params string[] words)
    {
        var message = Fails("duckdb:" + Store, false);
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    private string Fails(string uri, bool readOnly) =>
        Assert.Throws<StoreException>(() => RecordStores.Open(uri, readOnly, folder).Dispose()).Message;

    private void Sql(string statement)
    {
        using var database = DuckDbDatabase.Open(Store, false, new DuckDbOptions(folder));
        using var link = database.Connect();
        link.Execute(statement);
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
