using Graph.Benchmarks.Matches;
using Graph.Benchmarks.Peers;

namespace Graph.Benchmarks.Comparison;

/// <summary>Outcomes of matches as a Markdown table, with the goal of each row and whether it is met.</summary>
internal sealed class KernelTable
{
    private readonly ResultTable table = new("Graph kernels against peers");
    private readonly List<Outcome> outcomes = [];

    public KernelTable(int threads, int rounds)
    {
        table.Line(FormattableString.Invariant($"Threads: {threads} for ours and for every peer that has them (igraph, networkx, quikgraph, ortools and boost use one). Rounds: {rounds}, interleaved, after one that warms up; contenders below 0.3 s run three times a round, those above 10 s play one round."));
        table.Line("Times are minimum / median in ms of one run, of one sweep or of one source as the row says; cpu is the mean processor time of the same (gapbs is looked at in steps of 10 ms). Ratio: our minimum over the peer's; below 1 ours is faster. Goal: the largest ratio that meets it; up to 1.15 times the goal noise does not tell.");
        table.Line("Reading files and building rows stand outside every clock, but for the row that reads, and for what a kernel builds for itself: maximum flow's residual network, ours and OR-Tools' alike. Every timed answer was verified outside the clock: ours by a plain computation, the peer's as the last column says.");
        table.Line("");
    }

    public void Add(IReadOnlyList<Outcome> rows) => outcomes.AddRange(rows);

    /// <summary>Prints the table and keeps it.</summary>
    public void Save(PeerShelf shelf, string? folder)
    {
        table.Header("work", "graph", "peer", "ours ms", "peer ms", "ours cpu ms", "peer cpu ms", "ratio", "goal", "met", "quality", "peer's answer");
        foreach (var row in outcomes)
        {
            table.Row(
                row.Work, row.Graph, row.Rival ?? "–", Times(row.Ours), row.Rival is null ? "" : Times(row.Theirs),
                Cpu(row.Ours), row.Rival is null ? "" : Cpu(row.Theirs), row.Rival is null ? "" : Ratio(row.Ratio),
                row.Goal is { } goal ? Ratio(goal) : "", row.Verdict, row.Quality is { } quality ? ResultTable.Digits(quality, 4) : "", row.Check);
        }

        AddFlowMean("ortools", 1.0);
        AddFlowMean("boost", null);
        table.Line("");
        table.Line("Peers:");
        foreach (var (peer, version) in shelf.Used)
        {
            table.Line($"- {peer}: {version}");
        }

        foreach (var (peer, reason) in shelf.Skipped)
        {
            table.Line($"- {peer}: skipped, {reason}");
        }

        table.Save(folder, "kernels.md");
    }

    private void AddFlowMean(string rival, double? goal)
    {
        var ratios = outcomes.Where(row => row.Work == FlowMatches.Work && row.Rival == rival).Select(row => row.Ratio).ToList();
        if (ratios.Count > 0)
        {
            var mean = Math.Exp(ratios.Average(Math.Log));
            var verdict = goal is null ? "" : mean <= goal ? "yes" : mean <= goal * Outcome.Noise ? "no, within noise" : "no";
            table.Row(FlowMatches.Work, FormattableString.Invariant($"geometric mean of {ratios.Count}"), rival, "", "", "", "", Ratio(mean), goal is { } most ? Ratio(most) : "", verdict, "", "");
        }
    }

    private static string Times(Spread spread) => ResultTable.Digits(spread.Minimum * 1e3, 3) + " / " + ResultTable.Digits(spread.Median * 1e3, 3);

    private static string Cpu(Spread spread) => double.IsNaN(spread.Cpu) ? "?" : ResultTable.Digits(spread.Cpu * 1e3, 3);

    private static string Ratio(double ratio) => ResultTable.Digits(ratio, 3) + " x";
}
