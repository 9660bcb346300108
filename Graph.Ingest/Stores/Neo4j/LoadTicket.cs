using System.Globalization;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>How a load works on the server.</summary>
/// <param name="Lease">How long a load may be silent before another one takes its place.</param>
/// <param name="BatchRows">How many rows a statement carries at most.</param>
/// <param name="BatchBytes">How many bytes of rows a statement carries, and one row more.</param>
/// <param name="BulkRows">So many rows of a type that the graph has none of are written before the constraint on their <c>vid</c> is made.</param>
internal sealed record LoadSettings(TimeSpan Lease, int BatchRows, int BatchBytes, long BulkRows)
{
    /// <summary>30 seconds; 5,000 rows: fewer cost more by the row, more win nothing; 4 MB: the server reads a body whole; 20,000 rows.</summary>
    public static LoadSettings Default { get; } = new(TimeSpan.FromSeconds(30), 5000, 4 << 20, 20_000);
}

/// <summary>The right to write: a <c>:Load</c> node that this load owns. Every batch begins with a check of it and ends with one step of its counters, in one
/// transaction, so that each batch happens once, however often it is sent, and none once another load has taken over.</summary>
internal sealed class LoadTicket
{
    // Setting a property, even to what it is, takes the node's lock: the check that follows sees what the last batch left, also when that one
    // was sent twice and both arrive together.
    private const string Check =
        "MATCH (l:Load {no: $load}) SET l.no = $load WITH l WHERE l.owner = $owner AND l.status = 'running' AND l.batch = $batch\n";

    private const string Step = "SET l.batch = $batch + 1, l.lease = timestamp() + $lease, l.made = l.made + made\nRETURN made";

    // The server goes over some hundred; it may be busy.
    private const long RowsOfMillisecond = 20;

    private readonly IQueryRunner runner;
    private readonly LoadSettings settings;
    private readonly string owner;
    private long batch;
    private long made;

    private LoadTicket(IQueryRunner runner, LoadSettings settings, string owner, int load)
    {
        this.runner = runner;
        this.settings = settings;
        this.owner = owner;
        Load = load;
    }

    /// <summary>The number of the load.</summary>
    public int Load { get; }

    /// <summary>Begins a load: nobody else may be writing.</summary>
    /// <param name="runner">The server.</param>
    /// <param name="settings">How to work.</param>
    /// <param name="owner">A text that no other load has.</param>
    /// <param name="load">Its number.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The ticket, or null: another load was faster.</returns>
    public static LoadTicket? Begin(IQueryRunner runner, LoadSettings settings, string owner, int load, CancellationToken cancellation)
    {
        const string Statement =
            "MERGE (l:Load {no: $load}) ON CREATE SET l.status = 'running', l.owner = $owner, l.lease = timestamp() + $lease, l.batch = 0, l.made = 0\n"
            + "RETURN l.owner = $owner AND l.status = 'running' AND l.batch = 0";
        var ticket = new LoadTicket(runner, settings, owner, load);
        var rows = runner.Write(Statement, ticket.Parameters().Json(), cancellation).Rows;
        return rows.Next() && rows.Flag(0) ? ticket : null;
    }

    /// <summary>Runs a batch.</summary>
    /// <param name="body">Cypher that ends in <c>RETURN … AS made</c>, run in a subquery.</param>
    /// <param name="add">Adds its parameters.</param>
    /// <param name="expected">What it has to make.</param>
    /// <param name="capacity">Bytes of the parameters, about.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StoreException">Another load has taken over, or the batch made fewer or more than it should.</exception>
    /// <exception cref="ServerMemoryException">It was too large; nothing happened.</exception>
    public void Send(string body, Action<ParameterWriter> add, long expected, int capacity, CancellationToken cancellation)
    {
        var parameters = Parameters(capacity).Whole("batch", batch);
        add(parameters);
        var now = Run($"{Check}CALL {{\n{body}\n}}\n{Step}", parameters.Json(), cancellation);
        if (now != expected)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture,
                $"{runner.Place} took {now} of {expected} elements of a batch: nodes that the load needs are missing or double. Was the graph changed while it ran? The load was given up; run adchain store check, then load again."));
        }
    }

    /// <summary>Prolongs the lease before a statement that takes long.</summary>
    /// <param name="rows">How many rows the statement goes over; 0: the usual lease.</param>
    /// <param name="cancellation">Cancels.</param>
    public void Renew(long rows, CancellationToken cancellation)
    {
        var parameters = Parameters((long)settings.Lease.TotalMilliseconds + (rows / RowsOfMillisecond)).Whole("batch", batch);
        _ = Run($"{Check}CALL {{ RETURN 0 AS made }}\n{Step}", parameters.Json(), cancellation);
    }

    /// <summary>Ends the load: makes its files, and with them all of it visible.</summary>
    /// <param name="body">Cypher that ends in <c>RETURN … AS made</c>, run in a subquery before the end.</param>
    /// <param name="files">Cypher that makes the files of the load <c>l</c>.</param>
    /// <param name="add">Adds the parameters.</param>
    /// <param name="loadedAt">The time of the load.</param>
    public void Finish(string body, string files, Action<ParameterWriter> add, DateTime loadedAt)
    {
        var parameters = Parameters(4096).Whole("batch", batch).Whole("loaded_at", loadedAt.Ticks);
        add(parameters);
        // Once begun, the end is not interrupted: it happens or it does not.
        _ = Run($"{Check}CALL {{\n{body}\n}}\n{files}\nSET l.status = 'done', l.loaded_at = $loaded_at\n{Step}", parameters.Json(), CancellationToken.None);
    }

    private long Run(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation)
    {
        var rows = runner.Write(statement, parameters, cancellation).Rows;
        var now = rows.Next() ? rows.Whole(0) : MadeBefore();
        batch++;
        made += now;
        return now;
    }

    /// <summary>What the batch made when it was carried out at a try whose answer was lost.</summary>
    private long MadeBefore()
    {
        using var rows = runner.Read("MATCH (l:Load {no: $load}) RETURN l.owner, l.batch, l.made", Parameters().Json(), CancellationToken.None);
        return rows.Next() && rows.Text(0) == owner && rows.Whole(1) == batch + 1
            ? rows.Whole(2) - made
            : throw new StoreException($"Another program has taken over the load into {runner.Place}, because this one was silent for too long. Load again once that one has ended.");
    }

    private ParameterWriter Parameters(int capacity = 256) => Parameters((long)settings.Lease.TotalMilliseconds, capacity);

    private ParameterWriter Parameters(long lease, int capacity = 256) =>
        new ParameterWriter(capacity + 256).Whole("load", Load).Text("owner", owner).Whole("lease", lease);
}
