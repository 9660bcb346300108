using System.Text;
using CsCheck;
using DuckDB.NET.Data;
using Graph.Model.Records;
using Xunit;

namespace Graph.Ingest.Tests.Csv;

/// <summary>Clean files read by DuckDB's own CSV reader and by ours must say the same.</summary>
public sealed class DuckDbAgreementTests
{
    private static readonly Gen<string> Ids = Reading.AnyOf("alpha-ads", "north, media", "say \"hi\"", "影视", "a b", "x;y").Array[1, 2].Select(string.Concat);

    private static readonly Gen<(string Id, int Day, long Units, string Host)> Rows =
        Gen.Select(Ids, Gen.Int[1, 31], Gen.Long[0, 99_999_999_999_999], Gen.Int[0, 50]).Select((id, day, units, host) => (id, day, units, $"h{host}.example.com"));

    [Fact]
    public void Same_rows() => Gen.Select(Rows.Array[1, 40], Gen.Bool).Sample((rows, windows) =>
    {
        using var folder = new ScratchFolder();
        var text = new StringBuilder(Reading.PlacementHeader).Append(windows ? "\r\n" : "\n");
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            text.Append($"p{i},2026-10-{row.Day:D2},\"{row.Id.Replace("\"", "\"\"")}\",{row.Host},{row.Units / 10_000}.{row.Units % 10_000:D4}").Append(windows ? "\r\n" : "\n");
        }

        var path = folder.Write("placements.csv", text.ToString());
        var (reading, sink) = Reading.File(path, RecordType.Placements);
        Assert.Equal((null, 0L), (reading.Refused, reading.Rejected));
        var ours = sink.Rows.Cast<Placement>().Select(row => $"{row.PlacementId}|{row.AccrualDate:yyyy-MM-dd}|{row.Network.Text}|{row.Host.Text}|{row.Gross}");
        Assert.Equal(DuckDbRows(path), ours);
    }, iter: 15);

    private static List<string> DuckDbRows(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $$"""
            SELECT concat_ws('|', placement_id, strftime(accrual_date, '%Y-%m-%d'), network_id, domain, gross_amount::VARCHAR)
            FROM read_csv('{{path}}', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns =
              {'placement_id': 'VARCHAR', 'accrual_date': 'DATE', 'network_id': 'VARCHAR', 'domain': 'VARCHAR', 'gross_amount': 'DECIMAL(18,4)'})
            """;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
