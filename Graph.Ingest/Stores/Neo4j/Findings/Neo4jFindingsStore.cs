using System.Security.Cryptography;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>Findings in Neo4j, beside the records, as <see cref="FindingsStatements"/> lays them out.</summary>
internal sealed class Neo4jFindingsStore(IQueryRunner runner) : IFindingsStore
{
    /// <inheritdoc />
    public bool Write(PublishedRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        var id = run.MakeId();
        Clean(id, cancellation);
        if (IsThere(id, cancellation))
        {
            return false;
        }

        GraphSchema.Create(runner, cancellation);
        var writing = new RunWriting(runner, run, id, cancellation);
        writing.Look();
        if (!writing.Begin(() => Clean(id, cancellation)))
        {
            return false;
        }

        writing.Parts();
        writing.Finish();
        return true;
    }

    /// <inheritdoc />
    public IReadOnlyList<RunEntry> Runs()
    {
        using var rows = runner.Read(FindingsStatements.Runs, default, CancellationToken.None);
        var runs = new List<RunEntry>();
        while (rows.Next())
        {
            runs.Add(new RunEntry(
                rows.Whole(0), rows.Text(1), RunReading.Day(rows.Whole(2)), (int)rows.Whole(3), rows.Text(4), rows.OptionalWhole(5), rows.Whole(6),
                rows.OptionalWhole(7), rows.Flag(8), rows.Flag(9)));
        }

        return runs;
    }

    /// <inheritdoc />
    public PublishedRun Read(string run, CancellationToken cancellation) => new RunReading(runner, run, cancellation).Read() ?? throw Unknown(run);

    /// <inheritdoc />
    public void Remove(string run, CancellationToken cancellation)
    {
        var asked = new ParameterWriter().Value("run", run).Value("owner", RandomNumberGenerator.GetHexString(32, lowercase: true)).Json();
        var known = IsThere(run, cancellation);
        if (!known || !runner.Write(FindingsStatements.Hide, asked, cancellation).Rows.Next() && IsThere(run, cancellation))
        {
            throw Unknown(run);
        }

        Clean(keep: "", cancellation);
    }

    /// <inheritdoc />
    public void Dispose() => runner.Dispose();

    private bool IsThere(string run, CancellationToken cancellation)
    {
        using var head = runner.Read(FindingsStatements.Head, new ParameterWriter().Value("run", run).Json(), cancellation);
        return head.Next();
    }

    /// <summary>Takes away what dead writers and unfinished removals left.</summary>
    private void Clean(string keep, CancellationToken cancellation)
    {
        var dead = new List<string>();
        using (var rows = runner.Read(FindingsStatements.Dead, new ParameterWriter().Value("run", keep).Json(), cancellation))
        {
            while (rows.Next())
            {
                dead.Add(rows.Text(0));
            }
        }

        foreach (var run in dead)
        {
            var asked = new ParameterWriter().Value("run", run).Json();
            if (Count(FindingsStatements.Condemn, asked, cancellation) > 0)
            {
                foreach (var label in new[] { "Score", "Target", "Finding" })
                {
                    while (Count(FindingsStatements.Erase(label), asked, cancellation) > 0)
                    {
                        cancellation.ThrowIfCancellationRequested();
                    }
                }

                Count(FindingsStatements.EraseRun, asked, cancellation);
            }
        }
    }

    private long Count(string statement, ReadOnlyMemory<byte> parameters, CancellationToken cancellation)
    {
        var rows = runner.Write(statement, parameters, cancellation).Rows;
        return rows.Next() ? rows.Whole(0) : 0;
    }

    private StoreException Unknown(string run) =>
        new($"{runner.Place} has no run {run}. `adchain store runs --store {runner.Place}` lists those that it has.");
}
