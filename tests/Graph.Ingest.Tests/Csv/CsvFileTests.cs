using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Graph.Ingest.Csv;
using Graph.Ingest.Normalization;
using Graph.Model;
using Graph.Model.Records;
using Xunit;

namespace Graph.Ingest.Tests.Csv;

public sealed class CsvFileTests
{
    [Fact]
    public void A_reading_says_what_the_file_was()
    {
        var text = Reading.PlacementHeader + ",Note,x\np1,2026-10-01,alpha-ads,video.example.com,1,,\nbad\n";
        var (reading, sink) = Reading.Text(text, RecordType.Placements);

        Assert.Equal(new FileReading("utf-8", 2, 1, reading.UnknownColumns, null, false, reading.Sha256), reading);
        Assert.Equal(["Note", "x"], reading.UnknownColumns);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), reading.Sha256);
        Assert.Equal(new RejectedRow("placements.csv", 3, "", "the row has 1 field; expected 7 fields as in the header", "bad"), Assert.Single(sink.Rejects));
    }

    [Fact]
    public void Equal_parties_are_one_name_and_hosts_are_interned()
    {
        var (_, sink) = Reading.Text(
            Reading.PlacementHeader + ",account_id\np1,2026-10-01,alpha-ads,www.a.example.com,1,x\np2,2026-10-01, alpha-ads,A.example.com,1,alpha-ads\n",
            RecordType.Placements);
        var rows = sink.Rows.Cast<Placement>().ToArray();
        Assert.Same(rows[0].Network, rows[1].Network);
        Assert.Same(rows[0].Network, rows[1].Account);
        Assert.Same(rows[0].Host, rows[1].Host);
    }

    [Fact]
    public void Foreign_currency_is_converted_at_the_rate_of_the_day()
    {
        var text = Reading.PlacementHeader + ",currency\n"
            + "p1,2026-10-01,alpha-ads,a.example.com,1.5,usd\np2,2026-10-05,alpha-ads,a.example.com,1.5,USD\n"
            + "p3,2026-09-30,alpha-ads,a.example.com,1.5,USD\np4,2026-10-05,alpha-ads,a.example.com,1.5,CNY\n";
        var (reading, sink) = Reading.Text(
            text, RecordType.Placements, Reading.Rate("USD", "2026-10-01", 7.00005m), Reading.Rate("USD", "2026-10-05", 8m));

        var rows = sink.Rows.Cast<Placement>().ToArray();
        Assert.Equal([105_001L, 120_000L, 15_000L], rows.Select(row => row.Gross.Units));
        Assert.Equal(["USD", "USD", null], rows.Select(row => row.Currency?.Text));
        Assert.Equal("currency", Assert.Single(sink.Rejects).Column);
        Assert.True(reading.UsedRates);
    }

    [Fact]
    public void A_conversion_that_does_not_fit_rejects_the_amount()
    {
        var (_, sink) = Reading.Text(
            Reading.PlacementHeader + ",currency\np1,2026-10-01,alpha-ads,a.example.com,922337203685477,USD\n",
            RecordType.Placements, Reading.Rate("USD", "2026-10-01", 7m));
        Assert.Equal("gross_amount", Assert.Single(sink.Rejects).Column);
    }

    [Fact]
    public void Large_files_come_in_batches_in_line_order()
    {
        var text = new StringBuilder(Reading.PlacementHeader + "\r\n");
        for (var i = 0; i < 30_000; i++)
        {
            text.Append(i % 7 == 3 ? "\"p" + i + "\",2026-10-01,\"alpha, ads\",a.example.com,1\r\n" : $"p{i},2026-10-{i % 31 + 1:D2},n{i % 100},h{i % 5000}.example.com,{i}.25\r\n");
        }

        var (reading, sink) = Reading.Text(text.ToString(), RecordType.Placements);
        Assert.Equal((30_000L, 0L), (reading.Read, reading.Rejected));
        Assert.True(sink.Batches > 3);
        Assert.Equal(Enumerable.Range(2, 30_000).Select(line => (long)line), sink.Rows.Select(row => row.Origin.Line));
        Assert.Equal(Enumerable.Range(0, 30_000).Select(i => "p" + i), sink.Rows.Select(row => ((Placement)row).PlacementId));
    }

    [Fact]
    public void Compressed_and_transcoded_text_gives_the_same_rows()
    {
        var text = new StringBuilder(Reading.PlacementHeader + "\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append($"p{i},2026-10-01,网络{i % 50},站{i % 90}.example.com,{i}.5\n");
        }

        using var folder = new ScratchFolder();
        var plain = Show(folder.Write("placements.csv", text.ToString()));
        using (var packed = new GZipStream(File.Create(Path.Combine(folder.Path, "placements-z.csv.gz")), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }

        Assert.Equal(plain, Show(Path.Combine(folder.Path, "placements-z.csv.gz")));
        Assert.Equal(plain, Show(folder.Write("placements-u.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text.ToString())])));
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        Assert.Equal(plain, Show(folder.Write("placements-g.csv", gb.GetBytes(text.ToString()))));

        static List<string> Show(string path)
        {
            var (reading, sink) = Reading.File(path, RecordType.Placements);
            Assert.Equal((null, 20_000L, 0L), (reading.Refused, reading.Read, reading.Rejected));
            return [.. sink.Rows.Select(Reading.Show)];
        }
    }

    [Fact]
    public void A_missing_file_is_refused_not_thrown()
    {
        var (reading, _) = Reading.File("/no/such/placements.csv", RecordType.Placements);
        Assert.Contains("cannot be read", reading.Refused);
    }

    [Fact]
    public void Cancelling_stops_between_batches()
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("placements.csv", Reading.PlacementHeader + "\n"
            + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"p{i},2026-10-01,n,h.example.com,1\n")));
        using var stop = new CancellationTokenSource();
        var sink = new CancellingSink(stop);
        var context = new ReadingContext(new RecordNames(), new RateTable([]));
        Assert.Throws<OperationCanceledException>(() => CsvFile.Read(path, 0, RecordType.Placements, context, sink, stop.Token));
        Assert.InRange(sink.Rows, 1, 10_000);
    }

    [Fact]
    public void Progress_ends_at_the_size_on_disk()
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("placements.csv", Reading.PlacementHeader + "\np1,2026-10-01,n,h.example.com,1\n");
        var last = 0L;
        var reading = CsvFile.Read(path, 0, RecordType.Placements, new ReadingContext(new RecordNames(), new RateTable([])), new CollectingSink(), "known", done => last = done, CancellationToken.None);
        Assert.Equal(new FileInfo(path).Length, last);
        Assert.Equal("known", reading.Sha256);
    }

    [Fact]
    public void Anything_at_all_is_read_without_throwing_and_counted()
    {
        var lines = Gen.OneOf(
            Gen.Byte.Array[0, 40],
            Reading.AnyOf("p1,2026-10-01,n,a.example.com,1\n", "\"p,1\",20261001,n,http://a.example.com/,\"1,000\"\r\n", "\n", ",,,,\n", "\"", "x,y\r").Select(Encoding.UTF8.GetBytes));
        Gen.Select(Gen.Bool, lines.Array[0, 20]).Sample((withHeader, parts) =>
        {
            byte[] bytes = [.. withHeader ? Encoding.UTF8.GetBytes(Reading.PlacementHeader + "\n") : [], .. parts.SelectMany(part => part)];
            foreach (var type in RecordTypes.All)
            {
                var (reading, sink) = Reading.Bytes(bytes, type);
                Assert.Equal(reading.Read, sink.Rows.Count + sink.Rejects.Count);
                Assert.Equal(reading.Rejected, sink.Rejects.Count);
                Assert.True(reading.Refused is not null || type == RecordType.Placements);
                Assert.All(sink.Rejects, reject => Assert.NotEqual("", reject.Reason));
            }
        }, iter: 300);
    }

    private sealed class CancellingSink(CancellationTokenSource stop) : IRecordSink
    {
        public int Rows { get; private set; }

        public void Accept<TRecord>(ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord
        {
            Rows += rows.Length;
            stop.Cancel();
        }

        public void Reject(IReadOnlyList<RejectedRow> rows) { }
    }
}
