using System.Text;
using CsCheck;
using Graph.Ingest.Csv;
using Xunit;

namespace Graph.Ingest.Tests.Csv;

public sealed class RecordSplitterTests
{
    private static List<string> Split(string text, char delimiter, int blockSize)
    {
        using var splitter = new RecordSplitter(new MemoryStream(Encoding.UTF8.GetBytes(text)), blockSize);
        splitter.StartWithoutHeader((byte)delimiter);
        var records = new List<string>();
        while (splitter.Read())
        {
            var fields = splitter.Fault is null
                ? Enumerable.Range(0, splitter.FieldCount).Select(i => Encoding.UTF8.GetString(splitter.Field(i))).ToArray()
                : null;
            records.Add(SlowRecords.Show(splitter.Line, fields));
        }

        return records;
    }

    // Texts of the characters that matter, so that every short pattern of them comes up.
    private static readonly Gen<string> Texts = Reading.AnyOf(',', ';', '\t', '"', '"', '\r', '\n', '\n', 'a', ' ', '影').Array[0, 60]
        .Select(characters => new string(characters));

    [Fact]
    public void Agrees_with_a_slow_parser_on_any_text_and_any_block_size() =>
        Gen.Select(Texts, Reading.AnyOf(',', ';', '\t'), Gen.Int[1, 40]).Sample(
            (text, delimiter, blockSize) => Assert.Equal(SlowRecords.Split(text, delimiter), Split(text, delimiter, blockSize)), iter: 20_000);

    [Fact]
    public void Reads_back_any_fields_that_were_quoted() =>
        Gen.Select(Texts.Array[1, 5].Array[1, 5], Gen.Bool).Sample((rows, windows) =>
        {
            var lineEnd = windows ? "\r\n" : "\n";
            var text = string.Concat(rows.Select(row => string.Join(",", row.Select(field => $"\"{field.Replace("\"", "\"\"")}\"")) + lineEnd));
            var records = Split(text, ',', 64).Select(record => record[(record.IndexOf(' ') + 1)..]);
            Assert.Equal(rows.Select(row => string.Concat(row.Select(field => $"[{field}]"))), records);
        });

    [Fact]
    public void An_endless_line_is_one_fault_and_the_next_line_is_read()
    {
        var text = "a,b\n" + new string('x', 6_000_000) + "\r\nc,d\n";
        Assert.Equal(["1: [a][b]", "2: !", "3: [c][d]"], Split(text, ',', ByteBlocks.DefaultBlockSize));
    }

    [Fact]
    public void A_record_above_the_limit_is_a_fault()
    {
        var wide = string.Join(',', Enumerable.Repeat(new string('x', 60_000), 20));
        Assert.Equal(["1: !", "2: [c]"], Split(wide + "\nc\n", ',', ByteBlocks.DefaultBlockSize));
        Assert.Equal(["1: !", "2: [c]"], Split("\"q\"," + wide + "\nc\n", ',', ByteBlocks.DefaultBlockSize));
    }

    [Fact]
    public void Open_quotes_on_every_line_cost_linear_time_and_one_row_each()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},\"open,x\n"));
        Assert.Equal(20_000, Split(text, ',', ByteBlocks.DefaultBlockSize).Count(record => record.EndsWith('!')));
    }
}
