using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Who the program is to the store. Comes from two environment variables alone, and is never written anywhere.</summary>
internal sealed record StoreCredentials(string User, string Password)
{
    /// <summary>The variable that holds the user's name.</summary>
    public const string UserVariable = "ADCHAIN_STORE_USER";

    /// <summary>The variable that holds the password.</summary>
    public const string PasswordVariable = "ADCHAIN_STORE_PASSWORD";

    /// <summary>Reads them; null where neither is set.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    /// <exception cref="StoreException">One is set without the other.</exception>
    public static StoreCredentials? From(Func<string, string?> variable)
    {
        var (user, password) = (variable(UserVariable), variable(PasswordVariable));
        return (string.IsNullOrEmpty(user), string.IsNullOrEmpty(password)) switch
        {
            (true, true) => null,
            (false, false) => new StoreCredentials(user!, password!),
            (false, true) => throw new StoreException($"{UserVariable} is set but {PasswordVariable} is not. Set both, or neither for a store without authentication."),
            (true, false) => throw new StoreException($"{PasswordVariable} is set but {UserVariable} is not. Set both, or neither for a store without authentication."),
        };
    }

    /// <summary>Never the credentials.</summary>
    public override string ToString() => "(credentials)";
}
