using Graph.Ingest.Stores.DuckDb;
using Graph.Ingest.Stores.Neo4j.Transport;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Makes the nodes of parties and sites that a load names for the first time. Their numbers go on without gaps.</summary>
internal sealed class NodeWriter(IQueryRunner runner, BatchSender sender, LoadSettings settings, CancellationToken cancellation)
{
    private static readonly string[] RoleLabels = ["Network", "Reseller", "Account", "Advertiser"];

    private static readonly string FindParties = "UNWIND range(0, size($keys) - 1) AS i MATCH (n:Party {key: $keys[i]}) RETURN i, "
        + string.Join(" + ", RoleLabels.Select((label, bit) => FormattableString.Invariant($"CASE WHEN n:{label} THEN {1 << bit} ELSE 0 END")));

    private const string FindSites = "UNWIND range(0, size($keys) - 1) AS i MATCH (n:Site {key: $keys[i]}) RETURN i, 0";

    /// <summary>Roles that parties of earlier loads get by this one: they show when the load is done.</summary>
    public List<(string Id, KeptRoles Roles)> NewRoles { get; } = [];

    /// <summary>Makes the parties that are not there.</summary>
    public void WriteParties(IEnumerable<KeptParty> parties)
    {
        var (next, any) = Next("Party");
        var batches = new JsonItems?[1 << RoleLabels.Length];
        foreach (var chunk in parties.Chunk(settings.BatchRows))
        {
            var found = any ? Find(FindParties, chunk.Select(p => p.Id)) : [];
            for (var i = 0; i < chunk.Length; i++)
            {
                var (party, roles) = (chunk[i], (int)chunk[i].Roles);
                if (found.TryGetValue(i, out var known))
                {
                    AddRoles(party.Id, (KeptRoles)(roles & ~known));
                    continue;
                }

                Add(batches[roles] ??= sender.Rent(), party.Id, next++, party.Name ?? party.Id);
                batches[roles] = SendIfFull(CreateParties(roles), batches[roles]!);
            }
        }

        for (var roles = 0; roles < batches.Length; roles++)
        {
            Send(CreateParties(roles), batches[roles]);
        }
    }

    /// <summary>Makes the sites that are not there.</summary>
    public void WriteSites(IEnumerable<(string Host, string Domain)> hosts)
    {
        const string Create = "UNWIND $rows AS row CREATE (n:Site {key: row[0], no: row[1], domain: row[2], name: row[0], load: $load}) RETURN count(n) AS made";
        var (next, any) = Next("Site");
        JsonItems? batch = null;
        foreach (var chunk in hosts.Chunk(settings.BatchRows))
        {
            var found = any ? Find(FindSites, chunk.Select(h => h.Host)) : [];
            for (var i = 0; i < chunk.Length; i++)
            {
                if (!found.ContainsKey(i))
                {
                    Add(batch ??= sender.Rent(), chunk[i].Host, next++, chunk[i].Domain);
                    batch = SendIfFull(Create, batch);
                }
            }
        }

        Send(Create, batch);
    }

    /// <summary>Sets <see cref="NewRoles"/> that were written to the parameter <c>roles</c> as <c>[key, roles]</c>.</summary>
    public static string SetRoles { get; } = "UNWIND $roles AS row MATCH (n:Party {key: row[0]}) "
        + string.Join(' ', RoleLabels.Select((label, bit) =>
            FormattableString.Invariant($"FOREACH (_ IN CASE WHEN row[1] / {1 << bit} % 2 = 1 THEN [1] ELSE [] END | SET n:{label})")))
        + " RETURN count(n) AS labelled";

    private static string CreateParties(int roles)
    {
        var labels = string.Concat(RoleLabels.Where((_, bit) => (roles & (1 << bit)) != 0).Select(label => ":" + label));
        return $"UNWIND $rows AS row CREATE (n:Party{labels} {{key: row[0], no: row[1], name: row[2], load: $load}}) RETURN count(n) AS made";
    }

    private static void Add(JsonItems batch, string key, long number, string text)
    {
        batch.Json.WriteStartArray();
        batch.Json.WriteStringValue(key);
        batch.Json.WriteNumberValue(number);
        batch.Json.WriteStringValue(text);
        batch.Json.WriteEndArray();
        batch.End(1);
    }

    private void AddRoles(string id, KeptRoles roles)
    {
        if (roles != KeptRoles.None)
        {
            NewRoles.Add((id, roles));
        }
    }

    private JsonItems? SendIfFull(string body, JsonItems batch)
    {
        if (batch.Count < settings.BatchRows && batch.Bytes < settings.BatchBytes)
        {
            return batch;
        }

        sender.Send(body, batch);
        return null;
    }

    private void Send(string body, JsonItems? batch)
    {
        if (batch is { Count: > 0 })
        {
            sender.Send(body, batch);
        }
    }

    /// <summary>The next free number, and whether there is any node: the index is in the order of the numbers.</summary>
    private (long Next, bool Any) Next(string label)
    {
        using var rows = runner.Read($"MATCH (n:{label}) WHERE n.no > 0 RETURN n.no ORDER BY n.no DESC LIMIT 1", default, cancellation);
        return rows.Next() ? (rows.Whole(0) + 1, true) : (1, false);
    }

    private Dictionary<int, int> Find(string statement, IEnumerable<string> keys)
    {
        var found = new Dictionary<int, int>();
        var parameters = new ParameterWriter(settings.BatchRows * 20).Array("keys", json =>
        {
            foreach (var key in keys)
            {
                json.WriteStringValue(key);
            }
        });
        sender.LookedUp();
        using var rows = runner.Read(statement, parameters.Json(), cancellation);
        while (rows.Next())
        {
            found.Add((int)rows.Whole(0), (int)rows.Whole(1));
        }

        return found;
    }
}
