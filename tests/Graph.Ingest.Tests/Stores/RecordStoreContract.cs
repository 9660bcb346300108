using CsCheck;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;
using Xunit;

namespace Graph.Ingest.Tests.Stores;

/// <summary>What every store must do. A store's test class inherits it.</summary>
public abstract partial class RecordStoreContract
{
    private readonly World w = new();

    /// <summary>A new, empty store.</summary>
    protected abstract IRecordStore NewStore();

    [Fact]
    public void A_store_without_loads_is_empty()
    {
        using var store = NewStore();
        Assert.Empty(store.Ledger());
        Assert.Null(store.NewestAccrual(null));
        Assert.All(store.Totals(), t => Assert.Equal((0, 0), (t.Keys, t.Versions)));
        Assert.Empty(Read(store, "2026-01-31").Parties);
    }

    [Fact]
    public void A_row_that_equals_a_kept_version_is_a_duplicate()
    {
        using var store = NewStore();
        var row = w.Placement("p1", "2026-01-01", "n1", "x.example", 100, account: "a1");
        Assert.Equal(new RowCounts(2, 1, 1, 0, 0), store.Load(World.Load(1, new TestFile("placements.csv", row, row))).Files[0].Counts);
        Assert.Equal(new RowCounts(1, 0, 1, 0, 0), store.Load(World.Load(2, new TestFile("placements-2.csv", row))).Files[0].Counts);
        Assert.Equal(100, Read(store, "2026-01-31").Lanes.Single().Gross);
        Assert.Equal(new RecordTotal(RecordType.Placements, 1, 1), store.Totals()[0]);
    }

    [Fact]
    public void A_new_content_of_a_key_is_a_restatement_and_the_older_version_stays_for_earlier_dates()
    {
        using var store = NewStore();
        store.Load(World.Load(1, new TestFile("placements.csv", w.Placement("p1", "2026-01-01", "n1", "x.example", 100, account: "a1"))));
        var restated = w.Placement("p1", "2026-01-01", "n1", "x.example", 70, account: "a1", recorded: "2026-01-10T00:00:00Z");
        Assert.Equal(new RowCounts(1, 0, 0, 1, 0), store.Load(World.Load(2, new TestFile("placements.csv", restated))).Files[0].Counts);
        Assert.Equal(100, Read(store, "2026-01-09").Lanes.Single().Gross);
        Assert.Equal(70, Read(store, "2026-01-10").Lanes.Single().Gross);
        Assert.Equal(100, Read(store, "2026-01-10", knownAt: 1).Lanes.Single().Gross);
        Assert.Equal(new RecordTotal(RecordType.Placements, 1, 2), store.Totals()[0]);
    }

    [Fact]
    public void Back_to_an_older_content_needs_recorded_at()
    {
        using var store = NewStore();
        IRecord Version(long gross, string? recorded = null) => w.Placement("p1", "2026-01-01", "n1", "x.example", gross, account: "a1", recorded: recorded);
        store.Load(World.Load(1, new TestFile("placements.csv", Version(1), Version(2))));
        Assert.Equal(new RowCounts(1, 0, 1, 0, 0), store.Load(World.Load(2, new TestFile("placements.csv", Version(1)))).Files[0].Counts);
        Assert.Equal(2, Read(store, "2026-01-31").Lanes.Single().Gross);
        var back = Version(1, "2026-01-20T00:00:00Z");
        Assert.Equal(new RowCounts(1, 0, 0, 1, 0), store.Load(World.Load(3, new TestFile("placements.csv", back))).Files[0].Counts);
        Assert.Equal(1, Read(store, "2026-01-31").Lanes.Single().Gross);
    }

    [Fact]
    public void A_restatement_that_moves_the_date_beyond_t_hides_the_key()
    {
        using var store = NewStore();
        store.Load(World.Load(1, new TestFile("placements.csv",
            w.Placement("p1", "2026-01-01", "n1", "x.example", 100, account: "a1"),
            w.Placement("p1", "2026-01-20", "n1", "x.example", 100, account: "a1", recorded: "2026-01-05T00:00:00Z"))));
        Assert.Single(Read(store, "2026-01-04").Lanes);
        Assert.Empty(Read(store, "2026-01-05").Lanes);
        Assert.Single(Read(store, "2026-01-20").Lanes);
        Assert.Equal(World.Day("2026-01-20"), store.NewestAccrual(null));
    }

