using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;
using Graph.Testing.Neo4j;

namespace Graph.Ingest.Tests.Stores.Neo4j.Findings;

/// <summary>Two networks, a reseller, an account, a site; one placement, one payment, one notice; and runs that speak of them.</summary>
internal static class SmallGraph
{
    public static readonly CitedRow PlacementRow = new(new RowOrigin(2, 2), "placements.csv");
    public static readonly CitedRow PaymentRow = new(new RowOrigin(3, 2), "settlements.csv");
    public static readonly CitedRow NoticeRow = new(new RowOrigin(1, 2), "notices.csv");

    public static void Make(Neo4jClient client)
    {
        client.Rows("""
            CREATE (a:Party:Network {key: 'net-a', name: 'A Media', aNote: 'ask the tax office', aClass: 'watch', risk: 7})
            CREATE (:Party:Network {key: 'net-b', name: 'net-b'})
            CREATE (:Party:Reseller {key: 'res>1', name: 'res>1'})
            CREATE (c:Party:Account {key: 'acc-1', name: 'acc-1'})
            CREATE (s:Site {key: 'films.example', domain: 'films.example', name: 'films.example'})
            CREATE (a)-[:PLACED {vid: 'p1#1', file: 2, line: 2, day: 20261101, gross: 100000}]->(s)
            CREATE (a)-[:SETTLED {vid: 'p1#1', file: 3, line: 2, day: 20261102, amount: 100000}]->(c)
            CREATE (:Notice {vid: 'n1#1', file: 1, line: 2, network: 'net-a'})-[:SENT_TO]->(a)
            FOREACH (f IN [[0, 'lists'], [1, 'notices'], [2, 'placements'], [3, 'settlements']] | CREATE (:File {number: f[0], type: f[1], name: f[1] + '.csv'}))
            """);
    }

    public static PublishedRun Run(int day, params PublishedScore[] scores) => new()
    {
        Program = "adchain 0.0.0",
        AsOf = new DateOnly(2026, 11, day),
        WindowFrom = new DateOnly(2026, 9, day),
        WindowWeeks = 12,
        Basis = "paid",
        Options = ["alpha=0.1", "model=none"],
        Scores = scores,
    };

    public static PublishedScore Score(int place, string party, string tier, long exposure, double? probability = null) => new(
        place, party, tier, tier == "K3" ? "lead" : "clear", probability, probability, probability, 1.0 / 3.0, new Money(exposure), new Money(exposure - 1),
        new Money(exposure + 1), 0.1, 0.9, 0.25, 1e-12, new Money(5), 1, ["exposed", "few_sites"]);

    public static PublishedTarget Target(int rank, string kind, string party, string? payee = null) => new(
        rank, kind, payee is null ? party : $"{party}>{payee}", party, payee, "cut", 1.5m, new Money(1000 / rank), new Money(900), 0.5, new Money(1), new Money(2), rank == 1 ? null : new Money(3),
        new Money(4), 0.99, 1);

    public static PublishedFinding Finding(int line, string party, params CitedRow[] rows) => new(
        line, "S1", party, line == 1 ? 0.1 + 0.2 : null, "ratio >= 0.2", 0.75, new Money(-12345), new DateOnly(2026, 10, 31), "It went on “as before”; \\ 'n' so on.", "仍在投放。",
        ["slow_process does not hold: no", "other_owner holds: yes"], rows, rows.Length + 4, new string('a', 64), new string('b', 64));
}
