using Graph.Model.Records;

namespace Graph.Cli.Tests.Reports;

/// <summary>Writes sample pages for looking at, where ADCHAIN_SAMPLE_PAGES names a folder.</summary>
public sealed class PageSamples
{
    [Fact]
    public void WritesPagesToLookAt()
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
        SampleRun.Write(Path.Combine(folder!, "long"), new SampleWorld
        {
            Name = i => i % 2 == 0 ? $"三叶草数字营销（上海）广告传媒科技股份有限公司第{i}分公司" : $"Cloverline International Programmatic Advertising Holdings Limited {i}",
            Site = i => $"averyveryverylongsubdomainnamethatnobodywouldtype-{i:D4}.xn--fiqs8s-example.example",
        }.Records(), "zh");
        Assert.True(File.Exists(Path.Combine(folder!, "usual", "report.html")));
    }
}
