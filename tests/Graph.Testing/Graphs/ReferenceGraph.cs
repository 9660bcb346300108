using System.Globalization;
using Graph.Model.Graphs;

namespace Graph.Testing.Graphs;

/// <summary>A validation graph of LDBC Graphalytics, as rows of neighbours, with the answers that belong to it.</summary>
public sealed class ReferenceGraph : IDisposable
{
    private readonly List<int> ids;

    private ReferenceGraph(List<int> ids, CsrGraph graph)
    {
        (this.ids, Graph) = (ids, graph);
    }

    /// <summary>The graph; nodes in ascending order of their ids.</summary>
    public CsrGraph Graph { get; }

    /// <summary>Reads a graph, or skips the running test where the reference data is not there.</summary>
    public static ReferenceGraph Read(bool directed, params string[] path)
    {
        var rows = Lines(path).Select(line => line.Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        var ids = rows.SelectMany(row => row).Distinct().Order().ToList();
        var edges = rows.SelectMany(row => row.Skip(1).Select(id => (ids.BinarySearch(row[0]), ids.BinarySearch(id)))).ToArray();
        using var list = EdgeList.Of(ids.Count, edges);
        return new ReferenceGraph(ids, CsrGraph.Build(list, new CsrOptions { Directed = directed }, CancellationToken.None));
    }

    /// <summary>The id of a node, as the files write it.</summary>
    public int IdOf(int node) => ids[node];

    /// <summary>The value that a file of answers holds for each node; null where it holds none.</summary>
    public string?[] Answers(params string[] path)
    {
        var answers = new string?[ids.Count];
        foreach (var line in Lines(path))
        {
            answers[ids.BinarySearch(int.Parse(line[0], CultureInfo.InvariantCulture))] = line[1];
        }

        return answers;
    }

    /// <summary>Releases the graph.</summary>
    public void Dispose() => Graph.Dispose();

    private static IEnumerable<string[]> Lines(string[] path)
    {
        var file = Repository.Shared(["reference", "graphalytics", .. path])
            ?? throw new InvalidOperationException("$XunitDynamicSkip$The Graphalytics reference data is not beside the project.");
        return File.ReadAllLines(file)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 0);
    }
}
