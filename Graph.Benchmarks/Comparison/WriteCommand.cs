using System.Diagnostics;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Comparison;

/// <summary>How fast a world is simulated and written.</summary>
internal static class WriteCommand
{
    private static TimeSpan spent;

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

    /// <summary>Wall clock, and the processor time since the last line, which other work on the machine disturbs less.</summary>
    private static void Say(string what, Stopwatch clock, long rows)
    {
        using var self = Process.GetCurrentProcess();
        var cpu = (self.TotalProcessorTime - spent).TotalSeconds;
        spent = self.TotalProcessorTime;
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{what}: {rows} rows, {clock.Elapsed.TotalSeconds:F2} s wall, {cpu:F2} s cpu, {rows / cpu / 1e6:F2} M rows per cpu second"));
    }
}
