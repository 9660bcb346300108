using Graph.Model.Records;
using Microsoft.Playwright;

namespace Graph.Cli.Tests.Reports;

/// <summary>Writes sample pages and pictures for looking at, where ADCHAIN_SAMPLE_PAGES names a folder.</summary>
public sealed class PageSamples
{
    [Fact]
    public async Task WritesPagesToLookAt()
    {
        var folder = Environment.GetEnvironmentVariable("ADCHAIN_SAMPLE_PAGES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "ADCHAIN_SAMPLE_PAGES is not set: nobody wants to look.");
        var rejects = Enumerable.Range(0, 30).Select(i => new RejectedRow(
            "placements-2026-W47.csv", 10 + i * 7, i % 3 == 0 ? "gross_amount" : "domain", i % 3 == 0 ? "found '1.23456', expected at most 4 fraction digits" : "found 'not a host', expected a host name",
            $"p{i},2026-11-0{i % 9 + 1},net-0001,\"not a host\",1.23456")).ToArray();
        SampleRun.Write(Path.Combine(folder!, "usual"), new SampleWorld().Records(), rejects: rejects);
        SampleRun.Write(Path.Combine(folder!, "clean"), new SampleWorld { PirateSites = 0 }.Records());
        SampleRun.Write(Path.Combine(folder!, "one"), new SampleWorld { Networks = 1, Resellers = 1, Sites = 3, PirateSites = 1 }.Records());
        SampleRun.Write(Path.Combine(folder!, "many"), new SampleWorld { Networks = 1_000, Resellers = 60, Sites = 3_000, PirateSites = 300 }.Records());
        SampleRun.Write(Path.Combine(folder!, "long"), LongNames.Records(), "zh");
        await using var browser = await Browser.StartAsync();
        foreach (var sample in (string[])["usual", "clean", "one", "many", "long"])
        {
            foreach (var width in (int[])[1280, 390])
            {
                var opened = await browser.OpenAsync(Path.Combine(folder!, sample, "report.html"), width, sample == "one" ? ColorScheme.Dark : ColorScheme.Light);
                await opened.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, $"{sample}-top-{width}.png") });
                foreach (var part in (string[])["networks", "path", "targets", "inputs", "noticed"])
                {
                    var picture = Path.Combine(folder!, $"{sample}-{part}-{width}.png");
                    await opened.Page.Locator($"#{part}").ScreenshotAsync(new LocatorScreenshotOptions { Path = picture });
                }

                await opened.Page.CloseAsync();
            }
        }
    }

    [Fact]
    public async Task WritesPlansToLookAt()
    {
        var folder = Environment.GetEnvironmentVariable("ADCHAIN_SAMPLE_PAGES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "ADCHAIN_SAMPLE_PAGES is not set: nobody wants to look.");
        await using var browser = await Browser.StartAsync();
        foreach (var language in (string[])["en", "zh"])
        {
            var world = language == "en" ? new SampleWorld { Networks = 12, Name = i => i % 3 == 0 ? $"Network {i}" : null } : LongNames with { Networks = 12 };
            var path = SampleRun.Write(Path.Combine(folder!, $"plan-{language}"), world.Records(), language, planned: SamplePlan.Everything);
            foreach (var width in (int[])[1280, 390])
            {
                var opened = await browser.OpenAsync(path, width, language == "zh" ? ColorScheme.Dark : ColorScheme.Light);
                await opened.Page.Locator("#targets").ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(folder!, $"plan-{language}-{width}.png") });
                await opened.Page.CloseAsync();
            }
        }
    }

    [Fact]
    public async Task WritesCasesToLookAt()
    {
        var folder = Environment.GetEnvironmentVariable("ADCHAIN_SAMPLE_PAGES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "ADCHAIN_SAMPLE_PAGES is not set: nobody wants to look.");
        await using var browser = await Browser.StartAsync();
        foreach (var language in (string[])["en", "zh"])
        {
            var path = CaseWorld.WriteRun(Path.Combine(folder!, $"cases-{language}"), language);
            foreach (var width in (int[])[1280, 390])
            {
                var opened = await browser.OpenAsync(path, width, language == "zh" ? ColorScheme.Dark : ColorScheme.Light);
                foreach (var part in (string[])["networks", "knowledge", "cases"])
                {
                    var picture = Path.Combine(folder!, $"cases-{language}-{part}-{width}.png");
                    await opened.Page.Locator($"#{part}").ScreenshotAsync(new LocatorScreenshotOptions { Path = picture });
                }

                await opened.Page.CloseAsync();
            }
        }
    }

    /// <summary>A world whose names are longer than any column.</summary>
    internal static SampleWorld LongNames { get; } = new()
    {
        Name = i => i % 2 == 0 ? $"三叶草数字营销（上海）广告传媒科技股份有限公司第{i}分公司" : $"Cloverline International Programmatic Advertising Holdings Limited {i}",
        Site = i => $"averyveryverylongsubdomainnamethatnobodywouldtype-{i:D4}.xn--fiqs8s-example.example",
    };
}
