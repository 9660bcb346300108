using Graph.Ingest.Csv;
using Graph.Ingest.Tests.Stores;
using Graph.Model.Records;
using Graph.Model.Stores;
using Xunit;

namespace Graph.Ingest.Tests;

public sealed class IngestPipelineTests : IDisposable
{
    private const string Header = "placement_id,accrual_date,network_id,domain,gross_amount,currency\n";

    private readonly string folder = Directory.CreateTempSubdirectory("adchain-pipeline-").FullName;
    private readonly IRecordStore store;

    public IngestPipelineTests()
    {
        Directory.CreateDirectory(Data);
        store = StoreChild.Open(Path.Combine(folder, "store.duckdb"));
    }

    private string Data => Path.Combine(folder, "data");

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, true);
    }

    [Fact]
    public void The_same_files_again_are_left_alone_and_told_as_before()
    {
        Write("placements.csv", Header + "p1,2026-01-01,n1,x.example,1.5,\np2,2026-01-01,n1,x.example,bad,\n");
        Write("notes.txt", "left alone");
        var first = Run();
        Assert.Equal(new RowCounts(2, 1, 0, 0, 1), first.Files.Single().File.Counts);
        Assert.Equal(["notes.txt"], first.Unmatched);
        Assert.Equal(1, first.Load!.Load);
        var second = Run();
        Assert.Null(second.Load);
        Assert.True(second.Files.Single().AlreadyLoaded);
        Assert.Equal(first.Files.Single().File.Counts, second.Files.Single().File.Counts);
        Assert.Equal(3, store.Rejects(1, "placements.csv").Single().Line);
    }

    [Fact]
    public void The_same_content_under_another_name_is_read_and_is_duplicate()
    {
        Write("placements.csv", Header + "p1,2026-01-01,n1,x.example,1.5,\n");
        Run();
        Write("placements-copy.csv", Header + "p1,2026-01-01,n1,x.example,1.50,\n");
        var second = Run();
        Assert.Equal([true, false], second.Files.OrderByDescending(f => f.AlreadyLoaded).Select(f => f.AlreadyLoaded));
        Assert.Equal(new RowCounts(1, 0, 1, 0, 0), second.Files.Single(f => !f.AlreadyLoaded).File.Counts);
    }

    [Fact]
    public void A_refused_file_does_not_stop_the_others_and_is_tried_again()
    {
        Write("placements-a.csv", Header + "p1,2026-01-01,n1,x.example,1.5,\n");
        Write("placements-b.csv", "nonsense\n1\n");
        var first = Run();
        Assert.Equal([1, 0], first.Files.Select(f => f.Load));
        Assert.NotNull(first.Files[1].File.Refused);
        var second = Run();
        Assert.Null(second.Load);
        Assert.NotNull(second.Files[1].File.Refused);
        Assert.Equal([true, false], second.Files.Select(f => f.AlreadyLoaded));
    }

    [Fact]
    public void Rates_of_the_load_convert_its_rows_and_other_rates_read_the_file_again()
    {
        Write("placements.csv", Header + "p1,2026-01-02,n1,x.example,10,USD\n");
        Write("rates.csv", "currency,valid_from,rate_to_base\nUSD,2026-01-01,7\n");
        Run();
        Assert.Equal(700_000, Gross());
        Write("rates-2.csv", "currency,valid_from,rate_to_base\nUSD,2026-01-01,7.5\n");
        var second = Run();
        Assert.Equal(1, second.Files.Single(f => f.File.File == "placements.csv").File.Counts.Restated);
        Assert.Equal(750_000, Gross());
        var third = Run();
        Assert.Null(third.Load);
        // A row that repeats an older version of the rate changes nothing, so the placements are not read again.
        Write("rates-3.csv", "currency,valid_from,rate_to_base\nUSD,2026-01-01,7.00\n");
        Assert.Equal(["rates-3.csv"], Run().Load!.Files.Select(f => f.File));
        Assert.Equal(750_000, Gross());
    }

    [Fact]
    public void A_cancelled_load_leaves_the_store_as_before()
    {
        Write("placements.csv", Header + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"p{i},2026-01-01,n1,x.example,1.5,\n")));
        using var cancel = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => IngestPipeline.Run(DataFolder.List(Data), store, TimeProvider.System,
            p => { if (p.Rows > 10_000) { cancel.Cancel(); } }, cancel.Token));
        Assert.Empty(store.Ledger());
        Assert.Equal(50_000, Run().Files.Single().File.Counts.Accepted);
    }

    private long Gross() => store.Read(new AsOfCut(World.Day("2026-01-31"), null, 12), CancellationToken.None).Lanes.Single().Gross;

    private IngestResult Run() => IngestPipeline.Run(DataFolder.List(Data), store, TimeProvider.System, null, CancellationToken.None);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Data, name), text);
}
