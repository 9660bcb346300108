using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Writes rejected rows: a node each, found by the number of its file, in the order of <c>seq</c>.</summary>
internal static class RejectWriter
{
    /// <summary>Sends the rejected rows that a load has staged.</summary>
    /// <param name="staging">Where they are staged.</param>
    /// <param name="inside">The load in the staging store.</param>
    /// <param name="sender">Sends them.</param>
    /// <param name="settings">How much at a time.</param>
    /// <param name="firstFile">The number of the load's first file.</param>
    public static void Write(IRecordStore staging, LoadEntry inside, BatchSender sender, LoadSettings settings, int firstFile)
    {
        var create = $"UNWIND $rows AS row CREATE (x:Reject {JsonProperties.Map(LedgerElement.Reject, "row")}) RETURN count(x) AS made";
        var items = sender.Rent();
        for (var f = 0; f < inside.Files.Count; f++)
        {
            var number = 0;
            foreach (var reject in staging.Rejects(inside.Load, inside.Files[f].File))
            {
                items.Json.WriteStartArray();
                LedgerElement.Write(reject, firstFile + f, number++, new JsonProperties(items.Json));
                items.Json.WriteEndArray();
                items.End(1);
                if (items.Count >= settings.BatchRows || items.Bytes >= settings.BatchBytes)
                {
                    sender.Send(create, items);
                    items = sender.Rent();
                }
            }
        }

        if (items.Count > 0)
        {
            sender.Send(create, items);
        }
    }
}
