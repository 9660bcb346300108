using System.Globalization;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Every kept row of a store as a typed record, streamed: what another store takes over, or an export writes. Rows come with the number of
/// their file among all files of the ledger.</summary>
/// <remarks>One enumeration at a time: the next one ends it. Names are shared by all records, see <see cref="Names"/>.</remarks>
internal sealed class KeptRecords : IDisposable
{
    private readonly DuckDbLink link;
    private readonly RecordReading reading;
    private readonly CancellationToken cancellation;

    /// <summary>Takes over the connection.</summary>
    public KeptRecords(DuckDbLink link, CancellationToken cancellation)
    {
        this.link = link;
        this.cancellation = cancellation;
        reading = new RecordReading(link, cancellation);
    }

    /// <summary>The tables of the names that records come with.</summary>
    public RecordNames Names => reading.Names;

    /// <summary>All rows of a type in the order of load, file, line.</summary>
    public IEnumerable<TRecord> InOrder<TRecord>() where TRecord : struct, IRecord => reading.Read<TRecord>(TableOf<TRecord>(), "ORDER BY t.origin");

    /// <summary>The rows whose key has no other version, in an order that keeps rows of one pair of ends together: placements by network and host,
    /// settlements by payer and payee; then by load, file, line.</summary>
    public IEnumerable<TRecord> Single<TRecord>() where TRecord : struct, IRecord =>
        reading.Read<TRecord>(TableOf<TRecord>(), Grouped<TRecord>($"WHERE t.hash NOT IN ({Restated<TRecord>()})"));

    /// <summary>The rows whose key has, or may have, other versions: of each key together, in the order of load, file, line.</summary>
    public IEnumerable<TRecord> Restating<TRecord>() where TRecord : struct, IRecord =>
        reading.Read<TRecord>(TableOf<TRecord>(), $"WHERE t.hash IN ({Restated<TRecord>()}) ORDER BY t.hash, "
            + $"{string.Join(", ", RecordTable.Of(RecordRows.TypeOf<TRecord>()).Key.Select(k => "t." + k))}, t.origin");

    /// <summary>All rows in the order of <see cref="Single{TRecord}"/>.</summary>
    public IEnumerable<TRecord> ByPair<TRecord>() where TRecord : struct, IRecord => reading.Read<TRecord>(TableOf<TRecord>(), Grouped<TRecord>(""));

    /// <summary>How many rows of a type are kept.</summary>
    public long Count(RecordType type) => link.Number(string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM {RecordTable.Of(type).Name}"), cancellation);

    /// <summary>The hosts that placements and list entries name, and the registrable domain of each, which is among them; in the order of their numbers.</summary>
    public IEnumerable<(string Host, string Domain)> Hosts()
    {
        const string Named = "SELECT host FROM placements UNION SELECT host FROM lists";
        using var rows = link.Stream(
            $"SELECT h.text, d.text FROM host_names h JOIN host_names d ON d.id = h.registrable WHERE h.id IN ({Named} "
            + $"UNION SELECT registrable FROM host_names WHERE id IN ({Named})) ORDER BY h.id", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                yield return (rows.Text(0, i)!, rows.Text(1, i)!);
            }
        }
    }

    /// <summary>The parties that any kept row names, each with the roles that the rows give it and its newest registered name.</summary>
    public IEnumerable<KeptParty> Parties()
    {
        using var rows = link.Stream(PartiesNamed, cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                yield return new KeptParty(rows.Text(0, i)!, (KeptRoles)rows.Column<int>(1)[i], rows.Text(2, i));
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => link.Dispose();

    // Roles as in KeptRoles: of placements by column; of registrations by kind (advertiser, network, reseller, account in the order of PartyKind).
    private const string PartiesNamed =
        "WITH used AS (SELECT network, reseller, account FROM chains WHERE id IN (SELECT chain FROM placements)), "
        + "numbered AS (SELECT network AS id, 1 AS role FROM used UNION ALL SELECT reseller, 2 FROM used UNION ALL SELECT account, 4 FROM used "
        + "UNION ALL SELECT DISTINCT advertiser, 8 FROM placements UNION ALL SELECT DISTINCT payer, 0 FROM settlements "
        + "UNION ALL SELECT DISTINCT payee, 0 FROM settlements UNION ALL SELECT party, [8, 1, 2, 4][kind + 1] FROM parties "
        + "UNION ALL SELECT network, 0 FROM notices UNION ALL SELECT network, 0 FROM declarations UNION ALL SELECT network, 0 FROM verdicts), "
        + "newest AS (SELECT party, arg_max(struct_pack(v := name), origin).v AS name FROM parties GROUP BY party), "
        + "texts AS (SELECT text, id, role, newest.name FROM numbered JOIN party_names USING (id) LEFT JOIN newest ON newest.party = id "
        + "UNION ALL SELECT subject, NULL, 0, NULL FROM lists WHERE subject_kind <> 0 "
        + "UNION ALL SELECT target_id, NULL, 0, NULL FROM actions WHERE target_kind <> 2 AND target_id <> '') "
        + "SELECT text, bit_or(role)::INTEGER, max(name) FROM texts GROUP BY text ORDER BY min(id) NULLS LAST, text";

    private static string TableOf<TRecord>() where TRecord : struct, IRecord => RecordTable.Of(RecordRows.TypeOf<TRecord>()).Name;

    private static string Restated<TRecord>() where TRecord : struct, IRecord => $"SELECT hash FROM restated WHERE type = '{TableOf<TRecord>()}'";

    private static string Grouped<TRecord>(string condition) where TRecord : struct, IRecord => RecordRows.TypeOf<TRecord>() switch
    {
        RecordType.Placements => $"JOIN (SELECT id AS chain, network FROM chains) c USING (chain) {condition} ORDER BY c.network, t.host, t.origin",
        RecordType.Settlements => $"{condition} ORDER BY t.payer, t.payee, t.origin",
        _ => $"{condition} ORDER BY t.origin",
    };
}

/// <summary>Where a party stands in kept rows, and what it is registered as.</summary>
[Flags]
internal enum KeptRoles
{
    /// <summary>Only named.</summary>
    None = 0,
    /// <summary>A network.</summary>
    Network = 1,
    /// <summary>A reseller.</summary>
    Reseller = 2,
    /// <summary>An account.</summary>
    Account = 4,
    /// <summary>An advertiser.</summary>
    Advertiser = 8,
}

/// <summary>A party that kept rows name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Name">The name in the newest of its registrations, or null.</param>
internal readonly record struct KeptParty(string Id, KeptRoles Roles, string? Name);
