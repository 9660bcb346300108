using System.Text.Json;
using Graph.Ingest.Stores.DuckDb;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>The last statement of a load. It makes the files, by which the rows become visible, and with them what readers see of parties that were there
/// before: further roles and newer captions.</summary>
internal static class LoadEnding
{
    /// <summary>Ends a load.</summary>
    /// <param name="ticket">The right to write.</param>
    /// <param name="entry">The ledger line.</param>
    /// <param name="firstFile">The number of its first file.</param>
    /// <param name="roles">Roles that parties of earlier loads got.</param>
    public static void Write(LoadTicket ticket, LoadEntry entry, int firstFile, List<(string Id, KeptRoles Roles)> roles)
    {
        // Captions of parties that were there before; those of new ones were set when they were made.
        const string Captions =
            "CALL { MATCH (r:Registration) WHERE r.file >= $first MATCH (r)-[:REGISTERS]->(p:Party) WHERE p.load <> $load "
            + "WITH p, r ORDER BY r.file DESC, r.line DESC WITH p, head(collect([r.name])) AS newest "
            + "SET p.name = coalesce(newest[0], p.key) RETURN count(p) AS named }\n";
        var files = $"FOREACH (f IN $files | CREATE (:File {JsonProperties.Map(LedgerElement.File, "f")})-[:OF]->(l))";
        ticket.Finish(
            $"{Captions}CALL {{ {NodeWriter.SetRoles} }}\nRETURN 0 AS made", files,
            parameters => parameters.Whole("first", firstFile).Array("roles", json => Write(json, roles)).Array("files", json => Write(json, entry, firstFile)),
            entry.LoadedAt);
    }

    private static void Write(Utf8JsonWriter json, List<(string Id, KeptRoles Roles)> roles)
    {
        foreach (var (id, added) in roles)
        {
            json.WriteStartArray();
            json.WriteStringValue(id);
            json.WriteNumberValue((int)added);
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, LoadEntry entry, int firstFile)
    {
        var properties = new JsonProperties(json);
        for (var f = 0; f < entry.Files.Count; f++)
        {
            json.WriteStartArray();
            LedgerElement.Write(entry.Files[f], firstFile + f, entry.Load, properties);
            json.WriteEndArray();
        }
    }
}
