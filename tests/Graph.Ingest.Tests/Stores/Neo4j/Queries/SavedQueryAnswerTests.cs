using System.Globalization;
using System.Security.Cryptography;
using Graph.Ingest.Csv;
using Graph.Ingest.Normalization;
using Graph.Ingest.Stores.DuckDb;
using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Findings;
using Graph.Ingest.Stores.Neo4j.Queries;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Ingest.Tests.Stores.Neo4j.Findings;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Queries;

/// <summary>Every saved query against the real server, on <see cref="FilmsWorld"/>: the answers were worked out on paper, or come from the embedded store.</summary>
public sealed class SavedQueryAnswerTests : IDisposable
{
    private const string From = "2026-08-10";
    private const string Until = "2026-11-01";
    private readonly TempFolder folder = new();
    private readonly Neo4jServer server = Neo4jServer.Require();
    private readonly string data;
    private readonly IQueryRunner runner;

    public SavedQueryAnswerTests()
    {
        data = FilmsWorld.Write(folder);
        using (var store = Neo4jRecordStore.Open(StoreAddress.Parse(server.Uri), readOnly: false, folder.At("scratch"), Registrable))
        {
            IngestPipeline.Run(DataFolder.List(data), store, TimeProvider.System, null, CancellationToken.None);
        }

        runner = QueryRunners.Open(StoreAddress.Parse(server.Uri), RunnerOptions.Default, default);
    }

    [Fact]
    public void Paths_to_a_site_are_those_of_the_embedded_store()
    {
        // The mirror is listed on its own, so it is no part of the site; p8 was restated after the day, p9 lies after it.
        Assert.Equal(
            [
                "goes-on||acct-1|films.example|400.2500|2|20260823|20261004",
                "net-b|res-1|acct-1|cdn.films.example|100.5000|1|20261005|20261005",
                "net-b||acct-1|films.example|60.0000|1|20261026|20261026",
            ],
            Ask("money-paths", ("site", "films.example"), ("from", From), ("until", Until)));
        Assert.Equal(
            ["net-b||site:mirror.films.example|mirror.films.example|25.0000|1|20261012|20261012"],
            Ask("money-paths", ("site", "mirror.films.example"), ("from", From), ("until", Until)));
        foreach (var site in new[] { "films.example", "mirror.films.example", "shop.example" })
        {
            var paths = Ask("money-paths", ("site", site), ("from", From), ("until", Until)).Select(row => row.Split('|'));
            Assert.Equal(
                Lanes(site), paths.GroupBy(p => $"{p[0]}|{p[1]}|{p[2]}").Select(g => $"{g.Key}|{new Money(g.Sum(p => Units(p[4])))}").Order(StringComparer.Ordinal));
        }

        // With the day the answer changes as the records do: the restated row counts 80 from 5 November on.
        Assert.Contains("net-b||acct-1|films.example|80.0000|1|20261026|20261026", Ask("money-paths", ("site", "films.example"), ("from", From), ("until", "2026-11-05")));
    }

    [Fact]
    public void Who_still_pays_an_account_after_its_notice()
    {
        // The first notice on the account reached somebody on 1 July (UTC+8); s1 came before. Of res-1's payments 280 came before its own notice.
        Assert.Equal(
            [
                "res-1|20261027|274.7500|-5.2500|3|20261101|settlements.csv:5,settlements.csv:7,settlements.csv:8",
                "goes-on|20260701|800.0000|800.0000|1|20260915|settlements.csv:3",
                "net-b||0.0000|0.0000|1|20261030|settlements.csv:6",
            ],
            Ask("still-pays", ("account", "acct-1"), ("until", Until)));
        Assert.Empty(Ask("still-pays", ("account", "acct-1"), ("until", "2026-06-30")));
        Assert.Empty(Ask("still-pays", ("account", "acct-2"), ("until", Until)));
    }

    [Fact]
    public void Networks_by_what_they_placed_on_listed_sites()
    {
        Assert.Equal(
            ["goes-on|Goes On Ads|400.2500|1|2||", "net-b|B Media|185.5000|2|3||"],
            Ask("top-networks", ("from", From), ("until", Until), ("most", "10")));
        Assert.Single(Ask("top-networks", ("from", From), ("until", Until), ("most", "1")));
        Write(Run(22, SmallGraph.Score(1, "net-b", "K2", 1_234_567)));
        Assert.Equal("net-b|B Media|185.5000|2|3|K2|123.4567", Ask("top-networks", ("from", From), ("until", Until), ("most", "10"))[1]);
    }

