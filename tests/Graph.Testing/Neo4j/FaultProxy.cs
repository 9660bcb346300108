using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Graph.Testing.Neo4j;

/// <summary>What happens to one request on its way.</summary>
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    Pass,

    /// <summary>The connection breaks before the server sees the request.</summary>
    LoseRequest,

    /// <summary>The server carries the request out to the end; the connection breaks before its answer arrives.</summary>
    LoseAnswer,

    /// <summary>The server sees the whole request, and the connection breaks at once.</summary>
    BreakAfterRequest,

    /// <summary>The connection breaks after <see cref="Fault.Bytes"/> of the answer's body.</summary>
    CutAnswer,

    /// <summary>As <see cref="CutAnswer"/>, but what was cut looks like the end of a body whose length nobody told.</summary>
    CutAnswerSilently,

    /// <summary>A gateway answers 502 in the server's place.</summary>
    BadGateway,
}

/// <summary>What happens to one request.</summary>
/// <param name="Kind">What.</param>
/// <param name="Bytes">After how many bytes of the answer's body it is cut.</param>
/// <param name="Delay">How long the request waits before anything.</param>
public readonly record struct Fault(FaultKind Kind, int Bytes = 0, TimeSpan Delay = default);

/// <summary>Stands between a client and a real server and breaks what goes through, one request to a connection.</summary>
public sealed class FaultProxy : IDisposable
{
    private readonly Uri server;
    private readonly Func<string, Fault> rule;
    private readonly Lock gate = new();
    private readonly List<Thread> threads = [];
    private TcpListener? listener;
    private int requests;

    /// <summary>Begins to listen.</summary>
    /// <param name="serverUri">The store URI of the server behind.</param>
    /// <param name="rule">What happens to a request, from its body (empty for GET); called by one thread at a time.</param>
    public FaultProxy(string serverUri, Func<string, Fault> rule)
    {
        server = new Uri(serverUri);
        this.rule = rule;
        Port = OwnServer.FreePort();
        Listen();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The store URI by way of the proxy.</summary>
    public string Uri => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}{server.AbsolutePath}");

    /// <summary>Requests so far.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>Begins to listen, after <see cref="Refuse"/>.</summary>
    public void Listen()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        var accepting = listener;
        Run(() => Accept(accepting));
    }

    /// <summary>Stops listening: connections are refused.</summary>
    public void Refuse() => listener?.Dispose();

    /// <inheritdoc />
    public void Dispose()
    {
        Refuse();
        Thread[] all;
        lock (gate)
        {
            all = [.. threads];
        }

        foreach (var thread in all)
        {
            _ = thread.Join(TimeSpan.FromSeconds(10));
        }
    }

    private void Run(Action work)
    {
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // One of the two ends broke the connection: that is what this class is for.
            }
        })
        { IsBackground = true };
        lock (gate)
        {
            threads.Add(thread);
        }

        thread.Start();
    }

    private void Accept(TcpListener accepting)
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = accepting.AcceptTcpClient();
            }
            catch (InvalidOperationException)
            {
                // Refused before this thread came to listen.
                return;
            }

            Run(() => Serve(client));
        }
    }

    private void Serve(TcpClient client)
    {
        using (client)
        {
            var (head, body) = ReadRequest(client.GetStream());
            _ = Interlocked.Increment(ref requests);
            Fault fault;
            lock (gate)
            {
                fault = rule(Encoding.UTF8.GetString(body));
            }

            Thread.Sleep(fault.Delay);
            if (fault.Kind == FaultKind.BadGateway)
            {
                client.GetStream().Write("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 24\r\nConnection: close\r\n\r\n<html>no upstream</html>"u8);
            }
            else if (fault.Kind != FaultKind.LoseRequest)
            {
                Forward(client, head, body, fault);
            }

            if (fault.Kind is not FaultKind.Pass and not FaultKind.CutAnswerSilently and not FaultKind.BadGateway)
            {
                // A reset, not an orderly end.
                client.LingerState = new LingerOption(true, 0);
            }
        }
    }

    private void Forward(TcpClient client, string head, byte[] body, Fault fault)
    {
        using var upstream = new TcpClient(server.Host, server.Port);
        var stream = upstream.GetStream();
        // The server closes after its answer, so that the answer's end needs no understanding.
        stream.Write(Encoding.Latin1.GetBytes(head.Insert(head.IndexOf("\r\n", StringComparison.Ordinal) + 2, "Connection: close\r\n")));
        stream.Write(body);
        if (fault.Kind == FaultKind.BreakAfterRequest)
        {
            return;
        }

        if (fault.Kind == FaultKind.LoseAnswer)
        {
            stream.CopyTo(Stream.Null);
        }
        else if (fault.Kind == FaultKind.Pass)
        {
            stream.CopyTo(client.GetStream());
        }
        else
        {
            Cut(stream, client.GetStream(), fault);
        }
    }

    private static void Cut(NetworkStream from, NetworkStream to, Fault fault)
    {
        var head = ReadHead(from);
        var chunked = head.Contains("chunked", StringComparison.OrdinalIgnoreCase);
        if (fault.Kind == FaultKind.CutAnswer)
        {
            to.Write(Encoding.Latin1.GetBytes(head));
            Copy(from, to, fault.Bytes);
            Thread.Sleep(50);
            return;
        }

        var lines = head.Split("\r\n").Where(line => !line.StartsWith("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase));
        to.Write(Encoding.Latin1.GetBytes(string.Join("\r\n", lines)));
        if (chunked)
        {
            // The length of the first chunk.
            _ = ReadLine(from);
        }

        Copy(from, to, fault.Bytes);
    }

    private static void Copy(NetworkStream from, NetworkStream to, int bytes)
    {
        var buffer = new byte[4_096];
        while (bytes > 0 && from.Read(buffer, 0, Math.Min(bytes, buffer.Length)) is var read and > 0)
        {
            to.Write(buffer, 0, read);
            bytes -= read;
        }
    }

    private static (string Head, byte[] Body) ReadRequest(NetworkStream stream)
    {
        var head = ReadHead(stream);
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[length is null ? 0 : int.Parse(length["Content-Length:".Length..], CultureInfo.InvariantCulture)];
        stream.ReadExactly(body);
        return (head, body);
    }

    private static string ReadHead(NetworkStream stream)
    {
        var head = new StringBuilder();
        string line;
        do
        {
            line = ReadLine(stream);
            _ = head.Append(line).Append("\r\n");
        }
        while (line.Length > 0);
        return head.ToString();
    }

    private static string ReadLine(NetworkStream stream)
    {
        var line = new StringBuilder();
        while (true)
        {
            var next = stream.ReadByte();
            if (next < 0)
            {
                throw new EndOfStreamException();
            }

            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            _ = line.Append((char)next);
        }
    }
}
