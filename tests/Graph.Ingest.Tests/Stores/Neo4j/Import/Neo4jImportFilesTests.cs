using Graph.Ingest.Csv;
using Graph.Ingest.Stores;
using Graph.Ingest.Stores.Neo4j.Import;
using Graph.Model.Records;
using Graph.Model.Stores;
using Graph.Testing;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Import;

public sealed class Neo4jImportFilesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Files_fit_each_other(ulong seed)
    {
        using var folder = new TempFolder();
        new NastyWorld(seed).WriteTo(folder.At("data"), 60);
        using var store = Loaded(folder, "data");
        var result = Write(store, folder.At("files"));
        var tables = new ImportFolder(folder.At("files")).Tables;
        Assert.All(tables.Values, table => Assert.All(table.Rows, row => Assert.Equal(table.Header.Length, row.Length)));
        var ids = tables.Values.Where(table => table.Group("ID") is not null).ToDictionary(table => table.Group("ID")!, table => table.References("ID").ToHashSet(StringComparer.Ordinal));
        Assert.All(tables.Values.Where(table => table.Group("ID") is not null), table => Assert.Equal(table.Rows.Count, ids[table.Group("ID")!].Count));
        foreach (var table in tables.Values.Where(table => table.Group("START_ID") is not null))
        {
            Assert.All(table.References("START_ID"), end => Assert.Contains(end, ids[table.Group("START_ID")!]));
            Assert.All(table.References("END_ID"), end => Assert.Contains(end, ids[table.Group("END_ID")!]));
        }

        Assert.Equal(Enumerable.Range(1, tables["Party"].Rows.Count).Select(no => $"{no}"), tables["Party"].Column("no"));
        Assert.Equal(Enumerable.Range(1, tables["Site"].Rows.Count).Select(no => $"{no}"), tables["Site"].Column("no"));
        Assert.Equal(tables.Values.Where(IsNodes).Sum(table => table.Rows.Count), result.Nodes);
        Assert.Equal(tables.Values.Where(table => !IsNodes(table)).Sum(table => table.Rows.Count), result.Relationships);
        Assert.Equal(tables.Values.Sum(Properties), result.Properties);
    }

    [Fact]
    public void Every_version_of_every_record_is_there_once()
    {
        using var folder = new TempFolder();
        new NastyWorld(3).WriteTo(folder.At("data"), 60);
        using var store = Loaded(folder, "data");
        _ = Write(store, folder.At("files"));
        var tables = new ImportFolder(folder.At("files")).Tables;
        string[] names = ["PLACED", "SETTLED", "SettlementLine", "Registration", "ListEntry", "Notice", "Declaration", "Verdict", "Work", "Rate", "Action"];
        var totals = store.Totals();
        Assert.All(RecordTypes.All, type => Assert.Equal(totals[(int)type].Versions, tables[names[(int)type]].Rows.Count));
        Assert.All(RecordTypes.All, type => Assert.Equal(totals[(int)type].Versions, tables[names[(int)type]].Column("vid").Distinct().Count()));
        Assert.All(RecordTypes.All, type => Assert.Equal(totals[(int)type].Keys, tables[names[(int)type]].Column("vid").Count(vid => vid!.EndsWith("#1", StringComparison.Ordinal))));
        Assert.All(names, name => Assert.All(tables[name].Column("vid").Zip(tables[name].Column("restated")), row =>
            Assert.True(row.Second is null ? row.First!.EndsWith("#1", StringComparison.Ordinal) : row.First!.StartsWith(row.Second + "#", StringComparison.Ordinal))));
        Assert.Contains(tables["PLACED"].Column("restated"), key => key is not null);
    }

    [Fact]
    public void Versions_count_in_the_order_of_their_rows()
    {
        using var folder = new TempFolder();
        folder.Write("data/works.csv", "work_id,title\nw,first\nw,second\nv|\\,only\nw,first\nw,third\n");
        using var store = Loaded(folder, "data");
        _ = Write(store, folder.At("files"));
        var works = new ImportFolder(folder.At("files")).Tables["Work"];
        Assert.Equal(
            ["v|\\#1 only 4 ", "w#1 first 2 w", "w#2 second 3 w", "w#3 third 6 w"],
            works.Column("vid").Zip(works.Column("title"), works.Column("line")).Zip(works.Column("restated")).Select(w => $"{w.First.First} {w.First.Second} {w.First.Third} {w.Second}"));
    }

    [Fact]
    public void Parties_have_the_roles_of_their_rows_and_their_newest_name()
    {
        using var folder = new TempFolder();
        folder.Write("data/placements.csv", "placement_id,accrual_date,network_id,domain,gross_amount,reseller_id,advertiser_id\np,2026-01-01,n,www.A.x.example,1,r,b\n");
        folder.Write("data/parties.csv", "party_id,kind,name\nn,reseller,Old\nn,reseller,New\nz,account,\n");
        folder.Write("data/lists.csv", "subject,subject_kind,list,authority,valid_from\nl,account,black,o,2026-01-01\n");
        using var store = Loaded(folder, "data");
        _ = Write(store, folder.At("files"));
        var parties = new ImportFolder(folder.At("files")).Tables["Party"];
        Assert.Equal(
            ["b b Party;Advertiser", "l l Party", "n New Party;Network;Reseller", "r r Party;Reseller", "z z Party;Account"],
            parties.Column("key").Zip(parties.Column("name"), parties.Column(":LABEL")).Select(p => $"{p.First} {p.Second} {p.Third}").Order(StringComparer.Ordinal));
        var sites = new ImportFolder(folder.At("files")).Tables["Site"];
        Assert.Equal(["a.x.example x.example", "x.example x.example"], sites.Column("key").Zip(sites.Column("domain")).Select(s => $"{s.First} {s.Second}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_records_give_the_same_bytes_and_gzip_changes_only_the_form()
    {
        using var folder = new TempFolder();
        new NastyWorld(4).WriteTo(folder.At("data"), 40);
        using var store = Loaded(folder, "data");
        using var again = Loaded(folder, "data");
        _ = Write(store, folder.At("first"));
        _ = Write(again, folder.At("second"));
        Assert.Equal(Names(folder.At("first")), Names(folder.At("second")));
        Assert.All(Names(folder.At("first")), name => Assert.Equal(File.ReadAllBytes(folder.At($"first/{name}")), File.ReadAllBytes(folder.At($"second/{name}"))));
        _ = Write(store, folder.At("zipped"), gzip: true);
        Assert.All(new ImportFolder(folder.At("first")).Tables, table => Assert.Equal(table.Value.Rows, new ImportFolder(folder.At("zipped")).Tables[table.Key].Rows));
        Assert.All(Names(folder.At("first")).Concat(Names(folder.At("zipped"))), name => Assert.True(Neo4jImportFiles.Owns(name), name));
        Assert.False(Neo4jImportFiles.Owns("placements.csv"));
    }

    [Fact]
    public void The_script_names_every_file_and_asks_for_line_breaks_only_where_there_are_some()
    {
        using var folder = new TempFolder();
        folder.Write("data/works.csv", "work_id,title\nw,plain\n");
        using var plain = Loaded(folder, "data");
        var result = Write(plain, folder.At("plain"));
        var script = File.ReadAllText(folder.At("plain/import.sh"));
        Assert.DoesNotContain("--multiline-fields", script, StringComparison.Ordinal);
        Assert.EndsWith("  -- \"${1:-neo4j}\"\n", script, StringComparison.Ordinal);
        Assert.All(Names(folder.At("plain")).Where(name => name.EndsWith(".csv", StringComparison.Ordinal)), name => Assert.Contains(name, script, StringComparison.Ordinal));
        Assert.Equal(result.Files.Count, Names(folder.At("plain")).Count(name => name.EndsWith("-header.csv", StringComparison.Ordinal)));
        Assert.Contains($"{result.Nodes} nodes, {result.Relationships} relationships, {result.Properties} properties", result.Guide, StringComparison.Ordinal);
        Assert.Equal(result.Guide, File.ReadAllText(folder.At("plain/README.txt")));

        folder.Write("broken/works.csv", "work_id,title\nw,\"two\nlines\"\n");
        using var broken = Loaded(folder, "broken");
        _ = Write(broken, folder.At("multi"));
        Assert.Contains("--multiline-fields=true", File.ReadAllText(folder.At("multi/import.sh")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_with_another_number_of_loads_is_refused()
    {
        using var folder = new TempFolder();
        using var store = RecordStores.Open("duckdb:" + folder.At("s.duckdb"), readOnly: false, folder.At("spill"));
        Assert.Throws<ArgumentException>(() => Write(store, folder.At("files")));
    }

    private static bool IsNodes(ImportFolder.Table table) => table.Group("START_ID") is null;

    private static long Properties(ImportFolder.Table table)
    {
        var columns = Enumerable.Range(0, table.Header.Length).Where(i => !table.Header[i].StartsWith(':')).ToArray();
        return table.Rows.Sum(row => (long)columns.Count(i => row[i] is not null));
    }

    private static IRecordStore Loaded(TempFolder folder, string data)
    {
        var store = RecordStores.Open("duckdb:" + folder.At($"{Guid.NewGuid():N}.duckdb"), readOnly: false, folder.At("spill"));
        _ = IngestPipeline.Run(DataFolder.List(folder.At(data)), store, new FixedClock(World.Start), null, CancellationToken.None);
        return store;
    }

    private static Neo4jImportResult Write(IRecordStore store, string folder, bool gzip = false)
    {
        Directory.CreateDirectory(folder);
        return Neo4jImportFiles.Write(store, folder, gzip, null, CancellationToken.None);
    }

    private static List<string> Names(string folder) => [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private sealed class FixedClock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
