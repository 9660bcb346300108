using Graph.Ingest.Stores.DuckDb;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Import;

/// <summary>One writing of import files.</summary>
internal sealed class ImportRun(
    DuckDbRecordStore store, KeptRecords kept, string folder, bool gzip, Action<string>? progress, CancellationToken cancellation)
{
    private static readonly GraphProperty[] PartyProperties =
        [new("no", PropertyKind.Whole), new("name", PropertyKind.Text), new("load", PropertyKind.Whole)];

    private static readonly GraphProperty[] SiteProperties =
        [new("no", PropertyKind.Whole), new("domain", PropertyKind.Text), new("name", PropertyKind.Text), new("load", PropertyKind.Whole)];

    private readonly List<ImportTable> tables = [];

    /// <summary>The names of all tables that may be written.</summary>
    public static IEnumerable<string> Names { get; } =
    [
        "Party", "Site", "Load", "File", "OF", "Reject", "Store",
        .. ElementType.All.Select(e => e.Name),
        .. ElementType.All.Where(e => RecordElement.LinkOf(e.Type) is not null).Select(e => RecordElement.LinkOf(e.Type) + "-Party"),
        RecordElement.LinkOf(RecordType.Lists) + "-Site",
    ];

    /// <summary>Writes everything.</summary>
    public Neo4jImportResult Write(LoadEntry load)
    {
        try
        {
            WriteParties(load.Load);
            WriteSites(load.Load);
            foreach (var type in RecordTypes.All.Where(type => kept.Count(type) > 0))
            {
                Write(type);
            }

            WriteLedger(load);
        }
        finally
        {
            tables.ForEach(table => table.Dispose());
        }

        return ImportGuide.Write(folder, WithoutEmpty());
    }

    /// <summary>The tables that have rows; the files of others are removed.</summary>
    private List<ImportTable> WithoutEmpty()
    {
        foreach (var empty in tables.Where(table => table.Rows == 0))
        {
            File.Delete(Path.Combine(folder, empty.HeaderName));
            File.Delete(Path.Combine(folder, empty.DataName));
        }

        return [.. tables.Where(table => table.Rows > 0)];
    }

    private ImportTable Begin(ImportKind kind, string name, string header)
    {
        progress?.Invoke(name);
        var table = new ImportTable(folder, kind, name, header, gzip);
        tables.Add(table);
        return table;
    }

    private void WriteParties(int load)
    {
        var table = Begin(ImportKind.Nodes, "Party", $"key:ID(Party),{ImportHeader.Columns(PartyProperties)},:LABEL");
        foreach (var party in kept.Parties())
        {
            table.Text(party.Id);
            table.Whole(table.Rows + 1);
            table.Text(party.Name ?? party.Id);
            table.Whole(load);
            table.Reference(Labels(party.Roles));
            table.EndRow();
        }
    }

    private static string Labels(KeptRoles roles) => string.Join(';', new[]
    {
        "Party",
        roles.HasFlag(KeptRoles.Network) ? "Network" : "",
        roles.HasFlag(KeptRoles.Reseller) ? "Reseller" : "",
        roles.HasFlag(KeptRoles.Account) ? "Account" : "",
        roles.HasFlag(KeptRoles.Advertiser) ? "Advertiser" : "",
    }.Where(label => label.Length > 0));

    private void WriteSites(int load)
    {
        var table = Begin(ImportKind.Nodes, "Site", $"key:ID(Site),{ImportHeader.Columns(SiteProperties)}");
        foreach (var (host, domain) in kept.Hosts())
        {
            table.Text(host);
            table.Whole(table.Rows + 1);
            table.Text(domain);
            table.Text(host);
            table.Whole(load);
            table.EndRow();
        }
    }

    private void Write(RecordType type)
    {
        switch (type)
        {
            case RecordType.Placements: Write<Placement>(type); break;
            case RecordType.Settlements: Write<Settlement>(type); break;
            case RecordType.SettlementLines: Write<SettlementLine>(type); break;
            case RecordType.Parties: Write<Party>(type); break;
            case RecordType.Lists: Write<ListEntry>(type); break;
            case RecordType.Notices: Write<Notice>(type); break;
            case RecordType.Declarations: Write<Declaration>(type); break;
            case RecordType.Verdicts: Write<Verdict>(type); break;
            case RecordType.Works: Write<Work>(type); break;
            case RecordType.Rates: Write<Rate>(type); break;
            case RecordType.Actions: Write<TargetAction>(type); break;
            default: throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown record type.");
        }
    }

    private void Write<TRecord>(RecordType type) where TRecord : struct, IRecord => new VersionFiles<TRecord>(type, Begin).Write(kept);

    private void WriteLedger(LoadEntry load) => new LedgerFiles(store, Begin, cancellation).Write(load);
}
