using System.Globalization;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Where a Neo4j database is: <c>http://host:port/DB</c>, <c>https://…</c>, or <c>neo4j://…</c> and <c>bolt://…</c> for the official driver.</summary>
internal sealed class StoreAddress
{
    /// <summary>The database of a URI that names none.</summary>
    public const string DefaultDatabase = "neo4j";

    private const string Example = "http://localhost:7474/neo4j";
    private const string AuraDomain = ".databases.neo4j.io";

    private StoreAddress(string scheme, string host, int port, string database, StoreCredentials? credentials)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        Database = database;
        Credentials = credentials;
    }

    /// <summary><c>http</c>, <c>https</c>, <c>neo4j</c>, <c>neo4j+s</c>, <c>bolt</c> or <c>bolt+s</c>.</summary>
    public string Scheme { get; }

    /// <summary>The host's name or number; IPv6 in brackets.</summary>
    public string Host { get; }

    /// <summary>The port; 7474 (http), 7473 (https; 443 on Aura) or 7687 where the URI names none.</summary>
    public int Port { get; }

    /// <summary>The database's name.</summary>
    public string Database { get; }

    /// <summary>Who the program is; null: the store asks for no credentials.</summary>
    public StoreCredentials? Credentials { get; }

    /// <summary>Whether the Query API is spoken; otherwise Bolt.</summary>
    public bool IsHttp => Scheme is "http" or "https";

    /// <summary>The server, <c>http://host:7474</c>: for messages and requests, without credentials.</summary>
    public string Server => string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");

    /// <summary>The database, <c>http://host:7474/neo4j</c>: for messages, without credentials.</summary>
    public string Place => $"{Server}/{Database}";

    /// <summary>Whether a text begins with a scheme of such addresses.</summary>
    public static bool Knows(string uri) => uri.IndexOf(':', StringComparison.Ordinal) is var end and > 0 && DefaultPort(uri[..end].ToLowerInvariant(), "") is not null;

    /// <summary>Reads a store URI, and the credentials from the environment of the process.</summary>
    /// <exception cref="StoreException">No such URI, or it holds credentials, or one credential is set without the other.</exception>
    public static StoreAddress Parse(string uri) => Parse(uri, Environment.GetEnvironmentVariable);

    /// <summary>Reads a store URI, and the credentials from given variables.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="variable">The value of an environment variable, or null.</param>
    /// <exception cref="StoreException">No such URI, or it holds credentials, or one credential is set without the other.</exception>
    public static StoreAddress Parse(string uri, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(variable);
        // Names of hosts and databases have no @, so one is the end of credentials, however broken the rest is: such a text is not repeated.
        if (uri.Contains('@', StringComparison.Ordinal))
        {
            throw new StoreException($"The store URI holds a user name or password. Set {StoreCredentials.UserVariable} and {StoreCredentials.PasswordVariable} instead, and write the URI like {Example}.");
        }

        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0)
        {
            throw new StoreException($"'{uri}' is no address of a Neo4j database. Write it like {Example}.");
        }

        var usual = DefaultPort(parsed.Scheme, parsed.Host)
            ?? throw new StoreException($"'{uri}' begins with a scheme that Neo4j does not have. Write it like {Example}.");
        var port = HasPort(uri) ? parsed.Port : usual;
        return new StoreAddress(parsed.Scheme, parsed.Host, port, DatabaseOf(uri, parsed), StoreCredentials.From(variable));
    }

    /// <summary>The place, without credentials.</summary>
    public override string ToString() => Place;

    private static string DatabaseOf(string uri, Uri parsed)
    {
        var name = Uri.UnescapeDataString(parsed.AbsolutePath.Trim('/'));
        if (parsed.Query.Length > 0 || parsed.Fragment.Length > 0 || name.Contains('/', StringComparison.Ordinal) || name.Any(char.IsControl))
        {
            throw new StoreException($"'{uri}' holds more than the address of a database. Write it like {Example}.");
        }

        return name.Length == 0 ? DefaultDatabase : name;
    }

    private static int? DefaultPort(string scheme, string host) => scheme switch
    {
        "http" => 7474,
        "https" => host.EndsWith(AuraDomain, StringComparison.OrdinalIgnoreCase) ? 443 : 7473,
        "neo4j" or "neo4j+s" or "bolt" or "bolt+s" => 7687,
        _ => null,
    };

    // Uri fills in 80 and 443, which are the ports of web sites.
    private static bool HasPort(string uri)
    {
        var authority = uri.AsSpan(uri.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = authority.IndexOfAny('/', '?', '#');
        authority = end < 0 ? authority : authority[..end];
        var colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']') && colon + 1 < authority.Length;
    }
}
