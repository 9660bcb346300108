using Graph.Analysis.Simulation;
using Xunit;

namespace Graph.Analysis.Tests.Simulation;

public sealed class MissingRowsTests
{
    [Fact]
    public void What_is_left_is_a_part_of_what_there_was_and_more_loss_loses_the_same_and_more()
    {
        var (whole, some, many) = (Rows(0), Rows(150_000), Rows(300_000));
        Assert.Subset(whole, some);
        Assert.Subset(some, many);
        Assert.InRange(some.Count / (double)whole.Count, 0.82, 0.88);
        Assert.InRange(many.Count / (double)whole.Count, 0.67, 0.73);
    }

    [Fact]
    public void Lists_notices_and_truths_are_never_lost()
    {
        Assert.Equal(Rest(0), Rest(300_000));
    }

    [Fact]
    public void A_lost_settlement_takes_its_lines_with_it()
    {
        var world = World(300_000);
        var kept = world.Settlements(CancellationToken.None).Select(row => row.Row.SettlementId).ToHashSet(StringComparer.Ordinal);
        Assert.All(world.SettlementLines(CancellationToken.None), line => Assert.Contains(line.SettlementId, kept));
    }

    private static World World(int missing) => Analysis.Simulation.World.Build(
        WorldOptions.Knowledge(10_000, 3) with { MissingPerMillion = missing, LinesPerMillion = 300_000 }, CancellationToken.None);

    private static SortedSet<string> Rows(int missing)
    {
        var world = World(missing);
        return [.. world.Placements().Select(row => row.ToString()), .. world.Settlements(CancellationToken.None).Select(row => row.ToString())];
    }

    private static List<string> Rest(int missing)
    {
        var world = World(missing);
        return
        [
            .. world.Lists().Select(row => row.ToString()), .. world.Notices().Select(row => row.ToString()), .. world.Declarations().Select(row => row.ToString()),
            .. world.Verdicts().Select(row => row.ToString()), .. world.NetworkTruths().Select(row => row.ToString()),
        ];
    }
}
