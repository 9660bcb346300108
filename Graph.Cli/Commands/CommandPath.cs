using System.CommandLine;
using System.CommandLine.Parsing;

namespace Graph.Cli.Commands;

/// <summary>How a command is called.</summary>
internal static class CommandPath
{
    /// <summary><c>adchain</c>, <c>adchain run</c>, <c>adchain export neo4j</c>.</summary>
    public static string Of(CommandResult result)
    {
        var verbs = new Stack<string>();
        for (var at = result; at is not null && at.Command is not RootCommand; at = at.Parent as CommandResult)
        {
            verbs.Push(at.Command.Name);
        }

        return string.Join(' ', verbs.Prepend("adchain"));
    }
}
