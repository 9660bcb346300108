namespace Graph.Cli.Tests.EndToEnd;

/// <summary>Every command of the README works, in the order in which a reader meets them, in one folder.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Every_command_runs()
    {
        using var folder = new TempFolder();
        var runner = new CliRunner(folder.FullPath);
        var commands = Commands().Where(line => line.StartsWith("adchain ", StringComparison.Ordinal)).ToList();
        Assert.True(commands.Count >= 9, "The README lost its commands.");
        foreach (var command in commands)
        {
            var result = runner.Run(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
            Assert.True(result.ExitCode == 0, command + "\n" + result.Error);
        }
    }

    [Fact]
    public void The_two_commands_are_those_that_the_checks_run()
    {
        var checks = File.ReadAllLines(Repository.At(".ci", "run")).Select(line => line.Trim()).ToList();
        foreach (var command in Commands().Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal)))
        {
            Assert.Contains(checks, line => line.StartsWith(command, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Demo_makes_a_page_without_a_server()
    {
        using var folder = new TempFolder();
        var result = new CliRunner(folder.FullPath).Run("demo");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.True(File.Exists(folder.At("adchain-demo/run/report.html")), "The README says where the page is.");
        Assert.Contains("report.html", result.Out, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Commands()
    {
        var inside = false;
        foreach (var line in File.ReadAllLines(Repository.At("README.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                inside = line == "```sh";
            }
            else if (inside)
            {
                yield return line.Trim();
            }
        }
    }
}
