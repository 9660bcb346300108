namespace Graph.Cli.Tests.Reports;

public sealed class PageInBrowserTests
{
    [Fact]
    public async Task PageAsksForNothingAndComplainsOfNothing()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var path = SampleRun.Write(folder.At("run"), new SampleWorld { Name = _ => "</script><img src=x onerror=alert(1)>" }.Records());
        var opened = await browser.OpenAsync(path);
        Assert.Equal([new Uri(path).AbsoluteUri], opened.Requests);
        Assert.Equal(["Where the advertising money went"], await opened.Page.Locator("h1").AllTextContentsAsync());
        Assert.Equal(0, await opened.Page.Locator("img").CountAsync());
        Assert.True(await opened.Page.Locator(".sankey .ribbon.dirty").CountAsync() > 0);
        await opened.Page.Locator("[data-lang=zh]").ClickAsync();
        Assert.Equal(["广告资金流向报告"], await opened.Page.Locator("h1").AllTextContentsAsync());
        Assert.Empty(opened.Console);
    }

    [Fact]
    public async Task BothLanguagesShowTheSameFigures()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(SampleRun.Write(folder.At("run"), new SampleWorld().Records()));
        var english = await opened.Page.Locator("td.number, .card .value, .row .amount").AllTextContentsAsync();
        await opened.Page.Locator("[data-lang=zh]").ClickAsync();
        var chinese = await opened.Page.Locator("td.number, .card .value, .row .amount").AllTextContentsAsync();
        Assert.True(english.Count > 50);
        Assert.Equal(english.Select(f => f.Replace("none", "无", StringComparison.Ordinal)), chinese);
    }

    [Fact]
    public async Task TableSortsAndFilters()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(SampleRun.Write(folder.At("run"), new SampleWorld { Networks = 300 }.Records()));
        var names = opened.Page.Locator("#networks tbody td.name");
        Assert.Equal(50, await names.CountAsync());
        await opened.Page.Locator("[data-sort=network_id]").ClickAsync();
        Assert.Equal("net-0000", await names.First.TextContentAsync());
        await opened.Page.Locator("input[type=search]").FillAsync("net-0123");
        Assert.Equal(["net-0123"], await names.AllTextContentsAsync());
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task PageNeverScrollsSideways(int width)
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(SampleRun.Write(folder.At("run"), PageSamples.LongNames.Records()), width);
        Assert.True(await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        Assert.Empty(opened.Console);
    }

    [Fact]
    public async Task PageOfAWorldWithoutPiratesIsWhole()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(SampleRun.Write(folder.At("run"), new SampleWorld { PirateSites = 0 }.Records()));
        Assert.Equal(10, await opened.Page.Locator("section").CountAsync());
        Assert.Equal(0, await opened.Page.Locator(".ribbon.dirty").CountAsync());
        Assert.Empty(opened.Console);
    }
}
