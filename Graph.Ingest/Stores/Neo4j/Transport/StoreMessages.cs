using System.Globalization;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Turns what a server says, or that it says nothing, into what the user can do about it.</summary>
internal static class StoreMessages
{
    private const int LongestQuote = 300;

    /// <summary>Why a statement failed. The server's code stays on the inner exception.</summary>
    public static StoreException Refused(StoreAddress address, StatementException error) => new(Sentence(address, error), error);

    /// <summary>A statement was too large for the server's memory.</summary>
    public static string OutOfMemory(StoreAddress address, StatementException error) =>
        $"The Neo4j server at {address.Place} ran out of memory ({error.Code}); raise server.memory.heap.max_size in its neo4j.conf, restart it, and run the same command again.";

    /// <summary>A server that was reached before stayed away.</summary>
    public static StoreException Away(StoreAddress address, TimeSpan patience, LostAnswerException error) => new(
        $"The Neo4j server at {address.Place} has given no whole answer for {Seconds(patience)} ({error.Message}). Make sure that it runs, then run the same command again.", error);

    /// <summary>A transient error did not pass.</summary>
    public static StoreException KeepsFailing(StoreAddress address, TimeSpan patience, StatementException error) => new(
        $"The Neo4j server at {address.Place} has refused a statement for {Seconds(patience)} with {error.Code}, which should pass by itself. Look at what else works on the database, then run the same command again.", error);

    /// <summary>The answer to a read broke off after rows had been used.</summary>
    public static StoreException BrokeOff(StoreAddress address, LostAnswerException error) => new(
        $"The Neo4j server at {address.Place} broke off in the middle of an answer ({error.Message}). Make sure that it runs, then run the same command again.", error);

    /// <summary>First line of what a server says, of bounded length.</summary>
    public static string Quote(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        return line.Length <= LongestQuote ? line : line[..LongestQuote] + "…";
    }

    /// <summary>A time in seconds, for messages.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    private static string Sentence(StoreAddress address, StatementException error) => error.Code switch
    {
        "Neo.ClientError.Security.Unauthorized" when address.Credentials is null =>
            $"The Neo4j server at {address.Server} asks who you are: set {StoreCredentials.UserVariable} and {StoreCredentials.PasswordVariable}.",
        "Neo.ClientError.Security.Unauthorized" =>
            $"The Neo4j server at {address.Server} does not accept the user name and password in {StoreCredentials.UserVariable} and {StoreCredentials.PasswordVariable}: correct them.",
        "Neo.ClientError.Security.AuthenticationRateLimit" =>
            $"The Neo4j server at {address.Server} takes no more attempts for a while, after too many wrong passwords: wait some seconds, correct {StoreCredentials.UserVariable} and {StoreCredentials.PasswordVariable}, and run again.",
        "Neo.ClientError.Security.CredentialsExpired" =>
            $"The Neo4j server at {address.Server} wants the password changed before it does anything else: run ALTER CURRENT USER SET PASSWORD there, then set {StoreCredentials.PasswordVariable} to the new one.",
        "Neo.ClientError.Security.Forbidden" =>
            $"The user in {StoreCredentials.UserVariable} lacks a right on {address.Place}; grant it or use another user. The server says: {Quote(error.Message)}",
        "Neo.ClientError.Database.DatabaseNotFound" =>
            $"The Neo4j server at {address.Server} has no database '{address.Database}': name one that exists in the store URI (SHOW DATABASES lists them; the Community edition has neo4j alone).",
        _ when error.IsOutOfMemory => OutOfMemory(address, error),
        _ => $"The Neo4j server at {address.Place} could not do what was asked. It says: {Quote(error.Message)}",
    };
}
