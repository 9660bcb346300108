using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Graph.Cli.Reports;
using Graph.Model.Records;

namespace Graph.Cli.Tests.Reports;

public sealed partial class PageTests
{
    private const string Attack = "</script><img src=x onerror=alert(1)><!--\u2028\u0085'\"&";

    [Fact]
    public void PolicyNamesExactlyWhatThePageHolds()
    {
        using var folder = new TempFolder();
        var page = File.ReadAllText(SampleRun.Write(folder.At("run"), new SampleWorld().Records()));
        var policy = Policy().Match(page).Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{Hash(Style().Match(page))}'; script-src 'sha256-{Hash(Script().Match(page))}'; base-uri 'none'; form-action 'none'",
            policy);
    }

    [Fact]
    public void PageNamesNoAddress()
    {
        using var folder = new TempFolder();
        var page = File.ReadAllText(SampleRun.Write(folder.At("run"), new SampleWorld().Records()));
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Equal(["http://www.w3.org/2000/svg"], Address().Matches(page).Select(m => m.Value).Distinct());
    }

    [Fact]
    public void NamesStayInsideTheDataBlock()
    {
        using var folder = new TempFolder();
        var path = SampleRun.Write(
            folder.At("run"), new SampleWorld { Name = _ => Attack, Site = i => $"{Attack}{i}" }.Records(), rejects: [new RejectedRow(Attack, 1, Attack, Attack, Attack)]);
        var page = File.ReadAllText(path);
        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u2028', page);
        using var data = JsonDocument.Parse(Data().Match(page).Groups[1].Value);
        Assert.Contains(data.RootElement.GetProperty("scores").EnumerateArray(), s => s.GetProperty("name").GetString() == Attack);
    }

    [Fact]
    public void BothLanguagesSayTheSameThings()
    {
        var (english, chinese) = (ReportPage.Texts("en"), ReportPage.Texts("zh"));
        Assert.Equal(english.Select(t => t.Key).Order(StringComparer.Ordinal), chinese.Select(t => t.Key).Order(StringComparer.Ordinal));
        foreach (var (key, text) in english)
        {
            Assert.Equal(Places(text!.GetValue<string>()), Places(chinese[key]!.GetValue<string>()));
        }
    }

    [Fact]
    public void PageIsTheSameWheneverItIsMade()
    {
        using var folder = new TempFolder();
        var records = new SampleWorld().Records();
        var first = File.ReadAllBytes(SampleRun.Write(folder.At("a"), records));
        Assert.Equal(first, File.ReadAllBytes(SampleRun.Write(folder.At("b"), records)));
    }

    [Fact]
    public void ReportMakesTheSamePageFromTheFolder()
    {
        using var folder = new TempFolder();
        var path = SampleRun.Write(folder.At("run"), new SampleWorld().Records());
        var before = File.ReadAllBytes(path);
        File.Delete(path);
        Assert.Equal(0, new CliRunner(folder.FullPath).Run("report", "run").ExitCode);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(0, new CliRunner(folder.FullPath).Run("report", "run", "--lang", "zh").ExitCode);
        Assert.Contains("<html lang=\"zh-CN\">", File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static string[] Places(string text) => [.. Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    private static string Hash(Match content) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content.Groups[1].Value)));

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("id=\"data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex(@"http:[^'""\s]*")]
    private static partial Regex Address();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
