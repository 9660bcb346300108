using System.Net;
using System.Net.Sockets;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Transport;

/// <summary>Each way in which a server can be unusable has a sentence of its own.</summary>
public sealed class FirstContactTests
{
    private static readonly RunnerOptions Short = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    [Fact]
    public void Nothing_listens()
    {
        var port = OwnServer.FreePort();
        Assert.Equal(
            $"Nothing listens at http://127.0.0.1:{port}. Start Neo4j there, or name the server's address in the store URI.",
            Refusal($"http://127.0.0.1:{port}/films"));
    }

    [Fact]
    public void An_unknown_host() =>
        Assert.Equal("There is no host 'no-such-host.invalid'. Correct the store URI.", Refusal("http://no-such-host.invalid/films", RunnerOptions.Default));

    [Fact]
    public void A_web_site_is_no_Neo4j()
    {
        using var site = new ScriptedListener((_, _) => (200, "text/html", "<html>Welcome</html>"));
        Assert.StartsWith($"What answers at http://127.0.0.1:{site.Port} is no Neo4j server that AdChain knows.", Refusal(site.Uri));
    }

    [Fact]
    public void Another_service_with_JSON_is_no_Neo4j()
    {
        using var service = new ScriptedListener((_, _) => (200, "application/json", "[{\"neo4j_version\":\"5.26.0\"}]"));
        Assert.Contains("no Neo4j server", Refusal(service.Uri));
    }

    [Fact]
    public void A_server_before_the_Query_API_is_too_old()
    {
        using var old = new ScriptedListener((method, path) => path == "/"
            ? (200, "application/json", "{\"transaction\":\"http://localhost/db/{databaseName}/tx\",\"neo4j_version\":\"5.12.0\",\"neo4j_edition\":\"community\"}")
            : (404, "application/json", ""));
        var message = Refusal(old.Uri);
        Assert.Contains("is Neo4j 5.12.0, which is too old: AdChain needs 5.19 or later", message);
        Assert.Contains("QUERY_API_ENDPOINTS in the setting server.http_enabled_modules (on by default from 5.25)", message);
    }

    [Theory]
    [InlineData("{\"errors\":[{\"code\":\"Neo.ClientError.Request.Invalid\",\"message\":\"Not Found\"}]}")]
    [InlineData("")]
    public void A_server_with_the_Query_API_off_is_told_how_to_switch_it_on(string notFound)
    {
        using var off = new ScriptedListener((method, path) => path == "/"
            ? (200, "application/json", "{\"neo4j_version\":\"5.20.0\",\"neo4j_edition\":\"community\"}")
            : (404, "application/json", notFound));
        Assert.Equal(
            $"The server at http://127.0.0.1:{off.Port} is Neo4j 5.20.0 without the Query API. Switch it on with QUERY_API_ENDPOINTS in the setting server.http_enabled_modules (on by default from 5.25) in its neo4j.conf, and restart it.",
            Refusal(off.Uri));
    }

    [Fact]
    public void A_server_that_says_nothing_is_given_up_in_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        Assert.Contains($"http://127.0.0.1:{port}", Refusal($"http://127.0.0.1:{port}/films"));
    }

    [Fact]
    public void A_server_without_TLS_is_no_https()
    {
        using var site = new ScriptedListener((_, _) => (200, "text/html", ""));
        Assert.Contains($"No secure connection to https://127.0.0.1:{site.Port} came about", Refusal($"https://127.0.0.1:{site.Port}/films"));
    }

    [Fact]
    public void Cancelling_is_no_refusal()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => QueryRunners.Open(Opened.Address("http://127.0.0.1:1/films"), Short, cancelled.Token));
    }

    [Fact]
    public void An_unknown_database_is_named()
    {
        using var server = Neo4jServer.Require();
        var uri = server.Uri[..(server.Uri.LastIndexOf('/') + 1)] + "no-such-films";
        Assert.Contains(
            "has no database 'no-such-films': name one that exists",
            Assert.Throws<StoreException>(() => Opened.At(uri, server.User, server.Password)).Message);
    }

    [Fact]
    public void The_Bolt_port_is_no_HTTP_port()
    {
        using var server = Neo4jServer.Require();
        var bolt = new Uri(server.Client.Rows("SHOW SETTINGS 'server.bolt.listen_address' YIELD value RETURN 'bolt://' + value")[0][0].GetString()!);
        var message = Refusal($"http://127.0.0.1:{bolt.Port}/neo4j", RunnerOptions.Default);
        Assert.Contains("not the Bolt port", message);
    }

    [Theory]
    [InlineData("bolt://127.0.0.1:7687/films", "http://127.0.0.1:PORT/films")]
    [InlineData("neo4j+s://db.example", "https://db.example:PORT/neo4j")]
    public void Bolt_needs_a_build_with_the_driver(string uri, string way)
    {
        Assert.SkipWhen(typeof(QueryRunners).Assembly.GetType("Graph.Ingest.Stores.Neo4j.Bolt.BoltRunner") is not null, "This build has the driver.");
        var message = Refusal(uri);
        Assert.Contains(way, message);
        Assert.Contains("-p:Neo4jDriver=true", message);
    }

    private static string Refusal(string uri, RunnerOptions? options = null) =>
        Assert.Throws<StoreException>(() => Opened.At(uri, null, null, options ?? Short).Dispose()).Message;
}
