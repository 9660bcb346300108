using System.Globalization;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Comparison;

/// <summary>How the cost of a whole run grows with the placements.</summary>
internal static class GrowthCommand
{
    private static readonly long[] Sizes = [1_000_000, 3_000_000, 10_000_000];

    public static void Run(BenchmarkArguments arguments)
    {
        var table = new ResultTable("Growth: CSV to targets");
        table.Line($"Rounds: {arguments.Rounds}; minimum / median; each run alone in a process.");
        table.Line("");
        table.Header("placements", "wall s", "cpu s", "peak MB", "µs a placement (minimum)", "load s", "read s", "flow s", "exposure s", "targets s");
        foreach (var placements in Sizes)
        {
            using var scratch = new ScratchFolder();
            BenchmarkWorld.Ensure(scratch.At("data"), placements);
            var rounds = Enumerable.Range(0, arguments.Rounds)
                .Select(_ => Measurement.OfChild("child-ours", scratch.At("data"), scratch.Folder)).ToList();
            var cells = new List<string>
            {
                placements.ToString("N0", CultureInfo.InvariantCulture),
                ResultTable.Spread(rounds.Select(measured => measured.WallSeconds)),
                ResultTable.Spread(rounds.Select(measured => measured.CpuSeconds)),
                ResultTable.Spread(rounds.Select(measured => measured.PeakMegabytes)),
                ResultTable.Number(rounds.Min(measured => measured.WallSeconds) * 1e6 / placements),
            };
            cells.AddRange(new[] { "load", "read", "flow", "exposure", "targets" }
                .Select(part => ResultTable.Number(rounds.Min(measured => measured.Marks[part]))));
            table.Row([.. cells]);
        }

        table.Save(arguments.Results, "growth.md");
    }
}