    [Fact]
    public void The_day_of_recorded_at_ends_at_midnight_in_UTC_plus_8()
    {
        using var store = NewStore();
        store.Load(World.Load(1, new TestFile("placements.csv",
            w.Placement("p1", "2026-01-01", "n1", "x.example", 1, account: "a1", recorded: "2026-01-05T15:59:59Z"),
            w.Placement("p2", "2026-01-01", "n1", "x.example", 2, account: "a1", recorded: "2026-01-05T16:00:00Z"))));
        Assert.Equal(1, Read(store, "2026-01-05").Lanes.Single().Gross);
        Assert.Equal(3, Read(store, "2026-01-06").Lanes.Single().Gross);
    }

    [Fact]
    public void Payments_count_by_status_and_sign()
    {
        using var store = NewStore();
        store.Load(World.Load(1, new TestFile("settlements.csv",
            w.Settlement("s1", "n1", "a1", "2026-01-02", 100),
            w.Settlement("s2", "n1", "a1", "2026-01-02", 50, SettlementStatus.Held),
            w.Settlement("s3", "n1", "a1", "2026-01-02", 20, SettlementStatus.Reversed),
            w.Settlement("s4", "n1", "a1", "2026-01-02", -7, SettlementStatus.Reversed),
            w.Settlement("s5", "n1", "a1", "2026-01-02", -3, SettlementStatus.Released),
            w.Settlement("s6", "n1", "a1", "2026-01-02", 0),
            w.Settlement("s7", "n2", "a1", "2026-01-02", 0))));
        var read = Read(store, "2026-01-31");
        Assert.Equal(new PaymentSum(1, 2, World.Day("2026-01-02"), 90, 50, 20, 5) with { Payer = Index(read, "n1"), Payee = Index(read, "a1") }, read.Payments.Single());
        Assert.Equal(["a1", "n1", "n2"], read.Parties.Select(p => p.Id));
        Assert.Equal(PartyKind.Advertiser, read.Parties[1].Kind);
        Assert.Equal(PartyKind.Account, read.Parties[0].Kind);
    }

    [Fact]
    public void A_host_that_a_list_names_becomes_a_site_of_its_own_and_its_account_with_it()
    {
        using var store = NewStore();
        store.Load(World.Load(1, new TestFile("placements.csv",
            w.Placement("p1", "2026-01-01", "n1", "a.deep.x.example", 1), w.Placement("p2", "2026-01-01", "n1", "x.example", 2))));
        store.Load(World.Load(2, new TestFile("lists.csv", World.Listed("deep.x.example", "2026-01-10"))));
        var before = Read(store, "2026-01-09");
        Assert.Equal(["x.example"], before.Sites);
        Assert.Equal(["n1", "site:x.example"], before.Parties.Select(p => p.Id));
        var after = Read(store, "2026-01-10");
        Assert.Equal(["deep.x.example", "x.example"], after.Sites);
        Assert.Equal(["n1", "site:deep.x.example", "site:x.example"], after.Parties.Select(p => p.Id));
        Assert.Equal([new LaneSum(0, -1, 1, 0, 1, 1), new LaneSum(0, -1, 2, 1, 2, 1)], after.Lanes);
        Assert.Equal(0, after.ListSites.Single());
    }

    [Theory]
    [InlineData(null, "a1", "n1 - a1")]
    [InlineData("r1", "a1", "n1 r1 a1")]
    [InlineData("n1", "a1", "n1 - a1")]
    [InlineData("a1", "a1", "n1 - a1")]
    [InlineData(null, "n1", "n1 - -")]
    [InlineData("n1", "n1", "n1 - -")]
    [InlineData("r1", "n1", "n1 r1 n1")]
    [InlineData(null, null, "n1 - site:x.example")]
    [InlineData("site:x.example", null, "n1 - site:x.example")]
    public void A_party_that_stands_twice_in_a_row_stands_once(string? reseller, string? account, string chain)
    {
        using var store = NewStore();
        store.Load(World.Load(1, new TestFile("placements.csv", w.Placement("p1", "2026-01-01", "n1", "x.example", 5, reseller, account))));
        var read = Read(store, "2026-01-31");
        string Id(int p) => p < 0 ? "-" : read.Parties[p].Id;
        var lane = read.Lanes.Single();
        Assert.Equal(chain, $"{Id(lane.Network)} {Id(lane.Reseller)} {Id(lane.Account)}");
    }

    [Fact]
    public void Lanes_of_all_dates_are_read_for_payees_that_a_payer_pays_without_a_lane_in_the_window()
    {
        using var store = NewStore();
        store.Load(World.Load(1,
            new TestFile("placements.csv", w.Placement("p1", "2025-06-01", "n1", "x.example", 5, account: "a1"),
                w.Placement("p2", "2026-01-01", "n2", "y.example", 7, account: "a1"), w.Placement("p3", "2026-01-01", "n2", "y.example", 7, account: "a2")),
            new TestFile("settlements.csv", w.Settlement("s1", "n1", "a1", "2026-01-02", 3), w.Settlement("s2", "n2", "a2", "2026-01-02", 3))));
        var read = Read(store, "2026-01-31");
        Assert.Equal([5, 7], read.LanesToDate.Select(l => l.Gross));
        Assert.Equal(["x.example", "y.example"], read.Sites);
    }

