using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>The rows of a read while they arrive.</summary>
internal sealed class QueryApiRows : IQueryRows
{
    private readonly QueryApiRunner runner;
    private readonly string mark;
    private readonly ResultStream answer;
    private readonly CancellationToken cancellation;
    private bool first = true;
    private bool more;
    private bool ended;

    /// <summary>Takes over an answer whose first row has been fetched.</summary>
    /// <param name="runner">To end the attempt where the rest is not wanted.</param>
    /// <param name="mark">The mark of the attempt.</param>
    /// <param name="answer">The answer; disposed with this.</param>
    /// <param name="more">Whether there was a first row.</param>
    /// <param name="cancellation">Cancels waiting for rows.</param>
    public QueryApiRows(QueryApiRunner runner, string mark, ResultStream answer, bool more, CancellationToken cancellation)
    {
        this.runner = runner;
        this.mark = mark;
        this.answer = answer;
        this.more = more;
        this.cancellation = cancellation;
    }

    /// <inheritdoc />
    public bool Next()
    {
        if (first || !more)
        {
            first = false;
            return more;
        }

        try
        {
            return more = answer.NextRow();
        }
        catch (Exception e) when (e is LostAnswerException or StatementException)
        {
            more = false;
            // The server has ended by itself where it reported an error.
            ended = e is StatementException;
            throw runner.Failure(e);
        }
        catch (OperationCanceledException)
        {
            more = false;
            EndAttempt();
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <inheritdoc />
    public bool IsNull(int column) => answer.Cells[column].Kind == JsonTokenType.Null;

    /// <inheritdoc />
    public long Whole(int column) => JsonRow.Whole(answer.Buffer, answer.Cells[column]);

    /// <inheritdoc />
    public double Real(int column) => JsonRow.Real(answer.Buffer, answer.Cells[column]);

    /// <inheritdoc />
    public bool Flag(int column) => JsonRow.Flag(answer.Cells[column]);

    /// <inheritdoc />
    public string Text(int column) => JsonRow.Text(answer.Buffer, answer.Cells[column]);

    /// <inheritdoc />
    public IReadOnlyList<string> Texts(int column) => JsonRow.Texts(answer.Buffer, answer.Cells[column]);

    /// <summary>Closes the connection; ends the statement on the server where rows are left.</summary>
    public void Dispose()
    {
        answer.Dispose();
        EndAttempt();
    }

    private void EndAttempt()
    {
        if (!ended && !answer.IsComplete)
        {
            _ = runner.End(mark);
        }

        ended = true;
    }
}
