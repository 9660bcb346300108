using System.Globalization;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model;
using Graph.Testing;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

/// <summary>The findings that the READMEs of tiny worlds work out on paper, in their <c>worked/signals.csv</c>.</summary>
public sealed class TinySignalTests
{
    public static TheoryData<string, string> Rows =>
    [
        .. Directory.GetDirectories(Root).Where(world => File.Exists(Expected(world))).Order(StringComparer.Ordinal)
            .SelectMany(world => File.ReadAllLines(Expected(world)).Skip(1).Select(line => (Path.GetFileName(world), line))),
    ];

    private static string Root { get; } = Repository.At("datasets", "tiny");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Findings_are_as_worked_out(string world, string line)
    {
        var cells = line.Split(',');
        var signal = SignalCatalog.All.Single(one => one.Id.ToString() == cells[1]);
        var found = ToldWorlds.Find(signal, WorldText.Load(Path.Combine(Root, world)), cells[0]);
        Assert.Equal(cells[2], found.State.ToString());
        Assert.Equal(cells[3].Length == 0, double.IsNaN(found.Statistic));
        if (cells[3].Length > 0)
        {
            Assert.Equal(double.Parse(cells[3], CultureInfo.InvariantCulture), found.Statistic, 1e-4);
        }

        Assert.True(cells[4].Length == 0 || cells[4] == new Money(found.Amount).ToString());
        Assert.Equal(cells[5], found.Since is { } since ? ToldWorlds.Text(since) : "");
        Assert.Equal(cells[6], found.Reason ?? string.Join('+', found.Holding()));
    }

    private static string Expected(string world) => Path.Combine(world, "worked", "signals.csv");
}
