using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Graph.Benchmarks.Peers;

/// <summary>A driver of a peer: a process that has read a graph file and runs a kernel for each line it gets, so that rounds interleave.</summary>
/// <remarks>It first prints one line of JSON with its version. For each line <c>KERNEL ANSWER [NAME=VALUE …]</c> it runs the kernel once,
/// writes the answer as little-endian doubles into the file ANSWER, and prints one line: <c>{"seconds": …, "cpu": …, "notes": …}</c>,
/// or <c>{"error": …}</c>. It ends when its input does.</remarks>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;
    private readonly string answers;

    private PeerProcess(ProcessStartInfo start, string answers)
    {
        this.answers = answers;
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The version that the driver states.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Starts a driver and waits until it has read its graph.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">What it gets: a script, a graph file, threads.</param>
    /// <param name="threads">For OpenMP.</param>
    /// <param name="answers">File for its answers.</param>
    /// <exception cref="PeerMissingException">It does not start, or says why it cannot run.</exception>
    public static PeerProcess Start(string program, IEnumerable<string> arguments, int threads, string answers)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        try
        {
            var driver = new PeerProcess(start, answers);
            driver.Version = driver.Hear().GetProperty("version").GetString()!;
            return driver;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new PeerMissingException($"{program} does not start: {missing.Message}");
        }
    }

    /// <summary>Runs a kernel once.</summary>
    /// <returns>Its time, its notes, and its answer.</returns>
    public (Timing Timing, JsonElement Notes, double[] Answer) Ask(string kernel, string arguments)
    {
        process.StandardInput.WriteLine($"{kernel} {answers} {arguments}");
        process.StandardInput.Flush();
        var reply = Hear();
        var answer = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(answers)).ToArray();
        return (new Timing(reply.GetProperty("seconds").GetDouble(), reply.GetProperty("cpu").GetDouble()),
            reply.TryGetProperty("notes", out var notes) ? notes : default, answer);
    }

    /// <summary>Ends the driver.</summary>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5_000))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private JsonElement Hear()
    {
        // Libraries may chat on standard output: only lines of JSON are replies.
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith('{'))
            {
                var reply = JsonSerializer.Deserialize<JsonElement>(line);
                return reply.TryGetProperty("error", out var error) ? throw new PeerMissingException(error.GetString()!) : reply;
            }
        }

        process.WaitForExit();
        throw new PeerMissingException($"the driver ended with {process.ExitCode}: {LastLine(errors.Result)}");
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "without a word";
}

/// <summary>A contender behind a driver.</summary>
/// <param name="name">How the table calls it.</param>
/// <param name="driver">The driver; ended by its owner.</param>
/// <param name="kernel">The kernel's name there.</param>
/// <param name="arguments">Arguments of a part.</param>
internal sealed class DriverContender(string name, PeerProcess driver, string kernel, Func<int, string> arguments) : Contender(name)
{
    /// <summary>What the driver said beside the time.</summary>
    public JsonElement Notes { get; private set; }

    /// <inheritdoc />
    public override IReadOnlyList<Timing> Run(int part)
    {
        (var timing, Notes, Answer) = driver.Ask(kernel, arguments(part));
        return [timing];
    }
}
