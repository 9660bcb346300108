using System.Diagnostics;

namespace Graph.Benchmarks.Peers;

/// <summary>The peers of one comparison: which are wanted, which are there, and why the others are not.</summary>
/// <param name="wanted">Names, or null: all.</param>
/// <param name="gapbs">Folder of the GAP Benchmark Suite, or null.</param>
/// <param name="gapbsFlags">How it was built.</param>
/// <param name="python">Python's interpreter.</param>
/// <param name="threads">Threads of every peer that has them.</param>
/// <param name="scratch">Folder for compiled drivers and answers.</param>
internal sealed class PeerShelf(IReadOnlyList<string>? wanted, string? gapbs, string gapbsFlags, string python, int threads, string scratch) : IDisposable
{
    private static readonly string[] Known =
        ["gapbs", "networkit", "graphblas", "igraph", "networkx", "quikgraph", "ortools", "boost", "duckdb"];

    private readonly Dictionary<(string Peer, string File), PeerProcess> drivers = [];
    private readonly SortedDictionary<string, string> skipped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> used = new(StringComparer.Ordinal);

    /// <summary>Threads of every peer that has them.</summary>
    public int Threads => threads;

    /// <summary>Peers and kernels of peers that did not run, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Skipped => skipped;

    /// <summary>Peers that ran, with version and flags.</summary>
    public IReadOnlyDictionary<string, string> Used => used;

    /// <summary>Refuses names that no peer has.</summary>
    public void CheckNames()
    {
        if (wanted?.Except(Known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"No peer is called {unknown}: take {string.Join(", ", Known)}.");
        }
    }

    /// <summary>Whether a peer is wanted; one that is not is noted as skipped.</summary>
    public bool Wants(string peer)
    {
        if (wanted?.Contains(peer, StringComparer.Ordinal) ?? true)
        {
            return true;
        }

        Skip(peer, "not asked for");
        return false;
    }

    /// <summary>Notes that a peer, or a kernel of it, does not run.</summary>
    public void Skip(string what, string reason) => skipped.TryAdd(what, reason);

    /// <summary>Notes that a peer runs.</summary>
    public void Use(string peer, string version) => used.TryAdd(peer, version);

    /// <summary>A program of the GAP Benchmark Suite, or null where it is not there.</summary>
    public string? Gapbs(string program)
    {
        if (!Wants("gapbs"))
        {
            return null;
        }

        if (gapbs is null || !File.Exists(Path.Combine(gapbs, program)))
        {
            Skip("gapbs " + program, gapbs is null ? "no folder given: --gapbs or ADCHAIN_GAPBS" : $"{gapbs} holds no {program}");
            return null;
        }

        Use("gapbs", $"{gapbsFlags}, {GapbsContender.Environment}");
        return Path.Combine(gapbs, program);
    }

    /// <summary>A driver of a peer that has read a file, or null where it cannot run.</summary>
    public PeerProcess? Driver(string peer, string file)
    {
        if (!Wants(peer) || (Skipped.ContainsKey(peer) && !drivers.Keys.Any(key => key.Peer == peer)))
        {
            return null;
        }

        if (drivers.TryGetValue((peer, file), out var running))
        {
            return running;
        }

        try
        {
            var started = Start(peer, file);
            Use(peer, started.Version + (Flags(peer) is { } flags ? ", " + flags : ""));
            return drivers[(peer, file)] = started;
        }
        catch (PeerMissingException missing)
        {
            Skip(peer, missing.Message);
            return null;
        }
    }

    /// <summary>Ends the drivers, for instance before the next graph.</summary>
    public void EndDrivers()
    {
        foreach (var driver in drivers.Values)
        {
            driver.Dispose();
        }

        drivers.Clear();
    }

    /// <inheritdoc />
    public void Dispose() => EndDrivers();

    private static string? Flags(string peer) => Compilation(peer) is { } compilation ? $"{compilation.Compiler} {compilation.Flags}" : null;

    private static (string Compiler, string Source, string Flags)? Compilation(string peer) => peer switch
    {
        "boost" => ("g++", "boost_maxflow.cpp", "-O3 -march=native -std=c++17"),
        "graphblas" => ("gcc", "graphblas_peer.c", "-O3 -march=native -lgraphblas"),
        _ => null,
    };

    private static string Source(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    private PeerProcess Start(string peer, string file)
    {
        var answers = Path.Combine(scratch, peer + ".answer");
        return Compilation(peer) is { } compilation
            ? PeerProcess.Start(Compiled(peer, compilation), [file, Text(threads)], threads, answers)
            : PeerProcess.Start(python, [Source(peer + "_peer.py"), file, Text(threads)], threads, answers);
    }

    private string Compiled(string peer, (string Compiler, string Source, string Flags) compilation)
    {
        var program = Path.Combine(scratch, peer);
        if (File.Exists(program))
        {
            return program;
        }

        try
        {
            // Libraries stand behind the source.
            var flags = compilation.Flags.Split(' ');
            var arguments = flags.Where(flag => !flag.StartsWith("-l", StringComparison.Ordinal))
                .Concat(["-o", program, Source(compilation.Source)]).Concat(flags.Where(flag => flag.StartsWith("-l", StringComparison.Ordinal)));
            using var compiler = Process.Start(new ProcessStartInfo(compilation.Compiler, arguments) { RedirectStandardError = true })!;
            var errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            return compiler.ExitCode == 0
                ? program
                : throw new PeerMissingException($"{compilation.Source} does not compile: {errors.Split('\n')[0]}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new PeerMissingException($"{compilation.Compiler} is not installed");
        }
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
