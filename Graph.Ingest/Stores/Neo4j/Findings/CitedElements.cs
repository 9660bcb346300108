using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>What of the graph a cited row is.</summary>
/// <param name="Type">Its record type.</param>
/// <param name="Vid">Its vid.</param>
/// <param name="EndKey">Key of the node that a relationship ends at, else null.</param>
internal readonly record struct CitedElement(ElementType Type, string Vid, string? EndKey);

/// <summary>Finds cited rows in the graph by file and line.</summary>
internal static class CitedElements
{
    /// <summary>The elements of rows. One reading of each type that has a cited row: there is no index on lines, because it would slow every load.</summary>
    /// <exception cref="StoreException">A row is not there: the run was made from other records than the store's.</exception>
    public static Dictionary<RowOrigin, CitedElement> Find(IQueryRunner runner, IEnumerable<CitedRow> rows, CancellationToken cancellation)
    {
        var wanted = rows.DistinctBy(row => row.Origin).ToDictionary(row => row.Origin, row => row.FileName);
        var found = new Dictionary<RowOrigin, CitedElement>(wanted.Count);
        if (wanted.Count == 0)
        {
            return found;
        }

        var types = Types(runner, cancellation);
        foreach (var group in wanted.Keys.Where(row => types.ContainsKey(row.File)).GroupBy(row => types[row.File]))
        {
            Read(runner, ElementType.Of(group.Key), [.. group], wanted, found, cancellation);
        }

        foreach (var (row, name) in wanted)
        {
            if (!found.ContainsKey(row))
            {
                throw new StoreException(
                    $"{runner.Place} does not hold line {row.Line} of {name}, which a finding cites, so the run was made from other records. Load the records there and run again from that store.");
            }
        }

        return found;
    }

    private static Dictionary<int, RecordType> Types(IQueryRunner runner, CancellationToken cancellation)
    {
        var words = RecordTypes.All.ToDictionary(type => type.FileWord(), StringComparer.Ordinal);
        var types = new Dictionary<int, RecordType>();
        using var files = runner.Read(FindingsStatements.Files, default, cancellation);
        while (files.Next())
        {
            if (words.TryGetValue(files.Text(1), out var type))
            {
                types.Add((int)files.Whole(0), type);
            }
        }

        return types;
    }

    private static void Read(
        IQueryRunner runner, ElementType type, IReadOnlyList<RowOrigin> rows, Dictionary<RowOrigin, string> wanted, Dictionary<RowOrigin, CitedElement> found,
        CancellationToken cancellation)
    {
        var asked = new ParameterWriter().Value("files", rows.Select(r => r.File).Distinct().Order()).Value("lines", rows.Select(r => r.Line).Distinct().Order()).Json();
        using var answer = runner.Read(FindingsStatements.Rows(type), asked, cancellation);
        while (answer.Next())
        {
            var origin = new RowOrigin((int)answer.Whole(0), answer.Whole(1));
            if (wanted.ContainsKey(origin))
            {
                found[origin] = new CitedElement(type, answer.Text(2), answer.OptionalText(3));
            }
        }
    }
}
