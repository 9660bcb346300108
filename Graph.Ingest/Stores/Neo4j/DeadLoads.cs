using System.Globalization;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Waits for a load of another program to end, and removes what a load that will never end has left.</summary>
/// <remarks>Rows of such a load were never visible: their files have no <c>:File</c> nodes. Whoever removes them owns the <c>:Load</c> node meanwhile,
/// so that the load itself, should it wake up, writes nothing more, and goes on in the next statement if the server is killed in between.</remarks>
internal sealed class DeadLoads(IQueryRunner runner, LoadSettings settings, string owner)
{
    private const int RowsOfStatement = 10_000;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>Removes every load that is not done and whose lease is over.</summary>
    /// <param name="wait">Whether to wait for a load that lives; else it is left alone.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>Whether nobody writes now.</returns>
    public bool Clear(bool wait, CancellationToken cancellation)
    {
        while (Next(cancellation) is { } other)
        {
            if (other.Owner == owner || (other.Remaining <= 0 && TakeOver(other.Load, other.Owner, cancellation)))
            {
                Remove(other.Load, cancellation);
            }
            else if (!wait)
            {
                return false;
            }
            else if (cancellation.WaitHandle.WaitOne(Glance))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return true;
    }

    /// <summary>Gives up a load of one's own and removes what it wrote; does nothing when it is done, or another's by now.</summary>
    public void GiveUp(int load)
    {
        if (TakeOver(load, owner, CancellationToken.None))
        {
            Remove(load, CancellationToken.None);
        }
    }

    private (int Load, string Owner, long Remaining)? Next(CancellationToken cancellation)
    {
        using var rows = runner.Read(
            "MATCH (l:Load) WHERE l.status <> 'done' RETURN l.no, l.owner, l.lease - timestamp() ORDER BY l.no LIMIT 1", default, cancellation);
        return rows.Next() ? ((int)rows.Whole(0), rows.Text(1), rows.Whole(2)) : null;
    }

    private bool TakeOver(int load, string from, CancellationToken cancellation)
    {
        const string Statement =
            "MATCH (l:Load {no: $load}) SET l.no = $load WITH l WHERE l.status <> 'done' AND (l.owner = $owner OR (l.owner = $from AND l.lease <= timestamp()))\n"
            + "SET l.owner = $owner, l.status = 'removing', l.lease = timestamp() + $lease RETURN l.no";
        return runner.Write(Statement, Parameters(load).Text("from", from).Json(), cancellation).Rows.Next();
    }

    private void Remove(int load, CancellationToken cancellation)
    {
        foreach (var element in ElementType.All)
        {
            var pattern = element.IsRelationship ? $"()-[x:{element.Name}]->()" : $"(x:{element.Name})";
            Repeat($"MATCH {pattern} WHERE x.file >= $first WITH x LIMIT $rows {(element.IsRelationship ? "" : "DETACH ")}DELETE x", load, cancellation);
            Repeat($"MATCH {pattern} WHERE x.restated IS NOT NULL WITH x.restated AS key, count(*) AS versions, head(collect(x)) AS x "
                + "WHERE versions = 1 WITH x LIMIT $rows REMOVE x.restated", load, cancellation);
        }

        Repeat("MATCH (x:Reject) WHERE x.file >= $first WITH x LIMIT $rows DELETE x", load, cancellation);
        Repeat("MATCH (x:Party) WHERE x.load = $load WITH x LIMIT $rows DETACH DELETE x", load, cancellation);
        Repeat("MATCH (x:Site) WHERE x.load = $load WITH x LIMIT $rows DETACH DELETE x", load, cancellation);
        _ = runner.Write("MATCH (l:Load {no: $load}) WHERE l.owner = $owner AND l.status = 'removing' DELETE l", Parameters(load).Json(), cancellation);
    }

    /// <summary>Runs a change of a bounded number of elements until none is left.</summary>
    private void Repeat(string change, int load, CancellationToken cancellation)
    {
        var statement = "MATCH (l:Load {no: $load}) SET l.no = $load WITH l WHERE l.owner = $owner AND l.status = 'removing'\n"
            + "SET l.lease = timestamp() + $lease WITH l\nCALL { " + change + " RETURN count(*) AS gone }\nRETURN gone";
        var first = FirstFile(cancellation);
        var rows = RowsOfStatement;
        while (true)
        {
            try
            {
                if (Changed(statement, load, first, rows, cancellation) < rows)
                {
                    return;
                }
            }
            catch (ServerMemoryException) when (rows > 1)
            {
                rows /= 2;
            }
        }
    }

    private long Changed(string statement, int load, long first, int rows, CancellationToken cancellation)
    {
        var changed = runner.Write(statement, Parameters(load).Whole("first", first).Whole("rows", rows).Json(), cancellation).Rows;
        return changed.Next()
            ? changed.Whole(0)
            : throw new StoreException(string.Create(CultureInfo.InvariantCulture,
                $"Another program is removing what the broken load {load} left in {runner.Place}. Load again once it has ended."));
    }

    private long FirstFile(CancellationToken cancellation)
    {
        using var rows = runner.Read("MATCH (f:File) RETURN count(f)", default, cancellation);
        return rows.Next() ? rows.Whole(0) : 0;
    }

    private ParameterWriter Parameters(int load) =>
        new ParameterWriter().Whole("load", load).Text("owner", owner).Whole("lease", (long)settings.Lease.TotalMilliseconds);
}
