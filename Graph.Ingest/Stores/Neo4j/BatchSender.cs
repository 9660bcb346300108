using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Sends batches one after another, while the next is prepared: one request that writes is under way at a time, because two that write
/// relationships of the same nodes only wait for each other.</summary>
internal sealed class BatchSender(LoadTicket ticket, CancellationToken cancellation) : IDisposable
{
    /// <summary>After so many look-ups without a batch the lease is renewed: 100,000 rows, a few seconds.</summary>
    private const int QuietLookUps = 20;

    private readonly Stack<JsonItems> free = new();
    private Task flight = Task.CompletedTask;
    private JsonItems? flying;
    private int quiet;

    /// <summary>An empty list of items.</summary>
    public JsonItems Rent() => free.TryPop(out var items) ? items : new JsonItems();

    /// <summary>Sends items, after those before them were carried out. The list belongs to the sender from now on.</summary>
    /// <param name="body">Cypher that unwinds <c>$rows</c> and ends in <c>RETURN … AS made</c>.</param>
    /// <param name="items">The items.</param>
    public void Send(string body, JsonItems items)
    {
        Wait();
        quiet = 0;
        flying = items;
        flight = Task.Run(() => SendNow(body, items, 0, items.Count), CancellationToken.None);
    }

    /// <summary>Tells that some thousand rows were looked up: where nothing is new there is no batch, yet the load lives.</summary>
    public void LookedUp()
    {
        if (++quiet >= QuietLookUps)
        {
            quiet = 0;
            Wait();
            ticket.Renew(0, cancellation);
        }
    }

    /// <summary>Waits until everything sent was carried out.</summary>
    /// <exception cref="StoreException">It was not.</exception>
    public void Wait()
    {
        flight.GetAwaiter().GetResult();
        if (flying is not null)
        {
            flying.Clear();
            free.Push(flying);
            flying = null;
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Waits for the request under way, whatever comes of it: the next one must not run beside it.</summary>
    public void Dispose() => ((IAsyncResult)flight).AsyncWaitHandle.WaitOne();

    private void SendNow(string body, JsonItems items, int from, int to)
    {
        if (from == to)
        {
            return;
        }

        try
        {
            ticket.Send(body, p => p.Array("rows", json => items.WriteTo(json, from, to)), items.RowsOf(from, to), items.BytesOf(from, to) + to - from, cancellation);
        }
        catch (ServerMemoryException) when (to - from > 1)
        {
            var middle = (from + to) / 2;
            SendNow(body, items, from, middle);
            SendNow(body, items, middle, to);
        }
        catch (ServerMemoryException failure)
        {
            throw new StoreException(failure.Message, failure);
        }
    }
}
