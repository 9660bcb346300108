using Graph.Benchmarks.Comparison;
using Graph.Benchmarks.Data;
using Graph.Benchmarks.Peers;

namespace Graph.Benchmarks.Matches;

/// <summary>A text edge list read into numbered edges, against DuckDB's read_csv of the same file; each run alone in a process.</summary>
internal static class LoadMatches
{
    /// <summary>Largest ratio against DuckDB.</summary>
    public const double Goal = 1.5;

    /// <summary>The Kronecker graph's edges as they come from the generator.</summary>
    public static IEnumerable<Match> Load(MatchGraph graph, MatchSetting setting)
    {
        var file = graph.TextFile;
        var rivals = new List<Rival>();
        if (setting.Shelf.Wants("duckdb"))
        {
            setting.Shelf.Use("duckdb", LoadCommand.RivalVersion());
            rivals.Add(new Rival(new ChildContender("duckdb", "child-load-duckdb", file, setting.Threads), Goal, (_, ours, theirs) => AnswerChecks.Equal(ours, theirs)));
        }

        yield return new Match
        {
            Work = "edge list read from text",
            Graph = graph.Name,
            Ours = new ChildContender("ours", "child-load-ours", file, setting.Threads),
            Rivals = rivals,
            CheckOurs = (_, sums) => AnswerChecks.Demand(sums[0] == graph.GivenEdges, $"{sums[0]} edges instead of {graph.GivenEdges}"),
        };
    }

    /// <summary>This program again, which reads the file and reports; its answer is the number of edges and the sums of the ids at both ends.</summary>
    private sealed class ChildContender(string name, string command, string file, int threads) : Contender(name)
    {
        public override IReadOnlyList<Timing> Run(int part)
        {
            var measured = Measurement.OfChild(command, file, threads.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Answer = [measured.Marks["edges"], measured.Marks["sources"], measured.Marks["targets"]];
            return [new Timing(measured.Marks["read"], measured.Marks["read cpu"])];
        }
    }
}
