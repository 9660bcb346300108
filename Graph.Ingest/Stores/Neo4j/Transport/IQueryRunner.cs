namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Runs Cypher statements, each in a transaction of its own. Two transports exist: the Query API over HTTP, and the official driver in builds that have it.</summary>
/// <remarks>
/// <para>Parameters are one JSON object in UTF-8: whole numbers, texts, true, false, null, and arrays of them; no fractions and no nested objects,
/// because JSON has no way to tell 1.0 from 1. Fractions travel as text and are read with <c>toFloat</c>.</para>
/// <para>A statement that changes data must lead to the same end when it runs again: after a lost answer it is sent again.</para>
/// <para>One thread at a time, but for <see cref="Write"/> beside a <see cref="Read"/> whose rows are still being taken.</para>
/// </remarks>
internal interface IQueryRunner : IDisposable
{
    /// <summary>What messages call the store, without credentials: <c>http://host:7474/neo4j</c>.</summary>
    string Place { get; }

    /// <summary>The server's version, for example <c>5.26.30</c>.</summary>
    string ServerVersion { get; }

    /// <summary>Runs a statement that only reads. Rows arrive while the server makes them.</summary>
    /// <param name="statement">Cypher.</param>
    /// <param name="parameters">One JSON object, or empty.</param>
    /// <param name="cancellation">Cancels here, and ends the transaction on the server.</param>
    /// <exception cref="Graph.Model.Stores.StoreException">Not reachable any more, or the statement failed.</exception>
    IQueryRows Read(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation);

    /// <summary>Runs a statement that may change data, commits it, and returns its whole result. Transient errors and lost answers are tried again, with
    /// back-off, until <see cref="RunnerOptions.Patience"/> is over.</summary>
    /// <param name="statement">Cypher that may run twice.</param>
    /// <param name="parameters">One JSON object, or empty.</param>
    /// <param name="cancellation">Cancels here, and ends the transaction on the server; whether it was committed is then unknown.</param>
    /// <exception cref="Graph.Model.Stores.StoreException">Not reachable any more, or the statement failed.</exception>
    WriteResult Write(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation);
}

/// <summary>How long and how patiently to ask.</summary>
/// <param name="Patience">How long a server that was reached before may be away, or a transient error may repeat, before a statement is given up.</param>
/// <param name="FirstContact">How long the first answer of the server may take.</param>
internal sealed record RunnerOptions(TimeSpan Patience, TimeSpan FirstContact)
{
    /// <summary>Two minutes: a restart after a crash takes half a minute. First contact: ten seconds.</summary>
    public static RunnerOptions Default { get; } = new(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));
}

/// <summary>Rows of a result, one at a time. Columns count from 0 in the order of RETURN.</summary>
internal interface IQueryRows : IDisposable
{
    /// <summary>Goes to the next row; false at the end, which is reached only when the server said that there was no late error.</summary>
    /// <exception cref="Graph.Model.Stores.StoreException">The server failed while it made rows, or the connection broke.</exception>
    bool Next();

    /// <summary>Whether a value is null.</summary>
    bool IsNull(int column);

    /// <summary>A whole number.</summary>
    /// <exception cref="OverflowException">The value is a fraction: a sum left 64 bits.</exception>
    long Whole(int column);

    /// <summary>A number, whole or not.</summary>
    double Real(int column);

    /// <summary>True or false.</summary>
    bool Flag(int column);

    /// <summary>A text.</summary>
    string Text(int column);

    /// <summary>A list of texts.</summary>
    IReadOnlyList<string> Texts(int column);

    /// <summary>A whole number or null.</summary>
    long? OptionalWhole(int column) => IsNull(column) ? null : Whole(column);

    /// <summary>A text or null.</summary>
    string? OptionalText(int column) => IsNull(column) ? null : Text(column);
}

/// <summary>What a committed statement gave.</summary>
/// <param name="Rows">Its rows, kept in memory.</param>
/// <param name="Counters">What it changed.</param>
internal sealed record WriteResult(IQueryRows Rows, WriteCounters Counters);

/// <summary>What a statement changed, as the server counts it.</summary>
internal readonly record struct WriteCounters(
    bool ContainsUpdates, long NodesCreated, long NodesDeleted, long RelationshipsCreated, long RelationshipsDeleted, long PropertiesSet,
    long LabelsAdded, long ConstraintsAdded, long IndexesAdded);
