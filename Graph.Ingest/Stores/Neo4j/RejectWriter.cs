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
        const string Create =
            "UNWIND $rows AS row CREATE (x:Reject {file: row[0], line: row[1], column: row[2], reason: row[3], raw: row[4], seq: row[5]}) RETURN count(x) AS made";
        var items = sender.Rent();
        for (var f = 0; f < inside.Files.Count; f++)
        {
            var number = 0;
            foreach (var reject in staging.Rejects(inside.Load, inside.Files[f].File))
            {
                items.Json.WriteStartArray();
                items.Json.WriteNumberValue(firstFile + f);
                items.Json.WriteNumberValue(reject.Line);
                items.Json.WriteStringValue(reject.Column);
                items.Json.WriteStringValue(reject.Reason);
                items.Json.WriteStringValue(reject.Raw);
                items.Json.WriteNumberValue(number++);
                items.Json.WriteEndArray();
                items.End(1);
                if (items.Count >= settings.BatchRows || items.Bytes >= settings.BatchBytes)
                {
                    sender.Send(Create, items);
                    items = sender.Rent();
                }
            }
        }

        if (items.Count > 0)
        {
            sender.Send(Create, items);
        }
    }
}
