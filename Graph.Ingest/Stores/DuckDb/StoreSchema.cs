using System.Globalization;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The tables of a store file and the check that a file is one.</summary>
internal static class StoreSchema
{
    /// <summary>The format that this program writes.</summary>
    public const int Format = 1;

    private const string Product = "adchain store";

    private static readonly string[] Plain =
    [
        "CREATE TABLE meta (product VARCHAR, format INTEGER)",
        "CREATE TABLE loads (load INTEGER, loaded_at BIGINT)",
        // number: of all files in the order of the ledger, what origin counts.
        "CREATE TABLE files (load INTEGER, number INTEGER, name VARCHAR, sha256 VARCHAR, type VARCHAR, encoding VARCHAR, read BIGINT, "
            + "accepted BIGINT, duplicate BIGINT, restated BIGINT, rejected BIGINT, unknown_columns VARCHAR, refused VARCHAR, rates_sha256 VARCHAR)",
        "CREATE TABLE rejects (origin BIGINT, col VARCHAR, reason VARCHAR, raw VARCHAR)",
        "CREATE TABLE party_names (id INTEGER, text VARCHAR)",
        "CREATE TABLE word_names (id INTEGER, text VARCHAR)",
        // registrable: the id of the host that is its registrable domain.
        "CREATE TABLE host_names (id INTEGER, text VARCHAR, registrable INTEGER)",
        "CREATE TABLE chains (id INTEGER, network INTEGER, reseller INTEGER, account INTEGER)",
        "CREATE TABLE terms (id INTEGER, relation INTEGER, currency INTEGER, format INTEGER, geo INTEGER)",
        // The hashes of the keys that have more than one version: only these need a search for the newest.
        "CREATE TABLE restated (type VARCHAR, hash BIGINT)",
    ];

    /// <summary>Makes the tables in an empty file; in any other checks that it is a store of a format that this program reads.</summary>
    public static void Ensure(DuckDbLink link, bool readOnly)
    {
        var tables = link.Number("SELECT count(*) FROM duckdb_tables() WHERE NOT internal");
        if (tables == 0 && !readOnly)
        {
            Create(link);
            return;
        }

        if (link.Number("SELECT count(*) FROM duckdb_tables() WHERE NOT internal AND table_name = 'meta'") == 0)
        {
            throw NoStore(link.Path);
        }

        Check(link);
    }

    private static void Create(DuckDbLink link)
    {
        var statements = Plain.Concat(RecordTable.All.Select(t => t.CreateStatement()));
        link.Execute("BEGIN TRANSACTION; " + string.Join("; ", statements)
            + string.Create(CultureInfo.InvariantCulture, $"; INSERT INTO meta VALUES ('{Product}', {Format}); COMMIT; CHECKPOINT"));
    }

    private static void Check(DuckDbLink link)
    {
        if (link.Number("SELECT count(*) FROM duckdb_columns() WHERE table_name = 'meta' AND column_name IN ('product', 'format')") != 2)
        {
            throw NoStore(link.Path);
        }

        using var rows = link.Query("SELECT product, format FROM meta");
        if (!rows.Next() || rows.Text(0, 0) != Product)
        {
            throw NoStore(link.Path);
        }

        var format = rows.Column<int>(1)[0];
        if (format != Format)
        {
            throw new StoreException($"The store {link.Path} has format {format}; this program reads format {Format}. "
                + "Use a newer AdChain, or load the CSV files into a new store (--store duckdb:PATH). Nothing was changed.");
        }
    }

    private static StoreException NoStore(string path) => new(
        $"{path} is a DuckDB database, but not an AdChain store. Name another file with --store, or move this one away.");
}
