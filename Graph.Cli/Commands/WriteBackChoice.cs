using System.CommandLine;

namespace Graph.Cli.Commands;

/// <summary>The options that say whether a run is given back to its store.</summary>
internal sealed class WriteBackChoice
{
    private readonly Option<bool> wanted = new("--write-back")
    {
        Description = "Write scores, tiers, targets and findings back to the store. Default: on where the store is Neo4j.",
    };

    private readonly Option<bool> unwanted = new("--no-write-back") { Description = "Leave the store as it is after reading." };

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(wanted);
        command.Add(unwanted);
    }

    /// <summary>Whether to write back to this store.</summary>
    /// <exception cref="CommandException">The options contradict each other, or the store has no place for findings.</exception>
    public bool Resolve(ParseResult parsed, string storeUri)
    {
        var (yes, no, embedded) = (parsed.GetValue(wanted), parsed.GetValue(unwanted), StoreUri.FileOf(storeUri) is not null);
        return (yes, no, embedded) switch
        {
            (true, true, _) => throw CommandException.Usage("found --write-back and --no-write-back, expected one of them."),
            (true, _, true) => throw CommandException.Usage(
                "--write-back: the embedded store keeps records only, and nobody looks at findings in it; they stand in --out. Leave the option out, or name a Neo4j store such as http://localhost:7474/neo4j."),
            _ => !no && !embedded,
        };
    }
}
