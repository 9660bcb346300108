using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Sends single requests to a server: no retries.</summary>
internal sealed class QueryApiConnection : IDisposable
{
    private readonly HttpClient http;
    private readonly Uri root;
    private readonly Uri endpoint;

    /// <summary>Prepares the client; nothing is sent.</summary>
    /// <param name="address">The database.</param>
    /// <param name="connectTimeout">How long a connection may take to come about.</param>
    public QueryApiConnection(StoreAddress address, TimeSpan connectTimeout)
    {
        root = new Uri(address.Server + "/");
        endpoint = new Uri(root, $"/db/{Uri.EscapeDataString(address.Database)}/query/v2");
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = connectTimeout,
            // The server drops idle connections after 30 seconds.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            // A result that is given up may have millions of rows to come.
            MaxResponseDrainSize = 0,
            // Credentials go to the server alone: by no other host, and to no other place that it names.
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectCallback = Connect,
        })
        {
            // A statement may take as long as it takes: whether the peer is still there, the socket finds out.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (address.Credentials is { } credentials)
        {
            var token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.User}:{credentials.Password}"));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", token);
        }
    }

    /// <summary>Asks the server who it is.</summary>
    /// <exception cref="LostAnswerException">No answer.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public byte[] Root(CancellationToken cancellation)
    {
        using var response = Send(new HttpRequestMessage(HttpMethod.Get, root), cancellation);
        return Guard(() => response.Content.ReadAsByteArrayAsync(cancellation).GetAwaiter().GetResult(), cancellation);
    }

    /// <summary>Sends a statement and returns its answer as it begins to come.</summary>
    /// <exception cref="LostAnswerException">No answer.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ResultStream Run(StatementBody body, CancellationToken cancellation)
    {
        var response = Send(new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = body }, cancellation);
        try
        {
            return new ResultStream(response, cancellation);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            return Guard(() => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).GetAwaiter().GetResult(), cancellation);
        }
    }

    private static T Guard<T>(Func<T> request, CancellationToken cancellation)
    {
        try
        {
            return request();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw LostAnswerException.Of(e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new LostAnswerException("the connection did not come about in time", e);
        }
    }

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
