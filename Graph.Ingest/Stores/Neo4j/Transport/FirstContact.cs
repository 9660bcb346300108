using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Graph.Model;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Finds out whether a usable Neo4j server answers at an address, and says in one sentence why not.</summary>
internal static class FirstContact
{
    /// <summary>The oldest server that has the Query API, and the first that has it switched on.</summary>
    private static readonly (int Major, int Minor) Oldest = (5, 19);

    private const string Setting = "QUERY_API_ENDPOINTS in the setting server.http_enabled_modules (on by default from 5.25)";

    /// <summary>Asks for the version, then runs a statement on the database.</summary>
    /// <returns>The server's version.</returns>
    /// <exception cref="StoreException">Not usable.</exception>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public static string Make(QueryApiConnection connection, StoreAddress address, TimeSpan time, SeededRandom jitter, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(time);
        var patience = new Patience(time, jitter);
        while (true)
        {
            try
            {
                var version = Version(connection, address, limited.Token);
                CheckDatabase(connection, address, version, limited.Token);
                return version;
            }
            catch (LostAnswerException e)
            {
                if (IsFinal(e) || !Waited(patience, limited.Token))
                {
                    throw NoAnswer(address, e);
                }
            }
            catch (StatementException e)
            {
                if (!e.IsTransient || !Waited(patience, limited.Token))
                {
                    throw StoreMessages.Refused(address, e);
                }
            }
            catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
            {
                throw new StoreException($"The server at {address.Server} did not answer within {StoreMessages.Seconds(time)}. Check the address in the store URI and that Neo4j runs there.", e);
            }
        }
    }

    private static bool Waited(Patience patience, CancellationToken limited)
    {
        try
        {
            return patience.Wait(limited);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested)
        {
            return false;
        }
    }

    private static string Version(QueryApiConnection connection, StoreAddress address, CancellationToken cancellation)
    {
        var answer = connection.Root(cancellation);
        var version = Read(answer, "neo4j_version")
            ?? throw new StoreException($"What answers at {address.Server} is no Neo4j server that AdChain knows. Name the HTTP address of a Neo4j server, 5.19 or later (port 7474 by default; not the Bolt port).");
        if (Number(version) is { } number && number.CompareTo(Oldest) < 0)
        {
            throw new StoreException($"The server at {address.Server} is Neo4j {version}, which is too old: AdChain needs 5.19 or later, with {Setting}. Upgrade the server.");
        }

        return version;
    }

    private static void CheckDatabase(QueryApiConnection connection, StoreAddress address, string version, CancellationToken cancellation)
    {
        using var answer = connection.Run(new StatementBody("RETURN 1", default, null, writes: false, default), cancellation);
        try
        {
            while (answer.NextRow())
            {
                // Read to the end: errors stand there.
            }
        }
        catch (Exception e) when (e is StatementException { Code: "Neo.ClientError.Request.Invalid" } or LostAnswerException { Status: HttpStatusCode.NotFound })
        {
            throw NoQueryApi(address, version);
        }
    }

    private static StoreException NoQueryApi(StoreAddress address, string version) => new(
        $"The server at {address.Server} is Neo4j {version} without the Query API. Switch it on with {Setting} in its neo4j.conf, and restart it.");

    // A name that is unknown, a port that nobody listens on and a certificate that is not trusted stay so for the next seconds.
    private static bool IsFinal(LostAnswerException error) => error.InnerException is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ConnectionError or HttpRequestError.InvalidResponse,
    } or IOException { InnerException: AuthenticationException };

    private static StoreException NoAnswer(StoreAddress address, LostAnswerException error)
    {
        var socket = error.InnerException?.InnerException as SocketException;
        var kind = (error.InnerException as HttpRequestException)?.HttpRequestError;
        return kind switch
        {
            HttpRequestError.NameResolutionError => new StoreException($"There is no host '{address.Host}'. Correct the store URI.", error),
            HttpRequestError.SecureConnectionError => new StoreException(
                $"No secure connection to {address.Server} came about: {StoreMessages.Quote(error.Message)}. Use a certificate that this machine trusts, or http:// where the server has no TLS.", error),
            HttpRequestError.InvalidResponse => new StoreException(
                $"What answers at {address.Server} does not speak HTTP. Name the HTTP address of a Neo4j server (port 7474 by default; not the Bolt port).", error),
            _ when socket?.SocketErrorCode == SocketError.ConnectionRefused => new StoreException(
                $"Nothing listens at {address.Server}. Start Neo4j there, or name the server's address in the store URI.", error),
            _ => new StoreException($"The server at {address.Server} gives no answer ({StoreMessages.Quote(error.Message)}). Check the address in the store URI and that Neo4j runs there.", error),
        };
    }

    private static string? Read(byte[] json, string property)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(property, out var value)
                && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            // Not JSON: a web site, a proxy, some other service.
            return null;
        }
    }

    private static (int Major, int Minor)? Number(string version)
    {
        var parts = version.Split('.', '-');
        return parts.Length >= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? (major, minor)
            : null;
    }
}
