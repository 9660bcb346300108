using System.Diagnostics;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Comparison;

/// <summary>How fast a world is simulated and written.</summary>
internal static class WriteCommand
{
    public static void Run(BenchmarkArguments arguments)
    {
        using var scratch = new ScratchFolder();
        var clock = Stopwatch.StartNew();
        var world = BenchmarkWorld.Build(arguments.Placements);
        Say("tables", clock, world.Pairs);
        clock.Restart();
        Say("placements, not written", clock, world.Placements().LongCount());
        clock.Restart();
        Say("settlements, not written", clock, world.Settlements(CancellationToken.None).LongCount());
        clock.Restart();
        Say("lines, not written", clock, world.SettlementLines(CancellationToken.None).LongCount());
        clock.Restart();
        BenchmarkWorld.Ensure(arguments.Data ?? scratch.At("data"), arguments.Placements);
        Say("whole world written", clock, arguments.Placements);
        Measurement.Report(clock.Elapsed.TotalSeconds, []);
    }

    private static void Say(string what, Stopwatch clock, long rows) => Console.Out.WriteLine(FormattableString.Invariant(
        $"{what}: {rows} rows in {clock.Elapsed.TotalSeconds:F2} s, {rows / clock.Elapsed.TotalSeconds / 1e6:F2} M/s"));
}
