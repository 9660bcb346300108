using Graph.Testing;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests;

/// <summary>The tiny worlds' expected files, worked out on paper in their READMEs, are what the oracle finds.</summary>
public sealed class TinyWorldOracleTests
{
    /// <summary>The folders below datasets/tiny.</summary>
    public static TheoryData<string> Worlds => new(Directory.GetDirectories(Root).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal));

    private static string Root { get; } = Repository.At("datasets", "tiny");

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Expected_files_are_what_the_oracle_finds(string world)
    {
        var found = new ExpectedFiles(Path.Combine(Root, world));
        Compare(world, "flow.csv", found.FlowCsv());
        Compare(world, "scores.csv", found.ScoresCsv());
        Compare(world, "targets.csv", found.TargetsCsv());
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Expected_plans_are_the_best_within_their_rules(string world)
    {
        var found = new ExpectedFiles(Path.Combine(Root, world));
        if (found.Rules.Any)
        {
            var last = File.ReadAllLines(Path.Combine(Root, world, "expected", "targets.csv"))[^1].Split(',');
            Assert.Equal(ExpectedFiles.Amount(found.Targets.Optimum(found.Rules)), last[6]);
        }
    }

    private static void Compare(string world, string file, string found)
    {
        var expected = File.ReadAllText(Path.Combine(Root, world, "expected", file)).Split('\n');
        var lines = found.Split('\n');
        Assert.Equal(expected.Length, lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',');
            var kept = expected[i].Split(',').Select((cell, c) => c < cells.Length && cells[c] == ExpectedFiles.Open ? ExpectedFiles.Open : cell);
            Assert.Equal(string.Join(',', kept), lines[i]);
        }
    }
}