    [Fact]
    public void Lines_count_as_their_settlement_and_dangling_ones_are_named()
    {
        using var store = NewStore();
        store.Load(World.Load(1,
            new TestFile("placements.csv", w.Placement("p1", "2026-01-01", "n1", "x.example", 5, account: "a1")),
            new TestFile("settlements.csv", w.Settlement("s1", "n1", "a1", "2026-01-02", 3), w.Settlement("s2", "n1", "a1", "2026-01-02", 9, SettlementStatus.Held),
                w.Settlement("s3", "n1", "a1", "2026-02-02", 9)),
            new TestFile("settlement_lines.csv", World.Line("s1", "p1", 2), World.Line("s2", "p1", 9), World.Line("s1", "p9", 1), World.Line("s9", "p1", 1), World.Line("s3", "p1", 4))));
        var read = Read(store, "2026-01-31");
        Assert.Equal(2, read.Lines.Single().Amount);
        Assert.Equal(["settlement_lines.placement_id 1", "settlement_lines.settlement_id 1"], read.Dangling.Select(d => $"{d.Key} {d.Value}"));
    }

    [Fact]
    public void The_ledger_tells_what_each_load_took_in()
    {
        using var store = NewStore();
        var names = new RecordNames();
        using (var load = store.BeginLoad(names, ["placements.csv", "works.csv"]))
        {
            load.AppendRejects(0, [new RejectedRow("placements.csv", 7, "domain", "not a host", "a,b\0\n\"c\""), new RejectedRow("placements.csv", 3, "", "5 fields, expected 6", "雪")]);
            load.Commit(World.Start, [
                new LoadedFile("placements.csv", "ab", RecordType.Placements, "gb18030", new RowCounts(2, 0, 0, 0, 2), ["colour", "a,\"b"], null, "ff"),
                new LoadedFile("works.csv", "cd", RecordType.Works, "utf-8", default, [], "no header", "")], CancellationToken.None);
        }

        var entry = store.Ledger().Single();
        Assert.Equal((1, World.Start), (entry.Load, entry.LoadedAt));
        Assert.Equal(("gb18030", "ab", "ff", 2L), (entry.Files[0].Encoding, entry.Files[0].Sha256, entry.Files[0].RatesSha256, entry.Files[0].Counts.Rejected));
        Assert.Equal(["colour", "a,\"b"], entry.Files[0].UnknownColumns);
        Assert.Equal("no header", entry.Files[1].Refused);
        var rejects = store.Rejects(1, "placements.csv").ToList();
        Assert.Equal([3L, 7L], rejects.Select(r => r.Line));
        Assert.Equal(["雪", "a,b\0\n\"c\""], rejects.Select(r => r.Raw));
        Assert.Empty(store.Rejects(1, "works.csv"));
        Assert.Empty(store.Rejects(2, "placements.csv"));
    }

    [Fact]
    public void A_refused_file_leaves_nothing_and_the_others_stay()
    {
        using var store = NewStore();
        var names = new RecordNames();
        using (var load = store.BeginLoad(names, ["placements-a.csv", "placements-b.csv"]))
        {
            Placement Row(string id, int file) => (Placement)Loading.Bound(w.Placement(id, "2026-01-01", "n1", "x.example", 5), new RowOrigin(file, 2), names);
            load.Append<Placement>([Row("p1", 0), Row("p2", 1)]);
            load.AppendRejects(1, [new RejectedRow("placements-b.csv", 3, "", "x", "y")]);
            load.Refuse(1);
            var entry = load.Commit(World.Start, [
                new LoadedFile("placements-a.csv", "ab", RecordType.Placements, "utf-8", new RowCounts(1, 0, 0, 0, 0), [], null, ""),
                new LoadedFile("placements-b.csv", "cd", RecordType.Placements, "utf-8", default, [], "broken", "")], CancellationToken.None);
            Assert.Equal([1L, 0L], entry.Files.Select(f => f.Counts.Accepted));
        }

        Assert.Equal(5, Read(store, "2026-01-31").Lanes.Single().Gross);
        Assert.Empty(store.Rejects(1, "placements-b.csv"));
    }

