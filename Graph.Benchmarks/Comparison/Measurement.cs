using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Graph.Benchmarks.Comparison;

/// <summary>What one contender took in one round.</summary>
/// <param name="WallSeconds">Wall clock of the work.</param>
/// <param name="CpuSeconds">Processor time of the process.</param>
/// <param name="PeakMegabytes">Largest resident set of the process.</param>
/// <param name="Marks">Seconds of its parts, and answers, by name.</param>
internal sealed record Measurement(double WallSeconds, double CpuSeconds, double PeakMegabytes, Dictionary<string, double> Marks)
{
    /// <summary>Prefix of the line on which a child process reports.</summary>
    private const string Mark = "MEASURED ";

    /// <summary>Runs this program again with other arguments, alone in a process, and takes its report.</summary>
    public static Measurement OfChild(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Measurement).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        var line = output.Split('\n').LastOrDefault(text => text.StartsWith(Mark, StringComparison.Ordinal));
        return child.ExitCode == 0 && line is not null
            ? JsonSerializer.Deserialize<Measurement>(line[Mark.Length..])!
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {child.ExitCode}:\n{output}");
    }

    /// <summary>Runs another program and watches it from outside; its output goes to standard error.</summary>
    public static Measurement OfProgram(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        var clock = Stopwatch.StartNew();
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync();
        var (peak, cpu) = (0.0, 0.0);
        while (!child.WaitForExit(20))
        {
            peak = Math.Max(peak, PeakOf(child.Id));
            cpu = Math.Max(cpu, CpuOf(child.Id));
        }

        var wall = clock.Elapsed.TotalSeconds;
        return child.ExitCode == 0
            ? new Measurement(wall, cpu, peak, [])
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {child.ExitCode}:\n{output.Result}");
    }

    /// <summary>Reports this process from inside, as its last line.</summary>
    public static void Report(double wallSeconds, Dictionary<string, double> marks)
    {
        using var self = Process.GetCurrentProcess();
        var measured = new Measurement(wallSeconds, self.TotalProcessorTime.TotalSeconds, PeakOf(Environment.ProcessId), marks);
        Console.Out.WriteLine(Mark + JsonSerializer.Serialize(measured));
    }

    /// <summary>VmHWM, or 0 where the system keeps none or the process has gone.</summary>
    private static double PeakOf(int process)
    {
        var line = Lines($"/proc/{process}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>User and system time in seconds: fields 14 and 15 of stat, in hundredths, counted behind the name in brackets.</summary>
    private static double CpuOf(int process)
    {
        var stat = Lines($"/proc/{process}/stat").FirstOrDefault();
        if (stat is null)
        {
            return 0;
        }

        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (IOException)
        {
            // The process went between the two looks: what was seen before stands.
            return [];
        }
    }
}
