using System.CommandLine;
using System.Globalization;
using Graph.Cli.Kernels;

namespace Graph.Cli.Commands;

/// <summary>What the user says on the command line of <c>adchain graph</c>.</summary>
internal sealed record GraphArguments
{
    /// <summary>The kernel.</summary>
    public required KernelBinding Kernel { get; init; }

    /// <summary>The graph file.</summary>
    public required string File { get; init; }

    /// <summary>The list of nodes, or null.</summary>
    public required string? NodesFile { get; init; }

    /// <summary>Whether edges lead one way.</summary>
    public required bool Directed { get; init; }

    /// <summary>Whether weights count.</summary>
    public required bool Weighted { get; init; }

    /// <summary>Whether one JSON document is wanted.</summary>
    public required bool Json { get; init; }

    /// <summary>Id of the source, or null.</summary>
    public required string? Source { get; init; }

    /// <summary>Id of the sink, or null.</summary>
    public required string? Sink { get; init; }

    /// <summary>Ids of the seeds.</summary>
    public required IReadOnlyList<string> Seeds { get; init; }

    /// <summary>The options that were given, with the texts they were given as.</summary>
    public required IReadOnlyList<(KernelOption Option, string Name, string Text)> Given { get; init; }

    /// <summary>What needs no file to be understood.</summary>
    public required KernelRequest Request { get; init; }
}

/// <summary>The options of <c>adchain graph</c>, and what they come to.</summary>
internal sealed class GraphOptions
{
    private readonly Argument<string> kernel = new("KERNEL") { Description = "What is computed, from the list below; case, - and _ do not matter." };
    private readonly Argument<string> file = new("FILE") { Description = "The graph: an edge list or a DIMACS file, also as .gz." };
    private readonly Option<bool> directed = new("--directed") { Description = "Edges lead from source to target. Default: both ways; DIMACS is always directed." };
    private readonly Option<bool> weighted = new("--weighted") { Description = "The weights count. Default: every edge counts 1; max-flow always reads them." };
    private readonly Option<string?> source = CommandOptions.Text("--source", "ID", "Where paths begin, where the flow comes from, or the root of the dominator tree.");
    private readonly Option<string?> sink = CommandOptions.Text("--sink", "ID", "Where the flow goes.");
    private readonly Option<string[]> seeds = new("--seeds") { HelpName = "ID,ID…", Description = "Nodes where a personalised score starts; may be given more than once." };
    private readonly Option<string?> nodes = CommandOptions.Text("--nodes", "FILE", "One id a line: nodes that may have no edge.");
    private readonly Option<bool> cut = new("--cut") { Description = "max-flow: also the side of each node, 1 with the source, 0 with the sink." };
    private readonly Option<string?> damping = CommandOptions.Text("--damping", "D", "Share of a score that goes on along edges (0..1). Default: 0.85; propagation 1.");
    private readonly Option<string?> iterations = CommandOptions.Text("--iterations", "N", "Sweeps at most; with --tolerance 0 exactly so many. Default: the kernel's.");
    private readonly Option<string?> tolerance = CommandOptions.Text("--tolerance", "T", "Change of a sweep at which the score stands. Default: the kernel's.");
    private readonly Option<string?> samples = CommandOptions.Text("--samples", "N", "Sources drawn for an estimate. Default: 0, exact.");
    private readonly Option<string?> seed = CommandOptions.Text("--seed", "N", "Seed of what is drawn by chance. Default: 0.");
    private readonly Option<string?> resolution = CommandOptions.Text("--resolution", "R", "Above 1 more and smaller communities, below 1 fewer. Default: 1.");
    private readonly Option<string?> threads = CommandOptions.Threads();
    private readonly Option<bool> json = CommandOptions.Json();

    /// <summary>The command with its options.</summary>
    public Command Command() => new("graph", "Runs one kernel on a plain graph file.")
    {
        kernel, file, directed, weighted, source, sink, seeds, nodes, cut, damping, iterations, tolerance, samples, seed, resolution, threads, json,
    };

    /// <summary>The options as values.</summary>
    /// <exception cref="CommandException">An option cannot be understood.</exception>
    public GraphArguments Resolve(ParseResult parsed, CliEnvironment environment)
    {
        var found = KernelCatalog.Find(parsed.GetRequiredValue(kernel));
        var given = Given(parsed).ToList();
        foreach (var (option, name) in new[] { (KernelOption.Seeds, "--seeds") })
        {
            if (found.Needs.HasFlag(option) && !given.Exists(one => one.Option == option))
            {
                throw CommandException.Usage($"{found.Name} needs {name}.");
            }
        }

        return new GraphArguments
        {
            Kernel = found,
            File = environment.Resolve(parsed.GetRequiredValue(file)),
            NodesFile = parsed.GetValue(nodes) is { } list ? environment.Resolve(list) : null,
            Directed = parsed.GetValue(directed),
            Weighted = parsed.GetValue(weighted),
            Json = parsed.GetValue(json),
            Source = parsed.GetValue(source),
            Sink = parsed.GetValue(sink),
            Seeds = [.. (parsed.GetValue(seeds) ?? []).SelectMany(Ids)],
            Given = given,
            Request = new KernelRequest
            {
                Threads = OptionValues.Threads(parsed.GetValue(threads)),
                Damping = Number("--damping", parsed.GetValue(damping), 0.0, 1.0),
                Iterations = parsed.GetValue(iterations) is { } sweeps ? (int)OptionValues.Whole("--iterations", sweeps, 0, 1, int.MaxValue) : null,
                Tolerance = Number("--tolerance", parsed.GetValue(tolerance), 0.0, double.MaxValue),
                Samples = parsed.GetValue(samples) is { } drawn ? (int)OptionValues.Whole("--samples", drawn, 0, 0, int.MaxValue) : null,
                Seed = parsed.GetValue(seed) is { } start ? (ulong)OptionValues.Whole("--seed", start, 0, 0, long.MaxValue) : null,
                Resolution = Number("--resolution", parsed.GetValue(resolution), double.Epsilon, double.MaxValue),
                Cut = parsed.GetValue(cut),
            },
        };
    }

    /// <summary>The ids of a list, quoted as in CSV where they hold commas.</summary>
    private static IEnumerable<string> Ids(string list)
    {
        var parts = list.Split('"');
        if (parts.Length == 1)
        {
            return list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        return parts.SelectMany((part, place) => place % 2 == 1 ? [part] : part.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static double? Number(string option, string? text, double least, double most)
    {
        if (text is null)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw CommandException.Usage($"{option}: found '{text}', expected a number {(most == 1.0 ? "from 0 to 1" : least > 0 ? "above 0" : "of at least 0")}.");
    }

    private IEnumerable<(KernelOption Option, string Name, string Text)> Given(ParseResult parsed)
    {
        (KernelOption Option, Option<string?> Option2)[] texts =
        [
            (KernelOption.Source, source), (KernelOption.Sink, sink), (KernelOption.Damping, damping), (KernelOption.Iterations, iterations),
            (KernelOption.Tolerance, tolerance), (KernelOption.Samples, samples), (KernelOption.Seed, seed), (KernelOption.Resolution, resolution),
        ];
        foreach (var (option, text) in texts)
        {
            if (parsed.GetValue(text) is { } value)
            {
                yield return (option, text.Name, value);
            }
        }

        if (parsed.GetValue(seeds) is { Length: > 0 } lists)
        {
            yield return (KernelOption.Seeds, seeds.Name, string.Join(',', lists));
        }

        if (parsed.GetValue(cut))
        {
            yield return (KernelOption.Cut, cut.Name, "");
        }
    }
}
