using Graph.Ingest.Stores.DuckDb;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Import;

/// <summary>A file with rows that was written for the importer.</summary>
/// <param name="Name">Name without folder.</param>
/// <param name="Rows">Nodes or relationships in it.</param>
/// <param name="Bytes">Its size.</param>
public sealed record Neo4jImportFile(string Name, long Rows, long Bytes);

/// <summary>What was written for the importer.</summary>
/// <param name="Files">The files with rows, in the order of the command.</param>
/// <param name="Nodes">Nodes in them.</param>
/// <param name="Relationships">Relationships in them.</param>
/// <param name="Properties">Properties of both: with nodes and relationships what the importer must report at its end.</param>
/// <param name="Guide">What to do with the files, with the command; also in the folder, as README.txt.</param>
public sealed record Neo4jImportResult(IReadOnlyList<Neo4jImportFile> Files, long Nodes, long Relationships, long Properties, string Guide);

/// <summary>Writes the records of an embedded store as files for <c>neo4j-admin database import full</c>: the graph that loading the same folder into a
/// Neo4j store makes, but for the numbers of parties and sites and the time of the load.</summary>
public static class Neo4jImportFiles
{
    /// <summary>The script that runs the importer: the last file that is needed.</summary>
    public const string ScriptName = ImportGuide.ScriptName;

    /// <summary>Whether a file of this name is one that <see cref="Write"/> makes, or the importer's report on them.</summary>
    /// <param name="name">Name without folder.</param>
    public static bool Owns(string name) => ImportGuide.Texts.Contains(name, StringComparer.Ordinal) || ImportRun.Names.Any(table =>
        name == table + "-header.csv" || name == table + ".csv" || name == table + ".csv.gz");

    /// <summary>Writes the files.</summary>
    /// <param name="store">An embedded store that holds one load.</param>
    /// <param name="folder">A folder that is there; files of the same names are replaced.</param>
    /// <param name="gzip">Whether files with rows are compressed.</param>
    /// <param name="progress">Told the name of each file that is begun, or null.</param>
    /// <param name="cancellation">Cancels; files are then incomplete.</param>
    /// <remarks>The same records give the same bytes, but for the time of the load. Memory: the names of parties, sites and words, and buffers.</remarks>
    /// <exception cref="ArgumentException">The store is of another kind, or holds another number of loads.</exception>
    /// <exception cref="StoreException">The store is not sound.</exception>
    public static Neo4jImportResult Write(IRecordStore store, string folder, bool gzip, Action<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (store is not DuckDbRecordStore embedded || store.Ledger() is not [var load])
        {
            throw new ArgumentException("Import files are made from an embedded store that holds one load.", nameof(store));
        }

        using var kept = embedded.Kept(cancellation);
        return new ImportRun(embedded, kept, folder, gzip, progress, cancellation).Write(load);
    }
}
