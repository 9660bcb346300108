using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Graph.Benchmarks.Peers;

/// <summary>A kernel of the GAP Benchmark Suite, built beside the project: a process that loads a graph file and runs a few trials.</summary>
/// <param name="name">How the table calls it.</param>
/// <param name="program">The built program.</param>
/// <param name="graph">A .sg or .wsg file.</param>
/// <param name="trials">Trials a process: the first ones warm up.</param>
/// <param name="threads">Threads.</param>
/// <param name="arguments">Further arguments of a part.</param>
/// <param name="accept">Looks at the whole output and says what holds, or throws; runs outside every clock.</param>
internal sealed partial class GapbsContender(
    string name, string program, string graph, int trials, int threads, Func<int, string> arguments, Func<string, int, string> accept) : Contender(name)
{
    /// <summary>How the processes are run, for the notes of the table.</summary>
    public const string Environment = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";

    /// <inheritdoc />
    public override IReadOnlyList<Timing> Run(int part)
    {
        var (timings, output) = Trials($"-f {graph} -n {trials} {arguments(part)}");
        Verified = accept(output, part);
        return timings;
    }

    /// <summary>Accepts where every trial was verified by the program's own -v.</summary>
    public static string AllPass(string output, int part)
    {
        var verdicts = Verdict().Matches(output);
        return verdicts.Count > 0 && verdicts.All(verdict => verdict.Groups[1].Value == "PASS")
            ? "own check passed"
            : throw new Matches.WrongAnswerException("it does not pass its own check");
    }

    /// <summary>Runs the program; times of the trials, and all it printed.</summary>
    private (List<Timing> Timings, string Output) Trials(string commandLine)
    {
        // stdbuf makes the program print each line at once, so that its processor time can be read between the trials.
        var buffered = File.Exists("/usr/bin/stdbuf");
        var start = new ProcessStartInfo(buffered ? "/usr/bin/stdbuf" : program, buffered ? $"-oL {program} {commandLine}" : commandLine)
        {
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["GLIBC_TUNABLES"] = Environment.Split('=', 2)[1];
        using var process = Process.Start(start)!;
        var (timings, output, before) = (new List<Timing>(), new List<string>(), 0.0);
        while (process.StandardOutput.ReadLine() is { } line)
        {
            output.Add(line);
            var cpu = buffered ? ProcessClock.CpuSeconds(process.Id) : double.NaN;
            if (TrialTime().Match(line) is { Success: true } trial)
            {
                timings.Add(new Timing(double.Parse(trial.Groups[1].Value, CultureInfo.InvariantCulture), cpu - before));
            }

            before = cpu;
        }

        process.WaitForExit();
        return process.ExitCode == 0 && timings.Count > 0
            ? (timings, string.Join('\n', output))
            : throw new PeerMissingException($"{program} {commandLine} ended with {process.ExitCode} after: {output.LastOrDefault()}");
    }

    [GeneratedRegex(@"^Trial Time:\s+([\d.]+)")]
    private static partial Regex TrialTime();

    [GeneratedRegex(@"Verification:\s+(PASS|FAIL)")]
    private static partial Regex Verdict();
}
