using System.Globalization;
using DuckDB.NET.Data;

namespace Graph.Benchmarks.Baselines;

/// <summary>DuckDB's read_csv of an edge list into a table in memory. Types and separator are given, so that it need not sniff; rows may change their order.</summary>
internal sealed class DuckDbEdges : IDisposable
{
    private readonly DuckDBConnection connection = new("Data Source=:memory:");

    public DuckDbEdges(int threads)
    {
        connection.Open();
        Execute("SET preserve_insertion_order = false");
        if (threads > 0)
        {
            Execute(FormattableString.Invariant($"SET threads = {threads}"));
        }
    }

    public string Version => (string)Read("SELECT version()")[0];

    /// <summary>Reads the file.</summary>
    public void Load(string path) => Execute(
        $"CREATE TABLE edges AS SELECT * FROM read_csv('{path.Replace("'", "''", StringComparison.Ordinal)}', header = false, delim = ' ', columns = {{'source':'INTEGER','target':'INTEGER'}})");

    /// <summary>Edges, and the sums of the ids of their sources and targets.</summary>
    public (double Edges, double Sources, double Targets) Sums()
    {
        var sums = Read("SELECT count(*), sum(source), sum(target) FROM edges").Select(value => double.Parse(value.ToString()!, CultureInfo.InvariantCulture)).ToList();
        return (sums[0], sums[1], sums[2]);
    }

    public void Dispose() => connection.Dispose();

    private void Execute(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private object[] Read(string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        reader.Read();
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }
}
