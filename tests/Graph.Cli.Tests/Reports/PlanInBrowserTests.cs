using Graph.Analysis.Targets;

namespace Graph.Cli.Tests.Reports;

public sealed class PlanInBrowserTests
{
    private static readonly string[] Numbers = ["#targets td.number", "#targets .card .value", "#targets .row .amount"];

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task EveryPartOfAPlanIsShown(int width)
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var path = SampleRun.Write(folder.At("run"), PageSamples.LongNames.Records(), planned: SamplePlan.Everything);
        var opened = await browser.OpenAsync(path, width);
        var targets = opened.Page.Locator("#targets");
        Assert.Equal(
            [
                "How to read this plan", "If the adversary reacts", "What an adversary can still push", "What waiting for evidence costs",
                "What it costs honest sites", "More budget, less collateral: what else could be had", "How much depends on doubtful data",
            ],
            await targets.Locator("h3").AllTextContentsAsync());
        Assert.Equal(4, await targets.Locator(".intervals .row:not(.axis)").CountAsync());
        Assert.StartsWith("New accounts", await targets.Locator(".intervals .worst .label").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(2 * 18, await targets.Locator(".frontier path.mark title").CountAsync());
        Assert.Equal(1, await targets.Locator(".curve path.bound:not(.leader)").CountAsync());
        Assert.True(await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        Assert.Empty(opened.Console);
    }

    [Fact]
    public async Task BothLanguagesShowTheSameFiguresOfAPlan()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var opened = await browser.OpenAsync(SampleRun.Write(folder.At("run"), new SampleWorld().Records(), planned: SamplePlan.Everything));
        var numbers = opened.Page.Locator(string.Join(", ", Numbers));
        var english = await numbers.AllTextContentsAsync();
        await opened.Page.Locator("[data-lang=zh]").ClickAsync();
        Assert.True(english.Count > 50);
        Assert.Equal(english, await numbers.AllTextContentsAsync());
        Assert.Empty(opened.Console);
    }

    [Fact]
    public async Task WhatAPlanLacksIsNotShown()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var path = SampleRun.Write(folder.At("run"), new SampleWorld().Records(), planned: plan => plan with
        {
            Rows = [.. plan.Rows.Select(row => row with { NetOfRecapture = null })],
            Stress = null,
            Frontier = [],
            Robust = null,
        });
        var opened = await browser.OpenAsync(path);
        var targets = opened.Page.Locator("#targets");
        Assert.Equal(["How to read this plan", "If the adversary reacts", "What waiting for evidence costs", "What it costs honest sites"], await targets.Locator("h3").AllTextContentsAsync());
        Assert.Equal(0, await targets.Locator(".intervals, .frontier, .curve path.net").CountAsync());
        Assert.Equal(9, await targets.Locator("th").CountAsync());
        Assert.Empty(opened.Console);
    }

    [Fact]
    public async Task APlanThatRulesLeaveEmptySaysSo()
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var path = SampleRun.Write(folder.At("run"), new SampleWorld().Records(), planned: plan => plan with
        {
            Rows = [],
            Stress = null,
            Frontier = [],
            Evidence = new EvidencePrice(9, 0, plan.Revenue / 2),
            UnmatchedRules = ["forbid network net-9999"],
        });
        var opened = await browser.OpenAsync(path);
        var text = await opened.Page.Locator("#targets").InnerTextAsync();
        Assert.Contains("no action fits the budget, the rules and the evidence", text, StringComparison.Ordinal);
        Assert.Contains("9 actions are barred", text, StringComparison.Ordinal);
        Assert.Contains("forbid network net-9999", text, StringComparison.Ordinal);
        Assert.Empty(opened.Console);
    }

    [Theory]
    [InlineData("ratio", "Proven for this data: no plan with a budget of 10 removes more")]
    [InlineData("robust", "It was chosen for the mean of 200 worlds")]
    public async Task TheCertificateClaimsNoMoreThanWasProven(string rule, string sentence)
    {
        await using var browser = await Browser.StartAsync();
        using var folder = new TempFolder();
        var path = SampleRun.Write(folder.At("run"), new SampleWorld().Records(), planned: plan => SamplePlan.Everything(plan) with
        {
            Rule = rule,
            Flow = null,
            Exact = new ExactOutcome(true, plan.Rows[^1].CumulativeRemoved + (rule == "robust" ? 10_000 : 0), plan.Revenue, null),
        });
        var opened = await browser.OpenAsync(path);
        var certificate = await opened.Page.Locator("#targets .certificate").First.InnerTextAsync();
        Assert.Contains(sentence, certificate, StringComparison.Ordinal);
        Assert.Equal(rule == "ratio", certificate.Contains("Proven for this data", StringComparison.Ordinal));
    }
}
