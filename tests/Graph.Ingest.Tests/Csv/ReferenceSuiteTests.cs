using System.Text;
using System.Text.Json;
using Graph.Ingest.Csv;
using Graph.Model.Records;
using Xunit;

namespace Graph.Ingest.Tests.Csv;

/// <summary>Outside suites: csv-spectrum and csv-test-data.</summary>
public sealed class ReferenceSuiteTests
{
    private static List<string[]?> Split(string path)
    {
        using var splitter = new RecordSplitter(File.OpenRead(path));
        splitter.StartWithoutHeader((byte)',');
        var records = new List<string[]?>();
        while (splitter.Read())
        {
            records.Add(splitter.Fault is null
                ? [.. Enumerable.Range(0, splitter.FieldCount).Select(i => Encoding.UTF8.GetString(splitter.Field(i)))]
                : null);
        }

        return records;
    }

    [Fact]
    public void Csv_spectrum_reads_as_its_json_says()
    {
        var folder = RepositoryFiles.Shared("reference", "csv", "csv-spectrum");
        var files = Directory.GetFiles(Path.Combine(folder, "csvs"));
        Assert.Equal(12, files.Length);
        foreach (var file in files)
        {
            var records = Split(file);
            var header = records[0]!;
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "json", Path.GetFileNameWithoutExtension(file) + ".json")));
            var root = json.RootElement;
            JsonElement[] expected = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
            Assert.Equal(expected.Length, records.Count - 1);
            if (Path.GetFileName(file) == "location_coordinates.csv")
            {
                // A bare quote in a plain field: this suite keeps it, the other one (bad-unescaped-quote) and RFC 4180 forbid it.
                Assert.Null(Assert.Single(records.Skip(1)));
                continue;
            }

            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(header.Select(name => expected[i].GetProperty(name).GetString()), records[i + 1]!);
            }
        }
    }

    [Fact]
    public void Csv_test_data_reads_as_its_json_says_and_bad_files_are_noticed()
    {
        var folder = RepositoryFiles.Shared("reference", "csv", "csv-test-data");
        var files = Directory.GetFiles(Path.Combine(folder, "csv"));
        Assert.Equal(25, files.Length);
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var records = Split(file);
            if (name.StartsWith("bad-", StringComparison.Ordinal))
            {
                Assert.True(IsNoticed(name, records), name);
                continue;
            }

            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "json", name + ".json")));
            Assert.Equal(Expected(name, json.RootElement), records.Select(record => string.Join("|", record!)));
        }
    }

    // A blank line is no row for us, while the suite takes it for a record of one empty field.
    private static IEnumerable<string> Expected(string name, JsonElement json)
    {
        if (name.StartsWith("header-", StringComparison.Ordinal))
        {
            yield return "foo|bar|baz";
        }

        foreach (var record in json.EnumerateArray())
        {
            var fields = record.ValueKind == JsonValueKind.Array
                ? record.EnumerateArray().Select(field => field.GetString())
                : record.EnumerateObject().Select(field => field.Value.GetString());
            var line = string.Join("|", fields);
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    private static bool IsNoticed(string name, List<string[]?> records) =>
        name.StartsWith("bad-header-", StringComparison.Ordinal)
            ? records.Count == 0 || !records[0]!.SequenceEqual(["foo", "bar", "baz"]) || records.Exists(record => record!.Length != 3)
            : records.Contains(null);

    [Fact]
    public void Every_outside_file_is_refused_as_input_of_ours()
    {
        foreach (var file in Directory.GetFiles(RepositoryFiles.Shared("reference", "csv", "csv-test-data", "csv")))
        {
            var (reading, _) = Reading.File(file, RecordType.Placements);
            Assert.NotNull(reading.Refused);
        }
    }
}
