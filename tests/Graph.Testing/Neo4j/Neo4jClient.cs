using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Graph.Testing.Neo4j;

/// <summary>A small client of the Query API for tests: it prepares data and looks at what the store made of it, and shares no code with the store.</summary>
public sealed class Neo4jClient : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(5) };
    private readonly Uri endpoint;

    /// <summary>A client of <c>http://host:port/DB</c>.</summary>
    public Neo4jClient(string uri, string? user = null, string? password = null)
    {
        var parsed = new Uri(uri);
        var database = parsed.AbsolutePath.Trim('/');
        endpoint = new Uri(parsed, $"/db/{(database.Length == 0 ? "neo4j" : database)}/query/v2");
        if (user is not null)
        {
            var token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", token);
        }
    }

    /// <summary>Runs a statement in a transaction of its own and returns all rows.</summary>
    /// <param name="statement">Cypher.</param>
    /// <param name="parameters">An object whose properties are the parameters, or null.</param>
    /// <exception cref="InvalidOperationException">The server refused it; the message holds the code.</exception>
    public JsonElement[][] Rows(string statement, object? parameters = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?> { ["statement"] = statement, ["parameters"] = parameters ?? new { } });
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = http.Send(request);
        using var document = JsonDocument.Parse(response.Content.ReadAsStream());
        if (document.RootElement.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0)
        {
            throw new InvalidOperationException($"{errors[0].GetProperty("code").GetString()}: {errors[0].GetProperty("message").GetString()}");
        }

        var values = document.RootElement.GetProperty("data").GetProperty("values").Clone();
        return [.. values.EnumerateArray().Select(row => row.EnumerateArray().ToArray())];
    }

    /// <summary>The whole number that a statement returns.</summary>
    public long Number(string statement, object? parameters = null) => Rows(statement, parameters)[0][0].GetInt64();

    /// <inheritdoc />
    public void Dispose() => http.Dispose();
}
