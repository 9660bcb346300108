using System.Text.RegularExpressions;
using Graph.Cli.Reports;
using Microsoft.Playwright;

namespace Graph.Cli.Tests.Reports;

public sealed class AuditPageTests
{
    [Fact]
    public void BothLanguagesSayTheSameThings()
    {
        var (english, chinese) = (AuditPage.Texts("en"), AuditPage.Texts("zh"));
        Assert.Equal(english.Select(text => text.Key).Order(StringComparer.Ordinal), chinese.Select(text => text.Key).Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Places(text.Value!.GetValue<string>()), Places(chinese[text.Key]!.GetValue<string>())));
    }

    [Theory]
    [InlineData(1280, "en")]
    [InlineData(390, "zh")]
    public async Task PageIsWholeInBothLanguages(int width, string language)
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        CaseWorld.World().WriteTo(folder.At("data"));
        var wanted = Environment.GetEnvironmentVariable("ADCHAIN_SAMPLE_PAGES");
        var target = string.IsNullOrEmpty(wanted) ? folder.At("audit") : Path.Combine(wanted, $"audit-{width}");
        Assert.Equal(0, new CliRunner(folder.FullPath).Run("audit", "data", "--network", CaseWorld.GoesOn, "--out", target, "--lang", language).ExitCode);
        var opened = await browser.OpenAsync(Path.Combine(target, "audit.html"), width);
        if (!string.IsNullOrEmpty(wanted))
        {
            await opened.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(wanted, $"audit-{width}.png"), FullPage = true });
        }

        foreach (var code in (string[])["en", "zh"])
        {
            await opened.Page.Locator($"[data-lang={code}]").ClickAsync();
            Assert.DoesNotMatch(@"\{\w+\}|undefined|NaN|\[object", await opened.Page.Locator("main").TextContentAsync() ?? "");
        }

        Assert.True(await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        Assert.Equal(7, await opened.Page.Locator("section").CountAsync());
        Assert.Equal([new Uri(Path.Combine(target, "audit.html")).AbsoluteUri], opened.Requests);
        Assert.Empty(opened.Console);
    }

    private static string[] Places(string text) => [.. Regex.Matches(text, @"\{\w+\}").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
}
