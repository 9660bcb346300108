using Graph.Cli.Evaluation;

namespace Graph.Cli.Tests.Evaluation;

public sealed class RowLossTests
{
    private static string Rows(string header, int count) => header + "\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"row-{i},1\n"));

    private static HashSet<string> Kept(TempFolder folder, string name) => [.. File.ReadAllLines(folder.At(name)).Skip(1)];

    [Fact]
    public void Reported_rows_get_lost_and_registers_stay()
    {
        using var folder = new TempFolder();
        string[] reported = ["placements-2026-W01.csv", "settlements.csv", "settlement_lines.csv", "notices.csv", "declarations.csv"];
        string[] registers = ["parties.csv", "lists.csv", "verdicts.csv", "works.csv", "rates.csv"];
        foreach (var name in reported.Concat(registers))
        {
            folder.Write("data/" + name, Rows("id,x", 4_000));
        }

        RowLoss.Copy(folder.At("data"), folder.At("less"), 0.15, seed: 3, default);
        RowLoss.Copy(folder.At("data"), folder.At("least"), 0.3, seed: 3, default);
        foreach (var name in reported)
        {
            var (less, least) = (Kept(folder, "less/" + name), Kept(folder, "least/" + name));
            Assert.Equal("id,x", File.ReadLines(folder.At("less/" + name)).First());
            Assert.InRange(less.Count, 3_300, 3_500);
            Assert.InRange(least.Count, 2_680, 2_920);
            Assert.Subset(less, least);
        }

        Assert.All(registers, name => Assert.Equal(File.ReadAllText(folder.At("data/" + name)), File.ReadAllText(folder.At("least/" + name))));
    }

    [Fact]
    public void Another_seed_loses_other_rows()
    {
        using var folder = new TempFolder();
        folder.Write("data/settlements.csv", Rows("id,x", 500));
        foreach (var (target, seed) in new[] { ("a", 1UL), ("b", 1UL), ("c", 2UL) })
        {
            RowLoss.Copy(folder.At("data"), folder.At(target), 0.3, seed, default);
        }

        Assert.Equal(Kept(folder, "a/settlements.csv"), Kept(folder, "b/settlements.csv"));
        Assert.NotEqual(Kept(folder, "a/settlements.csv"), Kept(folder, "c/settlements.csv"));
    }
}
