using CsCheck;
using Graph.Ingest.Stores.Neo4j.Import;
using Graph.Testing;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Import;

public sealed class ImportTableTests
{
    [Fact]
    public void Any_text_reads_back_and_no_text_is_not_the_empty_text() => Gen.Char["\"\r\n,;\\a \t\u00e9\u96ea\ufeff0"].Array[0, 9].Select(c => new string(c)).Array[1, 20].Sample(texts =>
    {
        using var folder = new TempFolder();
        using (var table = new ImportTable(folder.FullPath, ImportKind.Nodes, "T", "a,b", gzip: false))
        {
            foreach (var text in texts)
            {
                table.Text(text);
                table.Text(text.Length == 1 ? null : text);
                table.EndRow();
            }

            Assert.Equal(texts.Any(text => text.Contains('\n', StringComparison.Ordinal) || text.Contains('\r', StringComparison.Ordinal)), table.HasLineBreaks);
            Assert.Equal(texts.Length, table.Rows);
            Assert.Equal((2 * texts.Length) - texts.Count(text => text.Length == 1), table.Properties);
        }

        Assert.Equal(texts.Select(text => new[] { text, text.Length == 1 ? null : text }), new ImportFolder(folder.FullPath).Tables["T"].Rows);
    }, iter: 100, threads: 1);

    [Fact]
    public void Values_have_one_form_each()
    {
        using var folder = new TempFolder();
        using (var table = new ImportTable(folder.FullPath, ImportKind.Relationships, "T", "x", gzip: false))
        {
            table.Reference("a\"b");
            table.Whole(long.MinValue);
            table.Whole(null);
            table.Day(new DateOnly(2026, 1, 9));
            table.Day(null);
            table.Instant(new DateTime(2026, 1, 9, 3, 4, 5, DateTimeKind.Utc).AddTicks(1_200_000));
            table.Instant(null);
            table.Text("\U0001F600");
            table.EndRow();
            Assert.Equal(4, table.Properties);
        }

        Assert.Equal("\"a\"\"b\",-9223372036854775808,,20260109,,2026-01-09T03:04:05.1200000Z,,\"\U0001F600\"\n", File.ReadAllText(folder.At("T.csv")));
        Assert.Equal("x\n", File.ReadAllText(folder.At("T-header.csv")));
    }

    [Fact]
    public void A_text_larger_than_the_buffer_is_whole()
    {
        using var folder = new TempFolder();
        var large = new string('雪', 100_000) + "\"";
        using (var table = new ImportTable(folder.FullPath, ImportKind.Nodes, "T", "x", gzip: true))
        {
            table.Text(large);
            table.EndRow();
            Assert.Equal(300_004, table.LargestText);
        }

        Assert.Equal(large, new ImportFolder(folder.FullPath).Tables["T"].Rows[0][0]);
    }
}