    [Fact]
    public void A_load_that_is_not_committed_leaves_nothing()
    {
        using var store = NewStore();
        var names = new RecordNames();
        using (var load = store.BeginLoad(names, ["placements.csv"]))
        {
            load.Append<Placement>([(Placement)Loading.Bound(w.Placement("p1", "2026-01-01", "n1", "x.example", 5), new RowOrigin(0, 2), names)]);
            Assert.Empty(Read(store, "2026-01-31").Lanes);
        }

        Assert.Empty(store.Ledger());
        Assert.Empty(Read(store, "2026-01-31").Parties);
        Assert.Equal(1, store.Load(World.Load(1, new TestFile("placements.csv", w.Placement("p1", "2026-01-01", "n1", "x.example", 5)))).Load);
    }

    [Fact]
    public void A_cancelled_commit_leaves_the_store_as_before()
    {
        using var store = NewStore();
        var names = new RecordNames();
        using (var load = store.BeginLoad(names, ["placements.csv"]))
        {
            load.Append<Placement>([(Placement)Loading.Bound(w.Placement("p1", "2026-01-01", "n1", "x.example", 5), new RowOrigin(0, 2), names)]);
            Assert.ThrowsAny<OperationCanceledException>(() => load.Commit(World.Start,
                [new LoadedFile("placements.csv", "ab", RecordType.Placements, "utf-8", new RowCounts(1, 0, 0, 0, 0), [], null, "")], new CancellationToken(true)));
        }

        Assert.Empty(store.Ledger());
    }

    [Fact]
    public void Rates_are_exact_and_the_newest_version_holds()
    {
        using var store = NewStore();
        store.Load(World.Load(1, new TestFile("rates.csv", new Rate(default, null, "USD", World.Day("2026-01-01"), 7.1m), new Rate(default, null, "USD", World.Day("2026-01-01"), 7.10m),
            new Rate(default, null, "EUR", World.Day("2026-01-01"), 7.1234567891m))));
        var entry = store.Load(World.Load(2, new TestFile("rates.csv", new Rate(default, null, "USD", World.Day("2026-01-01"), 7.2m))));
        Assert.Equal(1, entry.Files[0].Counts.Restated);
        Assert.Equal(["EUR 7.1234567891", "USD 7.2"], store.Rates().Select(r => FormattableString.Invariant($"{r.Currency} {r.RateToBase}")));
        Assert.Equal(3, store.RateVersions().Count);
    }

    [Fact]
    public void A_sum_beyond_64_bits_is_an_error_and_no_wrong_number()
    {
        using var store = NewStore();
        store.Load(World.Load(1, new TestFile("placements.csv",
            w.Placement("p1", "2026-01-01", "n1", "x.example", long.MaxValue), w.Placement("p2", "2026-01-01", "n1", "x.example", long.MaxValue))));
        Assert.Contains("64 bits", Assert.Throws<StoreException>(() => Read(store, "2026-01-31")).Message, StringComparison.Ordinal);
    }

    /// <summary>Same rows in, same answer out as the model in lists, whatever the split into loads and files; loading all of it
    /// a second time under other names changes nothing.</summary>
    [Fact]
    public void Any_loads_read_as_the_model_says() => Gen.Select(RandomLoads.Loads, RandomLoads.Cut, RandomLoads.Cut).Sample((loads, first, second) =>
    {
        using var store = NewStore();
        var oracle = new Oracle();
        foreach (var load in loads)
        {
            Assert.Equal(oracle.Load(load), store.Load(load).Files.Select(f => f.Counts));
        }

        foreach (var cut in new[] { first, second })
        {
            Assert.Equal(Dump.Of(oracle.Read(cut)), Dump.Of(store.Read(cut, CancellationToken.None)));
            Assert.Equal(oracle.NewestAccrual(cut.KnownAt), store.NewestAccrual(cut.KnownAt));
        }

        var before = Dump.Of(store.Read(first with { KnownAt = null }, CancellationToken.None));
        foreach (var load in loads)
        {
            var again = store.Load(new TestLoad(load.At.AddDays(1), [.. load.Files.Select(f => f with { Name = f.Name.Replace(".csv", "-again.csv", StringComparison.Ordinal) })]));
            Assert.All(again.Files, f => Assert.Equal((0, 0), (f.Counts.Accepted, f.Counts.Restated)));
        }

        Assert.Equal(before, Dump.Of(store.Read(first with { KnownAt = null }, CancellationToken.None)));
    }, iter: 25, threads: 1);

    private static int Index(MoneyRecords read, string id) => read.Parties.Select(p => p.Id).ToList().IndexOf(id);

    private static MoneyRecords Read(IRecordStore store, string asOf, int? knownAt = null) => store.Read(
        new AsOfCut(World.Day(asOf), knownAt is { } load ? World.Start.AddHours(load) : null, AsOfCut.DefaultWindowWeeks), CancellationToken.None);
}
