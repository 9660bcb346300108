using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Graph.Testing.Neo4j;

/// <summary>A Neo4j server of one test, on free ports, to be killed and restarted. Its data stay in its folder until that is removed.</summary>
public sealed class OwnServer : IDisposable
{
    private readonly string scripts;
    private readonly string folder;

    private OwnServer(string scripts, string folder, string? password, int httpPort, int boltPort)
    {
        this.scripts = scripts;
        this.folder = folder;
        Password = password;
        HttpPort = httpPort;
        BoltPort = boltPort;
        Client = new Neo4jClient(Uri, password is null ? null : User, password);
    }

    /// <summary>The name of the user of servers with a password.</summary>
    public static string User => "neo4j";

    /// <summary>The password; null: the server asks for none.</summary>
    public string? Password { get; }

    /// <summary>The port of the Query API.</summary>
    public int HttpPort { get; }

    /// <summary>The port of the Bolt protocol.</summary>
    public int BoltPort { get; }

    /// <summary>The store URI.</summary>
    public string Uri => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{HttpPort}/neo4j");

    /// <summary>Runs statements on the server.</summary>
    public Neo4jClient Client { get; }

    /// <summary>Starts a server with an empty database in a new folder, or with the data of a folder; skips the test, with the reason, where the server's
    /// files or Java are missing.</summary>
    /// <param name="folder">Its data and logs.</param>
    /// <param name="password">Eight characters or more; null for a server without authentication.</param>
    public static OwnServer Start(string folder, string? password = null)
    {
        var scripts = Repository.Shared("neo4j");
        Assert.SkipWhen(scripts is null, "No server of its own for this test: the folder ../shared/neo4j is not there.");
        Assert.SkipUnless(Runs("java", "-version"), "No server of its own for this test: Java is missing (openjdk-17-jre-headless).");
        var server = new OwnServer(scripts!, folder, password, FreePort(), FreePort());
        server.Restart();
        return server;
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends the process at once (SIGKILL), as a crash would.</summary>
    public void Kill()
    {
        if (ProcessId() is not { } id)
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It had ended before.
        }

        File.Delete(Path.Combine(folder, "pid"));
    }

    /// <summary>Starts it again on the same ports and data, and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It did not come up.</exception>
    public void Restart()
    {
        string[] arguments = [folder, HttpPort.ToString(CultureInfo.InvariantCulture), BoltPort.ToString(CultureInfo.InvariantCulture)];
        var (code, text) = Run(Path.Combine(scripts, "start"), Password is null ? arguments : [.. arguments, Password]);
        if (code != 0)
        {
            throw new InvalidOperationException("The test's own Neo4j server did not start: " + text);
        }
    }

    /// <summary>Stops it cleanly.</summary>
    public void Stop()
    {
        var (code, text) = Run(Path.Combine(scripts, "stop"), [folder]);
        if (code != 0)
        {
            throw new InvalidOperationException("The test's own Neo4j server did not stop: " + text);
        }
    }

    /// <summary>Ends the server; the folder stays.</summary>
    public void Dispose()
    {
        Client.Dispose();
        Kill();
    }

    private int? ProcessId()
    {
        var path = Path.Combine(folder, "pid");
        return File.Exists(path) && int.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    private static bool Runs(string program, string argument)
    {
        try
        {
            return Run(program, [argument]).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Text) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        _ = start.Environment.TryAdd("NEO4J_HEAP", "600m");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + error);
    }
}
