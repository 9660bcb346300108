using System.Net;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>No whole answer came: whether the statement was carried out is unknown.</summary>
internal sealed class LostAnswerException(string message, Exception? inner = null, HttpStatusCode? status = null) : Exception(message, inner)
{
    /// <summary>The status of an answer that was none of the Query API; null: the connection failed.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>The failure of a connection; its message is that of the innermost cause, which says most.</summary>
    public static LostAnswerException Of(Exception failure)
    {
        var cause = failure;
        while (cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return new LostAnswerException(cause.Message.TrimEnd('.'), failure);
    }
}

/// <summary>The server said why a statement failed; nothing of it was committed.</summary>
internal sealed class StatementException(string code, string message) : Exception($"{code}: {message}")
{
    /// <summary>The server's code, for example <c>Neo.ClientError.Schema.ConstraintValidationFailed</c>; <c>N/A</c> where it has none.</summary>
    public string Code { get; } = code;

    /// <summary>Whether the server or a transaction ran out of memory: the same statement would fail again, a smaller one may not.</summary>
    public bool IsOutOfMemory { get; } = code.Contains("OutOfMemory", StringComparison.Ordinal)
        || (code == "N/A" && (message.Contains("heap space", StringComparison.OrdinalIgnoreCase) || message.Contains("OutOfMemory", StringComparison.Ordinal)));

    /// <summary>Whether the same statement may succeed when it is sent again: a deadlock, a change of leader, a database that is starting.</summary>
    public bool IsTransient => Code.StartsWith("Neo.TransientError.", StringComparison.Ordinal) && !IsOutOfMemory;
}

/// <summary>A write was too large for the server's memory; nothing of it was committed. Send less at a time.</summary>
/// <remarks>The message is a sentence for the user, should less be no way out.</remarks>
internal sealed class ServerMemoryException(string message, Exception inner) : Exception(message, inner);
