using DuckDB.NET.Native;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>A connection: statements in, chunks of columns out. One thread at a time.</summary>
internal sealed class DuckDbLink(string path, DuckDBNativeConnection connection) : IDisposable
{
    /// <summary>The store's file, for messages.</summary>
    public string Path => path;

    internal DuckDBNativeConnection Native => connection;

    /// <summary>Runs statements; a cancellation interrupts them.</summary>
    public void Execute(string sql, CancellationToken cancellation = default)
    {
        using var rows = Query(sql, cancellation);
    }

    /// <summary>Runs a query whose whole result is kept by the engine.</summary>
    public DuckDbRows Query(string sql, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        using var interruption = InterruptOn(cancellation);
        var state = NativeMethods.Query.DuckDBQuery(connection, sql, out var result);
        if (!state.IsSuccess())
        {
            throw Failure(ref result, cancellation);
        }

        return new DuckDbRows(this, result, null, cancellation);
    }

    /// <summary>Runs a query whose result is made while it is read: for results of millions of rows.</summary>
    public DuckDbRows Stream(string sql, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        using var interruption = InterruptOn(cancellation);
        if (!NativeMethods.PreparedStatements.DuckDBPrepare(connection, sql, out var statement).IsSuccess())
        {
            using (statement)
            {
                throw DuckDbErrors.OnUse(path, NativeMethods.PreparedStatements.DuckDBPrepareError(statement), DuckDBErrorType.Invalid);
            }
        }

        if (!NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result).IsSuccess())
        {
            using (statement)
            {
                throw Failure(ref result, cancellation);
            }
        }

        return new DuckDbRows(this, result, statement, cancellation);
    }

    /// <summary>The one number that a query gives; 0 for NULL.</summary>
    public long Number(string sql, CancellationToken cancellation = default)
    {
        using var rows = Query(sql, cancellation);
        return rows.Next() && !rows.IsNull(0, 0) ? rows.Column<long>(0)[0] : 0;
    }

    /// <summary>Makes a cancellation interrupt what runs until the registration is disposed.</summary>
    public CancellationTokenRegistration InterruptOn(CancellationToken cancellation) =>
        cancellation.Register(static link => NativeMethods.Startup.DuckDBInterrupt(((DuckDbLink)link!).Native), this);

    /// <summary>The exception of a failed result; frees the result.</summary>
    public Exception Failure(ref DuckDBResult result, CancellationToken cancellation)
    {
        var message = NativeMethods.Query.DuckDBResultError(ref result);
        var kind = NativeMethods.Query.DuckDBResultErrorType(ref result);
        NativeMethods.Query.DuckDBDestroyResult(ref result);
        return cancellation.IsCancellationRequested
            ? new OperationCanceledException(cancellation)
            : DuckDbErrors.OnUse(path, message, kind);
    }

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();
}
