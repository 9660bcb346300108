using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Graph.Analysis.Targets;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Model;

namespace Graph.Cli.Tests.Reports;

public sealed partial class FrontierTests
{
    private static readonly FrontierLine[] Lines =
    [
        new(0m, 1, 2.5m, new Money(400_000), 0.4, new Money(100_000)),
        new(0m, 3, 10m, new Money(800_000), 0.8, new Money(900_000)),
        new(0.0001m, 2, 5m, new Money(500_000), 0.5, new Money(0)),
        new(0.0001m, 3, 9m, new Money(790_000), 0.79, new Money(880_000)),
    ];

    [Fact]
    public void FrontierStandsByPriceThenCostAndComesBackAsItWas()
    {
        using var folder = new TempFolder();
        var plan = new TargetPlan([], 1_000_000, 1_000_000, 5, "ratio", new TargetOptions())
        {
            Frontier = [new(0.0001m, 2, 5m, 500_000.4, 0), new(0m, 3, 10m, 800_000, 900_000), new(0m, 1, 2.50m, 400_000, 100_000), new(0.0001m, 3, 9m, 790_000, 880_000)],
        };
        var lines = FrontierCsv.Lines(plan);
        using (var stream = File.Create(folder.At("frontier.csv")))
        {
            FrontierCsv.Write(stream, lines);
        }

        Assert.Equal(
            """
            collateral_price,actions,cost,removed,removed_share,collateral
            0,1,2.5,40.0000,0.4,10.0000
            0,3,10,80.0000,0.8,90.0000
            0.0001,2,5,50.0000,0.5000004,0.0000
            0.0001,3,9,79.0000,0.79,88.0000

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(folder.At("frontier.csv")));
        Assert.Equal(lines, FrontierCsv.Read(folder.At("frontier.csv")));
    }

    [Fact]
    public void PlotPutsEveryPlanWhereItsFiguresSay()
    {
        var svg = XDocument.Parse(FrontierPlot.Svg(Lines));
        var marks = Elements(svg, "path").Where(path => path.Elements().Any()).Select(path => (Centre: Start(path), Text: path.Value)).ToList();
        Assert.Equal(8, marks.Count);
        Assert.Equal("cost 2.5, 1 actions: removes 40%, cuts 10 yuan of honest sites' money", marks[0].Text);

        // Circles start 4.5 left of their centre. Twice the share is twice as far from the base line, four times the cost four times from the axis.
        var (first, second) = (marks[0].Centre, marks[1].Centre);
        var (left, bottom) = (78.0, 390.0);
        Assert.Equal((second.X + 4.5 - left) / 4, first.X + 4.5 - left, 0.2);
        Assert.Equal((bottom - second.Y) / 2, bottom - first.Y, 0.2);
    }

    [Fact]
    public void PlotIsNamedForThoseWhoDoNotSeeIt()
    {
        var root = XDocument.Parse(FrontierPlot.Svg(Lines)).Root!;
        Assert.Equal("img", root.Attribute("role")!.Value);
        var ids = root.Attribute("aria-labelledby")!.Value.Split(' ');
        var named = root.Elements().Where(e => ids.Contains(e.Attribute("id")?.Value)).Select(e => e.Value).ToList();
        Assert.Equal(2, named.Count);
        Assert.Contains("4 plans. The one that removes most costs 10, removes 80% of pirate money with 3 actions", named[1], StringComparison.Ordinal);
    }

    [Fact]
    public void NamesOfLinesNeverTouch()
    {
        var crowded = Enumerable.Range(0, 8).Select(i => new FrontierLine(i * 0.001m, 1, 4m, new Money(500_000), 0.5, new Money(5_000))).ToArray();
        var names = Elements(XDocument.Parse(FrontierPlot.Svg(crowded)), "text").Where(t => t.Attribute("class")?.Value == "name")
            .Select(t => double.Parse(t.Attribute("y")!.Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(16, names.Count);
        Assert.All(names.Take(8).Zip(names.Take(8).Skip(1)), pair => Assert.True(pair.Second - pair.First >= 14.9));
        Assert.All(names.Skip(8).Zip(names.Skip(9)), pair => Assert.True(pair.Second - pair.First >= 14.9));
    }

    [Fact]
    public void PlotIsTheSameTextInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        var invariant = FrontierPlot.Svg(Lines);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(invariant, FrontierPlot.Svg(Lines));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void OnePlanWithoutCollateralIsAPlotToo()
    {
        var svg = XDocument.Parse(FrontierPlot.Svg([new(0m, 1, 1m, new Money(1), 1, Money.Zero)]));
        Assert.Equal(2, Elements(svg, "path").Count(path => path.Elements().Any()));
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void APlanWithoutFrontierRemovesTheOneOfAnEarlierPlan()
    {
        using var folder = new TempFolder();
        SampleRun.Write(folder.At("run"), new SampleWorld().Records(), planned: SamplePlan.Everything);
        Assert.True(File.Exists(folder.At("run/frontier.csv")) && File.Exists(folder.At("run/frontier.svg")));
        using (var run = RunFolder.Open(folder.At("run")))
        {
            new RunWriter(run, SampleRun.Console(), CancellationToken.None).Targets(new TargetPlan([], 0, 0, 0, "ratio", new TargetOptions()));
            Assert.Null(run.Find(RunFolder.FrontierName));
            run.Publish(dropOthers: false);
        }

        Assert.False(File.Exists(folder.At("run/frontier.csv")) || File.Exists(folder.At("run/frontier.svg")));
        Assert.True(File.Exists(folder.At("run/scores.csv")));
    }

    [Theory]
    [InlineData(0, 5, 1, 1)]
    [InlineData(1, 5, 0.2, 5)]
    [InlineData(0.83, 5, 0.2, 5)]
    [InlineData(10, 5, 2, 5)]
    [InlineData(10.01, 5, 5, 3)]
    [InlineData(12, 6, 2, 6)]
    [InlineData(0.004, 5, 0.001, 4)]
    [InlineData(7_300_000, 3, 5_000_000, 2)]
    public void AxesEndAtRoundNumbers(double most, int wanted, double step, int steps) =>
        Assert.Equal(new AxisScale((decimal)step, steps), AxisScale.Of((decimal)most, wanted));

    private static IEnumerable<XElement> Elements(XDocument document, string name) => document.Descendants().Where(e => e.Name.LocalName == name);

    private static (double X, double Y) Start(XElement path)
    {
        var match = Move().Match(path.Attribute("d")!.Value);
        return (double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^M([\d.]+) ([\d.]+)")]
    private static partial Regex Move();
}