    [Fact]
    public void What_a_network_was_told_in_order_of_time()
    {
        Assert.Equal(
            [
                "2026-05-28T16:00:00.0000000Z|notice sent|notice|films.example|k1#1|notices.csv:2",
                "2026-05-30T16:00:00.0000000Z|notice delivered|notice|films.example|k1#1|notices.csv:2",
                "2026-06-09T16:00:00.0000000Z|notice responded|removed|films.example|k1#1|notices.csv:2",
                "2026-06-20T02:00:00.0000000Z|notice sent|warning|acct-1|k2#1|notices.csv:3",
                "2026-06-30|declared for the period to this day|removed||d1#1|declarations.csv:2",
                "2026-07-01T15:30:00.0000000Z|notice delivered|warning|acct-1|k2#1|notices.csv:3",
            ],
            Ask("told-when", ("network", "goes-on"), ("until", Until)));

        // k4 was delivered after the day.
        Assert.Equal(
            [
                "2026-09-01|listed|black by office||net-b|network|black|office|20260901#1|lists.csv:6",
                "2026-09-30T16:00:00.0000000Z|notice sent|interview||k4#1|notices.csv:5",
                "2026-10-30|verdict|negligent by court||net-b|20261030|court#1|verdicts.csv:2",
            ],
            Ask("told-when", ("network", "net-b"), ("until", Until)));
    }

    [Fact]
    public void Accounts_of_several_sites_and_resellers_of_listed_ones()
    {
        Assert.Equal(["acct-1|One Ltd|2|1|films.example|2|960.7500|560.7500"], Ask("shared-accounts", ("from", From), ("until", Until), ("least", "2")));
        Assert.Empty(Ask("shared-accounts", ("from", From), ("until", Until), ("least", "3")));
        Assert.Equal(["res-1|res-1|1|100.5000|net-b|1|20261005|20261005"], Ask("resellers-of-listed", ("from", From), ("until", Until)));
    }

    [Fact]
    public void Rows_behind_an_edge_can_be_looked_up_in_their_files()
    {
        var rows = Ask("edge-rows", ("payer", "net-b"), ("payee", "acct-1"), ("from", From), ("until", Until));
        Assert.Equal(
            [
                $"payment|s5|20261030|60.0000|held|settlements.csv|6|{Sha256("settlements.csv")}",
                $"placement|p8|20261026|60.0000||placements.csv|9|{Sha256("placements.csv")}",
            ],
            rows);
        Assert.StartsWith("s5,net-b,acct-1,2026-10-30,60,held", File.ReadAllLines(Path.Combine(data, "settlements.csv"))[5], StringComparison.Ordinal);
        Assert.Equal(["placement|p4", "placement|p6"], Ask("edge-rows", ("payer", "res-1"), ("payee", "acct-1"), ("from", "2026-10-01"), ("until", "2026-10-24")).Select(Start));
        Assert.Equal(["placement|p5"], Ask("edge-rows", ("payer", "net-b"), ("payee", "site:mirror.films.example"), ("from", From), ("until", Until)).Select(Start));
        Assert.Equal(
            ["placement|p3", "placement|p8"],
            Ask("edge-rows", ("payer", "acct-1"), ("payee", "films.example"), ("from", "2026-10-01"), ("until", "2026-11-05")).Select(Start));
    }

    [Fact]
    public void Evidence_of_a_judgement()
    {
        var files = Ledger();
        CitedRow Row(string file, long line) => new(new RowOrigin(files.IndexOf(file), line), file);
        var run = Run(22, SmallGraph.Score(1, "goes-on", "K3", 1)) with
        {
            Findings = [SmallGraph.Finding(1, "goes-on", Row("notices.csv", 2), Row("placements.csv", 3)), SmallGraph.Finding(2, "goes-on", Row("lists.csv", 2)) with { Weight = 0.9 }],
        };
        Write(run);
        string[] expected =
        [
            $"{run.MakeId()}|K3|S1|0.9|It went on “as before”; \\ 'n' so on.|-1.2345|20261031|ratio >= 0.2|slow_process does not hold: no,other_owner holds: yes|lists.csv:2|{new string('b', 64)}",
            $"{run.MakeId()}|K3|S1|0.75|It went on “as before”; \\ 'n' so on.|-1.2345|20261031|ratio >= 0.2|slow_process does not hold: no,other_owner holds: yes|notices.csv:2,placements.csv:3|{new string('b', 64)}",
        ];
        Assert.Equal(expected, Ask("evidence", ("party", "goes-on")));
        Write(Run(29, SmallGraph.Score(1, "goes-on", "K0", 0)));
        Assert.Empty(Ask("evidence", ("party", "goes-on")));
        Assert.Equal(expected, Ask("evidence", ("party", "goes-on"), ("run", run.MakeId())));
    }

