using Graph.Testing.Oracle;

namespace Graph.Cli.Tests.EndToEnd;

/// <summary>Every world of datasets/tiny gives, byte for byte, the files that were worked out on paper.</summary>
public sealed class TinyWorldTests
{
    public static TheoryData<string> Worlds => new(Directory.GetDirectories(Repository.At("datasets", "tiny"))
        .Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Worlds))]
    public void The_program_writes_what_was_worked_out_on_paper(string world)
    {
        using var folder = new TempFolder();
        var data = Repository.At("datasets", "tiny", world);
        // Paths in the options of a world begin at its folder.
        var options = OraclePlanRules.Options(data).Select(word => word.StartsWith("plan/", StringComparison.Ordinal) ? Path.Combine(data, word) : word);
        var result = new CliRunner(folder.FullPath).Run(["run", data, "--out", "out", "--model", "none", .. options]);
        Assert.True(result.ExitCode == 0, result.Error);
        foreach (var expected in Directory.GetFiles(Path.Combine(data, "expected")).Order(StringComparer.Ordinal))
        {
            Assert.Equal(File.ReadAllText(expected), File.ReadAllText(folder.At("out/" + Path.GetFileName(expected))));
        }
    }
}
