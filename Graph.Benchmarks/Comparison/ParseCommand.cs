using System.Diagnostics;
using System.Globalization;
using Graph.Benchmarks.Baselines;
using Graph.Benchmarks.Data;
using Graph.Benchmarks.Stages;
using Graph.Model.Records;

namespace Graph.Benchmarks.Comparison;

/// <summary>Our typed parse with all rules against CsvHelper's source-generated GetRecords, one thread each, one process, interleaved.</summary>
internal static class ParseCommand
{
    public static void Run(BenchmarkArguments arguments)
    {
        using var scratch = new ScratchFolder();
        var data = arguments.Data ?? scratch.At("data");
        BenchmarkWorld.Ensure(data, arguments.Placements);
        var table = new ResultTable(string.Create(CultureInfo.InvariantCulture, $"{arguments.Placements:N0} placements: typed parse, one thread"));
        var (ours, theirs) = (new List<double>(), new List<double>());

        // The first round warms both up and is not counted.
        for (var round = 0; round <= arguments.Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var (read, rejected) = StageData.Parse(data, RecordType.Placements);
            var mine = clock.Elapsed.TotalSeconds;
            clock.Restart();
            var (rows, _) = CsvHelperBaseline.Read(data);
            var other = clock.Elapsed.TotalSeconds;
            if (read != rows || rejected != 0)
            {
                throw new InvalidOperationException(FormattableString.Invariant($"Answers differ: {read} rows, {rejected} rejected, against {rows}."));
            }

            if (round > 0)
            {
                ours.Add(mine);
                theirs.Add(other);
            }
        }

        table.Line($"Rounds: {arguments.Rounds}, interleaved; minimum / median; rows checked equal.");
        table.Line("");
        table.Header("", "wall s", "M rows/s (minimum)", "speed against GetRecords");
        table.Row("CsvHelper GetRecords, source-generated, pooled strings", ResultTable.Spread(theirs), ResultTable.Number(arguments.Placements / theirs.Min() / 1e6), "1.00 x");
        table.Row("ours, all rules of the contract", ResultTable.Spread(ours), ResultTable.Number(arguments.Placements / ours.Min() / 1e6), ResultTable.Ratio(theirs.Min(), ours.Min()));
        table.Save(arguments.Results, "parse.md");
    }
}