    [Fact]
    public void Changes_between_two_runs_are_those_of_the_comparison()
    {
        var before = Run(15, SmallGraph.Score(1, "goes-on", "K1", 110_000, 0.25), SmallGraph.Score(2, "res-1", "K0", 5), SmallGraph.Score(3, "net-b", "K2", 70_000));
        var after = Run(22, SmallGraph.Score(1, "goes-on", "K3", 190_001, 0.75), SmallGraph.Score(2, "res-1", "K0", 5));
        Write(before);
        Write(after);
        Assert.Equal(
            ["goes-on|K1|K3|clear|lead|0.25|0.75|11.0000|19.0001", "net-b|K2||clear||||7.0000|"],
            Ask("run-changes", ("before", before.MakeId()), ("after", after.MakeId())));
        using IFindingsStore store = new Neo4jFindingsStore(QueryRunners.Open(StoreAddress.Parse(server.Uri), RunnerOptions.Default, default));
        Assert.Equal(["goes-on", "net-b"], store.Compare(before.MakeId(), after.MakeId(), default).Scores.Select(s => s.Party));
        Assert.Empty(Ask("run-changes", ("before", before.MakeId()), ("after", before.MakeId())));
    }

    [Fact]
    public void Targets_with_what_they_cut_off()
    {
        var run = Run(1) with
        {
            Scores = null,
            WindowFrom = new DateOnly(2026, 8, 10),
            Targets =
            [
                SmallGraph.Target(1, "account", "acct-1"), SmallGraph.Target(2, "relationship", "net-b", "res-1"), SmallGraph.Target(3, "network", "net-b"),
                SmallGraph.Target(4, "account", "site:mirror.films.example"), SmallGraph.Target(5, "account", "acct-2"),
            ],
        };
        Write(run);
        Assert.Equal(
            [
                "1|account|acct-1|cut|1.5|0.1000|0.0900|0.5|1|films.example|2",
                "2|relationship|net-b>res-1|cut|1.5|0.0500|0.0900|0.5|1|films.example|1",
                "3|network|net-b|cut|1.5|0.0333|0.0900|0.5|2|films.example,mirror.films.example|1",
                "4|account|site:mirror.films.example|cut|1.5|0.0250|0.0900|0.5|1|mirror.films.example|1",
                "5|account|acct-2|cut|1.5|0.0200|0.0900|0.5|0||0",
            ],
            Ask("targets").Select(row => row[(row.IndexOf('|', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public void Pictures_have_something_to_draw()
    {
        var run = Run(22, SmallGraph.Score(1, "goes-on", "K3", 1)) with { Findings = [SmallGraph.Finding(1, "goes-on")], Targets = [SmallGraph.Target(1, "account", "acct-1")] };
        Write(run);
        var pictures = SavedQueries.All.Where(q => q.Text.Split(";\n").Length > 2).ToList();
        Assert.Equal(["evidence", "money-paths", "targets"], pictures.Select(q => q.Name));
        Assert.All(pictures, q => Assert.NotEmpty(server.Client.Rows(
            q.Text.Split(";\n")[1], new { site = "films.example", from = 20260810, until = 20261101, party = "goes-on", run = "" })));
    }

    public void Dispose()
    {
        runner.Dispose();
        server.Dispose();
        folder.Dispose();
    }

    private static PublishedRun Run(int day, params PublishedScore[] scores) => SmallGraph.Run(day, scores);

    private static string Start(string row) => string.Join('|', row.Split('|').Take(2));

    private static string Registrable(string host) => PublicSuffixList.Embedded.RegistrableDomain(host);

    private static long Units(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * Money.UnitsPerYuan);

    private string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(data, file))));

    private List<string> Ledger() => [.. Directory.GetFiles(data).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private void Write(PublishedRun run)
    {
        using IFindingsStore store = new Neo4jFindingsStore(QueryRunners.Open(StoreAddress.Parse(server.Uri), RunnerOptions.Default, default));
        Assert.True(store.Write(run, default));
    }

    private string[] Ask(string name, params (string Name, string Value)[] values)
    {
        var query = SavedQueries.All.Single(q => q.Name == name);
        var given = query.Values(values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal));
        return [.. SavedQueries.Ask(runner, query, given, default).Select(row => string.Join('|', row.Select(Cell)))];
    }

    private static string Cell(object? value) => value is IReadOnlyList<string> texts ? string.Join(',', texts) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>What the embedded store says of a site's lanes in the same window.</summary>
    private IEnumerable<string> Lanes(string site)
    {
        using var store = DuckDbRecordStore.Open(folder.At($"{site}.duckdb"), readOnly: false, new DuckDbOptions(folder.At("duck")), Registrable);
        IngestPipeline.Run(DataFolder.List(data), store, TimeProvider.System, null, CancellationToken.None);
        var money = store.Read(new AsOfCut(new DateOnly(2026, 11, 1), null, 12), CancellationToken.None);
        string Id(int party) => party < 0 ? "" : money.Parties[party].Id;
        return [.. money.Lanes.Where(l => money.Sites[l.Site] == site)
            .Select(l => $"{Id(l.Network)}|{Id(l.Reseller)}|{Id(l.Account)}|{new Money(l.Gross)}").Order(StringComparer.Ordinal)];
    }
}
