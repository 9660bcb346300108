using System.Text;
using System.Text.Json;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Testing.Neo4j;

namespace Graph.Ingest.Tests.Stores.Neo4j.Transport;

/// <summary>Opens runners for tests.</summary>
internal static class Opened
{
    private static readonly RunnerOptions Quick = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));

    public static IQueryRunner On(Neo4jServer server, RunnerOptions? options = null) => At(server.Uri, server.User, server.Password, options);

    public static IQueryRunner Through(FaultProxy proxy, Neo4jServer server, RunnerOptions? options = null) => At(proxy.Uri, server.User, server.Password, options);

    public static IQueryRunner At(string uri, string? user = null, string? password = null, RunnerOptions? options = null) =>
        QueryRunners.Open(Address(uri, user, password), options ?? Quick, CancellationToken.None);

    public static StoreAddress Address(string uri, string? user = null, string? password = null) => StoreAddress.Parse(uri, name => name switch
    {
        StoreCredentials.UserVariable => user,
        StoreCredentials.PasswordVariable => password,
        _ => null,
    });

    public static byte[] Json(object parameters) => JsonSerializer.SerializeToUtf8Bytes(parameters);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static IQueryRows Read(this IQueryRunner runner, string statement, object? parameters = null) =>
        runner.Read(statement, parameters is null ? default : Json(parameters), CancellationToken.None);

    public static WriteResult Write(this IQueryRunner runner, string statement, object? parameters = null) =>
        runner.Write(statement, parameters is null ? default : Json(parameters), CancellationToken.None);
}
