using Microsoft.Playwright;

namespace Graph.Cli.Tests.Reports;

public sealed class CasesInBrowserTests
{
    [Fact]
    public async Task ACaseShowsTimelineSignalsGateContributionsAndLaw()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(CaseWorld.WriteRun(folder.At("run")));
        var first = opened.Page.Locator("details.case").First;
        Assert.Contains(CaseWorld.GoesOn, await first.Locator("summary").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await first.Locator("svg.timeline").CountAsync());
        Assert.True(await first.Locator("rect.accrued.told").CountAsync() > 5);
        Assert.Equal(3, await first.Locator(".mark-notice").CountAsync());
        Assert.True(await first.Locator("article.signal.fired").CountAsync() > 0);
        Assert.Equal(9, await first.Locator(".contributions .part").CountAsync());
        Assert.Equal(6, await first.Locator("ul.checks li.met, ul.checks li.unmet").CountAsync());
        Assert.Contains("Counsel must confirm", await first.Locator(".body").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(opened.Console);
    }

    [Fact]
    public async Task NoTextIsLeftUnfilledInEitherLanguage()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(CaseWorld.WriteRun(folder.At("run")));
        foreach (var language in (string[])["en", "zh"])
        {
            await opened.Page.Locator($"[data-lang={language}]").ClickAsync();
            await opened.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
            await opened.Page.Locator("details.case .body h4").First.WaitForAsync();
            var text = await opened.Page.Locator("main").TextContentAsync() ?? "";
            Assert.DoesNotMatch(@"\{\w+\}|undefined|NaN|\[object", text);
        }

        Assert.Empty(opened.Console);
    }

    [Fact]
    public async Task CasesOpenByKeyAndByLinkAndForPrint()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(CaseWorld.WriteRun(folder.At("run")));
        var second = opened.Page.Locator("#case-1");
        Assert.Equal(0, await second.Locator("svg.timeline, .body p").CountAsync());
        await second.Locator("summary").First.FocusAsync();
        await opened.Page.Keyboard.PressAsync("Enter");
        await second.Locator(".body h4").First.WaitForAsync();
        await opened.Page.Locator("a[href='#case-2']").First.ClickAsync();
        await opened.Page.Locator("#case-2 .body h4").First.WaitForAsync();
        await opened.Page.EvaluateAsync("window.dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(await opened.Page.Locator("details.case").CountAsync(), await opened.Page.Locator("details.case[open]").CountAsync());
    }

    [Fact]
    public async Task PageWithoutNoticesSaysWhyNobodyStandsAboveK1()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(SampleRun.Write(folder.At("run"), new SampleWorld().Records()));
        Assert.Contains("notices.csv", await opened.Page.Locator("#knowledge .certificate").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await opened.Page.Locator("#networks .badge.tier-k2, #networks .badge.tier-k3").CountAsync());
        Assert.Empty(opened.Console);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task CasesNeverScrollSideways(int width)
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(CaseWorld.WriteRun(folder.At("run")), width);
        await opened.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await opened.Page.Locator("#case-1 .body h4").First.WaitForAsync();
        Assert.True(await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }
}
