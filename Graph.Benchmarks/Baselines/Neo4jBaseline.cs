using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Graph.Benchmarks.Data;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Benchmarks.Baselines;

/// <summary>What one would write first: one thread, rows as maps, MERGE of everything, the next batch after the last one's answer.</summary>
internal sealed class Neo4jBaseline(string uri) : IDisposable
{
    private const int Batch = 5000;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(10) };
    private readonly Uri endpoint = new(new Uri(uri), "/db/neo4j/query/v2");

    /// <summary>Makes the constraints.</summary>
    public void Prepare()
    {
        _ = Run("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Party) REQUIRE n.key IS UNIQUE", null);
        _ = Run("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Site) REQUIRE n.key IS UNIQUE", null);
        _ = Run("CREATE CONSTRAINT IF NOT EXISTS FOR ()-[r:PLACED]-() REQUIRE r.vid IS UNIQUE", null);
    }

    /// <summary>Loads a series.</summary>
    public void Load(int series, long count)
    {
        foreach (var rows in PlacementRows.Blocks(new RecordNames(), series, count).SelectMany(block => block).Chunk(Batch))
        {
            Nodes("Party", rows.SelectMany(r => new[] { r.Network.Text, r.Account!.Text, r.Advertiser!.Text }));
            Nodes("Site", rows.Select(r => r.Host.Text));
            _ = Run(
                "UNWIND $rows AS row MATCH (a:Party {key: row.network}) MATCH (s:Site {key: row.site}) MERGE (a)-[r:PLACED {vid: row.id}]->(s) ON CREATE SET r += row.p",
                rows.Select(Map));
        }
    }

    /// <summary>How many relationships there are, and the sum of their gross.</summary>
    public (long Count, long Gross) Sums()
    {
        var values = Run("MATCH ()-[r:PLACED]->() RETURN count(r), sum(r.gross)", null)[0];
        return (values[0].GetInt64(), values[1].GetInt64());
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        _ = Run("MATCH ()-[r]->() CALL { WITH r DELETE r } IN TRANSACTIONS OF 20000 ROWS", null);
        _ = Run("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS", null);
        foreach (var name in Run("SHOW CONSTRAINTS YIELD name RETURN name", null).Select(row => row[0].GetString()))
        {
            _ = Run($"DROP CONSTRAINT `{name}`", null);
        }
    }

    public void Dispose() => http.Dispose();

    private static object Map(Placement r) => new
    {
        network = r.Network.Text,
        site = r.Host.Text,
        id = r.PlacementId,
        p = new
        {
            day = int.Parse(r.AccrualDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            gross = r.Gross.Units,
            account = r.Account!.Text,
            advertiser = r.Advertiser!.Text,
            relation = "direct",
            impressions = r.Impressions,
            clicks = r.Clicks,
            format = r.Format!.Text,
            geo = r.Geo!.Text,
            line = r.Origin.Line,
        },
    };

    private void Nodes(string label, IEnumerable<string> keys) =>
        Run($"UNWIND $rows AS row MERGE (n:{label} {{key: row}})", keys.Distinct(StringComparer.Ordinal));

    private List<List<JsonElement>> Run(string statement, IEnumerable<object>? rows)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { statement, parameters = new { rows = rows ?? [] } });
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = http.Send(request);
        using var answer = JsonDocument.Parse(response.Content.ReadAsStream());
        return answer.RootElement.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException(errors.ToString())
            : JsonSerializer.Deserialize<List<List<JsonElement>>>(answer.RootElement.GetProperty("data").GetProperty("values"))!;
    }
}
