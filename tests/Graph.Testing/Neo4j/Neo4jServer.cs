using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Graph.Testing.Neo4j;

/// <summary>The Neo4j server that the tests may fill and empty, named by <c>ADCHAIN_NEO4J</c> (<c>http://host:port/DB</c>) and, where it asks for them,
/// the credentials in <c>ADCHAIN_STORE_USER</c> and <c>ADCHAIN_STORE_PASSWORD</c>.</summary>
/// <remarks>Held by one test at a time, in all test programs: keep it short, dispose it, and ask for it once per test. A database that holds data of
/// anybody else is never touched: it must be empty at first, then it carries a node <c>:AdChainTests</c>, which stays.</remarks>
public sealed class Neo4jServer : IDisposable
{
    private const string Variable = "ADCHAIN_NEO4J";
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    private readonly FileStream turn;

    private Neo4jServer(string uri)
    {
        Uri = uri;
        User = Environment.GetEnvironmentVariable("ADCHAIN_STORE_USER");
        Password = Environment.GetEnvironmentVariable("ADCHAIN_STORE_PASSWORD");
        Client = new Neo4jClient(uri, User, Password);
        turn = AwaitTurn(uri);
    }

    /// <summary>The store URI, without credentials.</summary>
    public string Uri { get; }

    /// <summary>The user's name, or null.</summary>
    public string? User { get; }

    /// <summary>The password, or null.</summary>
    public string? Password { get; }

    /// <summary>Runs statements on the server.</summary>
    public Neo4jClient Client { get; }

    /// <summary>Waits for the server to be free, empties it, and hands it out; skips the test, with the reason, where none is named.</summary>
    /// <exception cref="InvalidOperationException">The database holds data of somebody else, or the server does not answer.</exception>
    public static Neo4jServer Require()
    {
        var uri = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrWhiteSpace(uri), $"No Neo4j server: {Variable} is not set (for example http://127.0.0.1:7474/neo4j).");
        var server = new Neo4jServer(uri!);
        try
        {
            server.Claim();
            server.Wipe();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Removes all nodes and relationships, and all constraints and indexes, but for the mark of the tests.</summary>
    public void Wipe()
    {
        _ = Client.Rows("MATCH ()-[r]->() CALL { WITH r DELETE r } IN TRANSACTIONS OF 20000 ROWS");
        _ = Client.Rows("MATCH (n) WHERE NOT n:AdChainTests CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS");
        foreach (var name in Names("SHOW CONSTRAINTS YIELD name RETURN name"))
        {
            _ = Client.Rows($"DROP CONSTRAINT `{name}` IF EXISTS");
        }

        foreach (var name in Names("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"))
        {
            _ = Client.Rows($"DROP INDEX `{name}` IF EXISTS");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Client.Dispose();
        turn.Dispose();
    }

    private void Claim()
    {
        var marked = Client.Number("MATCH (n:AdChainTests) RETURN count(n)") > 0;
        var foreign = Client.Number("MATCH (n) WHERE NOT n:AdChainTests RETURN count(n)") + Names("SHOW CONSTRAINTS YIELD name RETURN name").Count;
        if (!marked && foreign > 0)
        {
            throw new InvalidOperationException($"The database {Uri} holds data or constraints that no test made: the tests would remove them. Name an empty one in {Variable}.");
        }

        _ = Client.Rows("MERGE (n:AdChainTests) SET n.note = 'Tests fill and empty this database.'");
    }

    private List<string> Names(string statement) => [.. Client.Rows(statement).Select(row => row[0].GetString()!)];

    private static FileStream AwaitTurn(string uri)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(uri)), 0, 6);
        var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"adchain-neo4j-{hash}.lock"));
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(since) < LongestWait)
            {
                Thread.Sleep(50);
            }
        }
    }
}
