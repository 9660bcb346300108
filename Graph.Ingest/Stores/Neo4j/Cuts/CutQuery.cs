using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Asks the server about the rows that a cut sees.</summary>
/// <param name="runner">The server.</param>
/// <param name="visible">What is seen.</param>
/// <param name="cancellation">Cancels.</param>
internal sealed class CutQuery(IQueryRunner runner, VisibleRows visible, CancellationToken cancellation)
{
    /// <summary>What messages call the store.</summary>
    public string Place => runner.Place;

    /// <summary>What is seen.</summary>
    public VisibleRows Visible => visible;

    /// <summary>Which types have a key with more than one version.</summary>
    public static HashSet<RecordType> Restated(IQueryRunner runner, CancellationToken cancellation)
    {
        var types = new HashSet<RecordType>();
        var marks = RecordTypes.All.Select(t => $"EXISTS {{ MATCH {VisibleRows.Pattern(t, "r")} WHERE r.restated IS NOT NULL }}");
        using var rows = runner.Read($"RETURN {string.Join(", ", marks)}", default, cancellation);
        while (rows.Next())
        {
            types.UnionWith(RecordTypes.All.Where(t => rows.Flag((int)t)));
        }

        return types;
    }

    /// <summary>Runs a statement and takes its rows.</summary>
    /// <param name="statement">Cypher.</param>
    /// <param name="take">Given the rows, at each of them.</param>
    /// <param name="more">Adds parameters beside those of the cut.</param>
    public void Each(string statement, Action<IQueryRows> take, Action<ParameterWriter>? more = null)
    {
        var parameters = new ParameterWriter();
        visible.AddTo(parameters);
        more?.Invoke(parameters);
        using var rows = runner.Read(statement, parameters.Json(), cancellation);
        while (rows.Next())
        {
            take(rows);
        }
    }
}
