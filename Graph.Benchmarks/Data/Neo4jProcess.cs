using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Graph.Benchmarks.Data;

/// <summary>A Neo4j server for the time of a measurement, started by the scripts <c>start</c> and <c>stop</c> of a folder, with 1 GB heap.</summary>
internal sealed class Neo4jProcess : IDisposable
{
    private readonly string scripts;
    private readonly string folder;

    /// <summary>Starts it on free ports.</summary>
    /// <param name="scripts">The folder of the scripts.</param>
    /// <param name="folder">Its data.</param>
    public Neo4jProcess(string scripts, string folder)
    {
        this.scripts = scripts;
        this.folder = folder;
        if (!File.Exists(Path.Combine(scripts, "start")))
        {
            throw new ArgumentException($"There is no script {scripts}/start: name the folder of the server with --neo4j.");
        }

        var (http, bolt) = (FreePort(), FreePort());
        Run("start", folder, http.ToString(CultureInfo.InvariantCulture), bolt.ToString(CultureInfo.InvariantCulture));
        Uri = FormattableString.Invariant($"http://127.0.0.1:{http}/neo4j");
    }

    /// <summary>The store URI.</summary>
    public string Uri { get; }

    public void Dispose() => Run("stop", folder);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(scripts, script), arguments) { RedirectStandardOutput = true };
        start.Environment["NEO4J_HEAP"] = "1g";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}.");
        }
    }
}
