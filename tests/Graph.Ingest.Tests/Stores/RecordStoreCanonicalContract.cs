using CsCheck;
using Graph.Ingest.Csv;
using Graph.Model.Records;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Ingest.Tests.Stores;

/// <summary>Canonical texts of rows: the same from the store and from the file, in whatever form the file has them.</summary>
public abstract partial class RecordStoreContract
{
    [Fact]
    public void A_row_has_one_text_whatever_its_file_looks_like()
    {
        using var folder = new TempFolder();
        folder.Write("placements.csv", "\uFEFFDOMAIN;gross_amount;placement_id;network_id;accrual_date;currency;relation;format;recorded_at\r\n\r\n"
            + "https://WWW.One.Example/x;\"1,234.50\"; p1 ;\"n;\"\"1\";2026/1/5;usd;Direct;\"a,b\";2026-01-06T08:00:00+08:00\r\n"
            + "two.example;1;p2;n;20260105;;;;\r\n");
        folder.Write("rates.csv", "currency,valid_from,rate_to_base\nUSD,2026-01-01,7.0\n");
        folder.Write("notices.csv", "notice_id,network_id,subject,type,sent_at,response\nk,n,Two.Example,Self_Inspection_Order,2026-01-05,NONE\n");
        folder.Write("actions.csv", "target_kind,action,cost,efficacy,target_id\nrelationship,cut,1.50,0.5,a > b\n");
        var expected = new Dictionary<(string, long), string>
        {
            [("placements.csv", 3)] = "p1,2026-01-05,\"n;\"\"1\",one.example,8641.5000,,,,DIRECT,,,USD,\"a,b\",,2026-01-06T00:00:00Z",
            [("placements.csv", 4)] = "p2,2026-01-05,n,two.example,1.0000,,,,,,,,,,",
            [("rates.csv", 2)] = "USD,2026-01-01,7,",
            [("notices.csv", 2)] = "k,n,two.example,self_inspection_order,2026-01-04T16:00:00Z,,,,none,,",
            [("actions.csv", 2)] = "relationship,cut,1.5,0.5,a>b,",
        };

        var data = DataFolder.List(folder.FullPath);
        Assert.Equal(expected, CitedRows.Read(data, expected.Keys, CitedRows.Rates(data, CancellationToken.None), CancellationToken.None).ToDictionary());
        using var store = NewStore();
        Ingest(store, folder.FullPath, 1);
        Assert.Equal(expected, FromStore(store, expected.Keys).ToDictionary(t => t.Key, t => t.Value!));
    }

    [Fact]
    public void Every_kept_row_of_a_random_world_reads_the_same_from_store_and_file() => RandomKnowledge.Worlds.Sample(w =>
    {
        using var folder = new TempFolder();
        w.World.WriteTo(folder.FullPath);
        var data = DataFolder.List(folder.FullPath);
        var places = data.Files.SelectMany(f => Enumerable.Range(2, File.ReadAllLines(f.Path).Length - 1).Select(line => (f.Name, (long)line))).Reverse().ToArray();
        var read = CitedRows.Read(data, places, CitedRows.Rates(data, CancellationToken.None), CancellationToken.None);
        using var store = NewStore();
        var entry = Ingest(store, folder.FullPath, 1)!;
        var kept = FromStore(store, places);
        Assert.Equal(places.Length, read.Count);
        Assert.Equal(entry.Files.Sum(f => f.Counts.Accepted + f.Counts.Restated), kept.Count(k => k.Value is not null));
        foreach (var (place, text) in kept)
        {
            Assert.Contains(read[place], text is null ? kept.Where(k => k.Key.File == place.File).Select(k => k.Value) : [text]);
        }
    }, iter: 8, threads: 1);

    [Fact]
    public void What_is_no_row_has_no_text()
    {
        using var folder = new TempFolder();
        folder.Write("verdicts.csv", "network_id,verdict,decided_on\nn,clean,2026-01-01\nn,bad word,2026-01-01\n");
        var data = DataFolder.List(folder.FullPath);
        (string, long)[] places = [("verdicts.csv", 1), ("verdicts.csv", 2), ("verdicts.csv", 3), ("verdicts.csv", 9), ("none.csv", 2)];
        Assert.Equal([("verdicts.csv", 2L)], CitedRows.Read(data, places, CitedRows.Rates(data, CancellationToken.None), CancellationToken.None).Keys);
        using var store = NewStore();
        Ingest(store, folder.FullPath, 1);
        Assert.Equal([null, "n,clean,2026-01-01,,", null, null, null, "n,clean,2026-01-01,,"], store.CanonicalRows(
            [new(0, 1), new(0, 2), new(0, 3), new(0, 9), new(7, 2), new(0, 2)], CancellationToken.None));
        Assert.Empty(store.CanonicalRows([], CancellationToken.None));
    }

    [Fact]
    public void A_file_is_read_no_further_than_its_last_cited_row()
    {
        using var folder = new TempFolder();
        using (var rows = File.CreateText(folder.At("verdicts.csv")))
        {
            rows.Write("network_id,verdict,decided_on\n");
            for (var i = 0; i < 200_000; i++)
            {
                rows.Write($"n{i},clean,2026-01-01\n");
            }
        }

        var data = DataFolder.List(folder.FullPath);
        var read = CitedRows.Read(data, [("verdicts.csv", 2), ("verdicts.csv", 5)], CitedRows.Rates(data, CancellationToken.None), CancellationToken.None);
        Assert.Equal(["n0,clean,2026-01-01,,", "n3,clean,2026-01-01,,"], read.OrderBy(r => r.Key.Line).Select(r => r.Value));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => CitedRows.Read(data, [("verdicts.csv", 2)], CitedRows.Rates(data, CancellationToken.None), cancelled.Token));
    }

    private static Dictionary<(string File, long Line), string?> FromStore(IRecordStore store, IEnumerable<(string File, long Line)> places)
    {
        var asked = places.ToArray();
        var files = store.Ledger().SelectMany(l => l.Files.Select(f => f.File)).ToList();
        var texts = store.CanonicalRows([.. asked.Select(p => new RowOrigin(files.IndexOf(p.File), p.Line))], CancellationToken.None);
        return asked.Zip(texts).ToDictionary(p => p.First, p => p.Second);
    }
}
