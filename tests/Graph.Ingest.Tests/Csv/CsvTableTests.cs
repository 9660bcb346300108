using System.Text;
using Graph.Ingest.Csv;
using Graph.Testing;
using Xunit;

namespace Graph.Ingest.Tests.Csv;

/// <summary>Small tables are read by the rules of input files.</summary>
public sealed class CsvTableTests
{
    static CsvTableTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Columns_are_found_by_name_and_missing_ones_are_empty()
    {
        var table = Read("B\tother\tA\n 1 \tx\t\"say \"\"two\"\"\"\n\n\t\t３\n"u8.ToArray());
        Assert.Equal(["other"], table.Unknown);
        Assert.Equal([(2L, "say \"two\"|1|"), (4L, "3||")], table.Rows.Select(row => (row.Line, string.Join('|', row.Cells))));
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    public void Encodings_are_found(string encoding)
    {
        var text = Encoding.GetEncoding(encoding);
        var table = Read([.. encoding == "utf-16" ? text.Preamble.ToArray() : [], .. text.GetBytes("a;b\n冻结;1\n")]);
        Assert.Equal(["冻结", "1", ""], table.Rows.Single().Cells);
    }

    [Theory]
    [InlineData("", "no header; expected a first line with a")]
    [InlineData("b,c\n", "lacks a")]
    [InlineData("a,a\n", "stands twice")]
    [InlineData("a,b\n1\n", "line 2: found 1 fields, expected 2")]
    [InlineData("a,b\n1,2\"\n", "line 2: a quote stands inside a field")]
    public void What_is_no_such_table_is_told(string text, string reason)
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", text);
        var broken = Assert.Throws<CsvTableException>(() => CsvTable.Read(folder.At("t.csv"), ["a"], ["b", "c"], CancellationToken.None));
        Assert.Contains(reason, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spreadsheet_is_told()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("t.csv"), [(byte)'P', (byte)'K', 3, 4, 0]);
        var broken = Assert.Throws<CsvTableException>(() => CsvTable.Read(folder.At("t.csv"), ["a"], [], CancellationToken.None));
        Assert.Contains("spreadsheet", broken.Message, StringComparison.Ordinal);
    }

    private static CsvTable Read(byte[] bytes)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("t.csv"), bytes);
        return CsvTable.Read(folder.At("t.csv"), ["a"], ["b", "c"], CancellationToken.None);
    }
}
