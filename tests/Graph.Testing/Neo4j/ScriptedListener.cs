using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Graph.Testing.Neo4j;

/// <summary>Answers HTTP requests with given texts: for servers that are none of Neo4j, or are of versions that are not at hand. Never in place of a server
/// that is.</summary>
public sealed class ScriptedListener : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Thread thread;

    /// <summary>Begins to listen.</summary>
    /// <param name="answer">Status, content type and body of the answer to a method and path.</param>
    public ScriptedListener(Func<string, string, (int Status, string Type, string Body)> answer)
    {
        Port = OwnServer.FreePort();
        listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));
        listener.Start();
        thread = new Thread(() => Serve(answer)) { IsBackground = true };
        thread.Start();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>A store URI that leads here.</summary>
    public string Uri => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/neo4j");

    /// <inheritdoc />
    public void Dispose()
    {
        listener.Close();
        _ = thread.Join(TimeSpan.FromSeconds(10));
    }

    private void Serve(Func<string, string, (int Status, string Type, string Body)> answer)
    {
        try
        {
            while (true)
            {
                var context = listener.GetContext();
                var (status, type, body) = answer(context.Request.HttpMethod, context.Request.Url!.AbsolutePath);
                context.Response.StatusCode = status;
                context.Response.ContentType = type;
                context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            // Closed.
        }
    }
}
