using System.Globalization;
using DuckDB.NET.Data;

namespace Graph.Benchmarks.Baselines;

/// <summary>What an analyst would do by hand: DuckDB's own read_csv of the same files into tables of a fresh database file, then the
/// sums by payer, payee and week, and by lane. Types are given, so that it need not sniff; all threads; no rule of the contract.</summary>
internal sealed class DuckDbBaseline : IDisposable
{
    private const string PlacementColumns =
        "{'placement_id':'VARCHAR','accrual_date':'DATE','network_id':'VARCHAR','domain':'VARCHAR','gross_amount':'DECIMAL(18,4)'," +
        "'advertiser_id':'VARCHAR','reseller_id':'VARCHAR','account_id':'VARCHAR','relation':'VARCHAR','impressions':'BIGINT'," +
        "'clicks':'BIGINT','currency':'VARCHAR','format':'VARCHAR','geo':'VARCHAR'}";

    private readonly DuckDBConnection connection;
    private readonly string data;

    public DuckDbBaseline(string data, string databaseFile)
    {
        this.data = data;
        connection = new DuckDBConnection("Data Source=" + databaseFile);
        connection.Open();
    }

    public string Version => (string)Scalar("SELECT version()");

    /// <summary>The placements and their two sums.</summary>
    public void RunPlacements()
    {
        Execute($"CREATE TABLE placements AS SELECT * FROM read_csv('{Glob("placements*.csv")}', header = true, delim = ',', columns = {PlacementColumns})");
        Execute(
            "CREATE TABLE edges AS SELECT coalesce(reseller_id, network_id) AS payer, coalesce(account_id, 'site:' || domain) AS payee, " +
            "date_trunc('week', accrual_date) AS week, sum(gross_amount) AS gross FROM placements GROUP BY ALL");
        Execute(
            "CREATE TABLE lanes AS SELECT network_id, reseller_id, account_id, domain, sum(gross_amount) AS gross " +
            "FROM placements WHERE gross_amount > 0 GROUP BY ALL");
    }

    /// <summary>The other files, each into a table.</summary>
    public void RunOthers()
    {
        foreach (var table in new[] { "settlements", "settlement_lines", "parties", "lists" })
        {
            Execute($"CREATE TABLE {table} AS SELECT * FROM read_csv('{Glob(table + ".csv")}', header = true, delim = ',', all_varchar = true)");
        }
    }

    /// <summary>The lanes in 1/10000 units: network, reseller, account, host as the files spell them; empty where there is none.</summary>
    public IEnumerable<(string Network, string Reseller, string Account, string Host, long Gross)> Lanes()
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT network_id, coalesce(reseller_id, ''), coalesce(account_id, ''), domain, (gross * 10000)::BIGINT FROM lanes";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4));
        }
    }

    /// <summary>Σ gross over the sums by payer, payee and week, in 1/10000 units.</summary>
    public long EdgeTotal() => Convert.ToInt64(Scalar("SELECT (sum(gross) * 10000)::BIGINT FROM edges"), CultureInfo.InvariantCulture);

    public void Dispose() => connection.Dispose();

    private string Glob(string pattern) => Path.Combine(data, pattern).Replace("'", "''", StringComparison.Ordinal);

    private void Execute(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private object Scalar(string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar() ?? throw new InvalidOperationException("No answer to: " + query);
    }
}
