using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Graph.Cli.Reports;
using Graph.Model;
using Xunit;

namespace Graph.Cli.Tests.Reports;

/// <summary>evidence.jsonl: order, chain, and what comes back.</summary>
public sealed class EvidenceJsonlTests
{
    [Fact]
    public void Lines_stand_in_order_and_each_carries_the_hash_of_the_one_before()
    {
        var stream = new MemoryStream();
        var summary = EvidenceJsonl.Write(stream, [Line("net-b", "S2", 5), Line("net-b", "S10", 9), Line("net-a", "S9", 3)]);
        var text = Encoding.UTF8.GetString(stream.ToArray());
        var lines = text.Split('\n')[..^1];

        Assert.Equal(["net-a S9", "net-b S10", "net-b S2"], lines.Select(l => JsonDocument.Parse(l).RootElement)
            .Select(l => $"{l.GetProperty("network_id").GetString()} {l.GetProperty("signal").GetString()}"));
        var prev = new string('0', 64);
        foreach (var line in lines)
        {
            Assert.Equal(prev, JsonDocument.Parse(line).RootElement.GetProperty("prev").GetString());
            prev = Hex(line);
        }

        Assert.Equal(new EvidenceSummary(3, Hex(text), prev), summary);
    }

    [Fact]
    public void A_line_is_what_the_contract_says()
    {
        var stream = new MemoryStream();
        EvidenceJsonl.Write(stream, [Line("net-a", "S9", 3) with { Statistic = null }]);
        Assert.Equal(
            """
            {"network_id":"net-a","signal":"S9","statistic":null,"rule":"share > 0.1","weight":0.5,"amount":"12.3000","since":"2026-11-01",
            "rows":[{"file":"placements.csv","line":3}],"rows_in_all":7,"rows_sha256":"00",
            "innocent":[{"explanation":"niche","holds":false,"text_en":"No.","text_zh":"否。"}],
            "text_en":"Fires.","text_zh":"触发。","prev":"0000000000000000000000000000000000000000000000000000000000000000"}
            """.ReplaceLineEndings("") + "\n",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void What_was_written_comes_back()
    {
        var stream = new MemoryStream();
        EvidenceJsonl.Write(stream, [Line("net-a", "S9", 3)]);
        var read = EvidenceJsonl.Parse(stream.ToArray().AsSpan()[..^1], out _)!;
        Assert.Equal((new Money(123_000), new EvidenceRow("placements.csv", 3), "触发。", 2.5), (read.Amount, read.Rows[0], read.TextZh, read.Statistic));
        Assert.Null(EvidenceJsonl.Parse("{}"u8, out _));
        Assert.Null(EvidenceJsonl.Parse("{\"network_id\":"u8, out var problem));
        Assert.Contains("not a line of evidence.jsonl", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_an_empty_file()
    {
        var stream = new MemoryStream();
        Assert.Equal(new EvidenceSummary(0, Hex(""), new string('0', 64)), EvidenceJsonl.Write(stream, []));
        Assert.Equal(0, stream.Length);
    }

    private static EvidenceLine Line(string network, string signal, long row) => new(
        network, signal, 2.5, "share > 0.1", 0.5, new Money(123_000), new DateOnly(2026, 11, 1), [new EvidenceRow("placements.csv", row)], 7, "00",
        [new EvidenceExplanation("niche", false, "No.", "否。")], "Fires.", "触发。");

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
