using System.Globalization;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Comparison;

/// <summary>Ours against DuckDB's read_csv and GROUP BY of the same files, interleaved, each run alone in a process.</summary>
internal static class CompareCommand
{
    public static void Run(BenchmarkArguments arguments)
    {
        using var scratch = new ScratchFolder();
        var data = arguments.Data ?? scratch.At("data");
        Console.Error.WriteLine($"Writing {arguments.Placements} placements into {data} unless they are there.");
        BenchmarkWorld.Ensure(data, arguments.Placements);
        var table = new ResultTable(string.Create(CultureInfo.InvariantCulture, $"{arguments.Placements:N0} placements: CSV to targets against DuckDB"));
        Contenders.CheckAnswers(data, scratch.Folder);

        var (ours, rival, program) = (new List<Measurement>(), new List<Measurement>(), new List<Measurement>());
        for (var round = 0; round < arguments.Rounds; round++)
        {
            Console.Error.WriteLine($"Round {round + 1} of {arguments.Rounds}.");
            rival.Add(Measurement.OfChild("child-duckdb", data, scratch.Folder));
            ours.Add(Measurement.OfChild("child-ours", data, scratch.Folder));
            if (arguments.AdChain is { } adchain)
            {
                program.Add(Measurement.OfProgram(adchain, "run", data, "--out", scratch.At(FormattableString.Invariant($"out-{round}"))));
            }
        }

        Tabulate(table, ours, rival, program, arguments.Rounds);
        table.Save(arguments.Results, FormattableString.Invariant($"compare-{arguments.Placements}.md"));
    }

    private static void Tabulate(ResultTable table, List<Measurement> ours, List<Measurement> rival, List<Measurement> program, int rounds)
    {
        table.Line($"Rounds: {rounds}, interleaved; minimum / median. Totals and the sum of every lane were checked equal before. Each contender runs alone in a process on all cores with a fresh database file.");
        table.Line("");
        table.Header("", "wall s", "cpu s", "peak MB", "wall against DuckDB, all files");
        var anchor = rival.Min(measured => measured.WallSeconds);
        Add(table, "DuckDB: read_csv of all files + 2 GROUP BY", rival, anchor);
        Add(table, "ours in process: CSV to targets", ours, anchor);
        if (program.Count > 0)
        {
            Add(table, "adchain run, whole process, with the report", program, anchor);
        }

        table.Line("");
        table.Header("part", "wall s");
        foreach (var part in new[] { "placements", "others" })
        {
            table.Row("DuckDB: " + part, ResultTable.Spread(rival.Select(measured => measured.Marks[part])));
        }

        foreach (var part in new[] { "load", "read", "flow", "exposure", "targets", "second" })
        {
            table.Row("ours: " + (part == "second" ? "the same again in the same store" : part), ResultTable.Spread(ours.Select(measured => measured.Marks[part])));
        }

        table.Line("");
        table.Line($"Rows read by ours, all files: {ours[0].Marks["rows"]:F0}; rejected: {ours[0].Marks["rejected"]:F0}.");
    }

    private static void Add(ResultTable table, string name, List<Measurement> rounds, double anchor) => table.Row(
        name,
        ResultTable.Spread(rounds.Select(measured => measured.WallSeconds)),
        ResultTable.Spread(rounds.Select(measured => measured.CpuSeconds)),
        ResultTable.Spread(rounds.Select(measured => measured.PeakMegabytes)),
        ResultTable.Ratio(rounds.Min(measured => measured.WallSeconds), anchor));
}
