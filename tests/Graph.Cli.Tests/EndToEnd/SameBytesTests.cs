using System.Diagnostics;

namespace Graph.Cli.Tests.EndToEnd;

/// <summary>The same input gives the same bytes with any number of threads, language, culture and time zone.</summary>
public sealed class SameBytesTests
{
    private static readonly string[] Files = ["scores.csv", "targets.csv", "flow.csv", "rejects.csv", "evidence.jsonl", "report.html"];

    [Fact]
    public void Threads_cultures_and_time_zones_change_nothing()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, new CliRunner(folder.FullPath).Run("generate", "--out", "data", "--placements", "20000", "--seed", "5").ExitCode);
        (string Out, string Threads, string Language, string Zone)[] runs =
        [
            ("a", "1", "C.UTF-8", "UTC"), ("b", "2", "zh_CN.UTF-8", "Asia/Shanghai"),
            ("c", "1", "tr_TR.UTF-8", "America/New_York"), ("d", "2", "de_DE.UTF-8", "UTC"),
        ];
        foreach (var run in runs)
        {
            Start(folder.FullPath, run.Out, run.Threads, run.Language, run.Zone);
        }

        foreach (var run in runs.Skip(1))
        {
            foreach (var file in Files)
            {
                Assert.True(File.ReadAllBytes(folder.At($"a/{file}")).AsSpan().SequenceEqual(File.ReadAllBytes(folder.At($"{run.Out}/{file}"))),
                    $"{file} differs with {run}");
            }

            Assert.Equal(
                GoldenTests.WithoutRunIdAndDurations(File.ReadAllText(folder.At("a/run.json"))),
                GoldenTests.WithoutRunIdAndDurations(File.ReadAllText(folder.At($"{run.Out}/run.json"))));
        }
    }

    /// <summary>A process of its own: culture and time zone are read when a process starts.</summary>
    private static void Start(string folder, string output, string threads, string language, string zone)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "adchain.dll"), "run", "data", "--out", output, "--threads", threads])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["LANG"] = start.Environment["LC_ALL"] = language;
        start.Environment["TZ"] = zone;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
    }
}
