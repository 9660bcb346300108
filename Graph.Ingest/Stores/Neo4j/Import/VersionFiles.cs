using Graph.Ingest.Stores.DuckDb;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Import;

/// <summary>Writes all versions of one record type: relationships with their properties, or nodes and their links to what they speak of.</summary>
internal sealed class VersionFiles<TRecord> : IDisposable where TRecord : struct, IRecord
{
    private readonly ElementType element;
    private readonly ImportTable versions;
    private readonly ImportTable? partyLinks;
    private readonly ImportTable? siteLinks;

    /// <summary>Begins the files of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="begin">Begins a table: kind, name, header.</param>
    public VersionFiles(RecordType type, Func<ImportKind, string, string, ImportTable> begin)
    {
        element = ElementType.Of(type);
        // The first is vid, whose column carries the identity of nodes.
        var properties = ImportHeader.Columns([.. element.Properties.Skip(1), new GraphProperty("restated", PropertyKind.Text)]);
        if (element.IsRelationship)
        {
            var end = type == RecordType.Placements ? "Site" : "Party";
            versions = begin(ImportKind.Relationships, element.Name, $":START_ID(Party),:END_ID({end}),vid,{properties}");
            return;
        }

        versions = begin(ImportKind.Nodes, element.Name, $"vid:ID({element.Name}),{properties}");
        if (RecordElement.LinkOf(type) is { } link)
        {
            partyLinks = begin(ImportKind.Relationships, $"{link}-Party", $":START_ID({element.Name}),:END_ID(Party)");
            siteLinks = type == RecordType.Lists ? begin(ImportKind.Relationships, $"{link}-Site", $":START_ID({element.Name}),:END_ID(Site)") : null;
        }
    }

    /// <summary>Writes every kept row.</summary>
    public void Write(KeptRecords kept)
    {
        foreach (var record in kept.Single<TRecord>())
        {
            Write(record, RecordElement.KeyText(record), 1, restated: false);
        }

        var (sameKey, key) = (new List<TRecord>(), "");
        foreach (var record in kept.Restating<TRecord>())
        {
            var next = RecordElement.KeyText(record);
            if (!string.Equals(next, key, StringComparison.Ordinal))
            {
                Write(sameKey, key);
                key = next;
            }

            sameKey.Add(record);
        }

        Write(sameKey, key);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        versions.Dispose();
        partyLinks?.Dispose();
        siteLinks?.Dispose();
    }

    /// <summary>Writes the versions of a key, which come in order; forgets them.</summary>
    private void Write(List<TRecord> sameKey, string key)
    {
        for (var i = 0; i < sameKey.Count; i++)
        {
            Write(sameKey[i], key, i + 1, restated: sameKey.Count > 1);
        }

        sameKey.Clear();
    }

    private void Write(in TRecord record, string key, int version, bool restated)
    {
        var vid = RecordElement.Vid(key, version);
        var ends = RecordElement.Ends(record);
        if (element.IsRelationship)
        {
            versions.Reference(ends.From!);
            versions.Reference(ends.Site ?? ends.Party!);
        }

        RecordElement.Write(record, vid, RecordElement.Hash(record), 0, versions);
        versions.Text(restated ? key : null);
        versions.EndRow();
        Link(partyLinks, vid, ends.Party);
        Link(siteLinks, vid, ends.Site);
    }

    private static void Link(ImportTable? links, string vid, string? end)
    {
        if (links is not null && end is not null)
        {
            links.Reference(vid);
            links.Reference(end);
            links.EndRow();
        }
    }
}
