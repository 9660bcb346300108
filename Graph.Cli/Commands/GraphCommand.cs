using System.CommandLine;
using System.Globalization;
using Graph.Analysis.Algorithms;
using Graph.Cli.Kernels;
using Graph.Cli.Runs;
using Graph.Ingest.GraphFiles;
using Graph.Model.Graphs;

namespace Graph.Cli.Commands;

/// <summary><c>adchain graph</c>: one kernel on a plain graph file.</summary>
internal static class GraphCommand
{
    public const string Examples = """
        adchain graph pagerank edges.csv --directed
        adchain graph bfs edges.txt.gz --source 1 --nodes nodes.txt > depth.csv
        adchain graph shortest-paths edges.csv --directed --weighted --source 1
        adchain graph max-flow problem.dimacs --cut
        adchain graph max-flow week47/flow.csv --directed --source payer --sink site.example --cut
        adchain graph leiden payments.csv --weighted --json > communities.json
        """;

    /// <summary>What the help says beyond the options.</summary>
    public static string Details => $"""
        Kernels, and what the value of a node is:
        {KernelCatalog.Describe()}

        Edge list: source, target and perhaps a weight a line, separated by commas, semicolons, tabs or spaces. Blank lines and lines
        that begin with # or % are passed over. A header names the columns: source, src, from or payer; target, dst, to or payee; weight,
        capacity or amount (for max-flow, an amount is money: decimals with up to 4 digits, exact). Ids are any text, also quoted as in CSV. DIMACS: p max and p sp. Any of them may be gzipped.

        Output: `id,value` a line, without header, ascending by id: by value where all ids are whole numbers without leading zeros,
        else by UTF-8 bytes (01 and 1 are two ids). Components, labels, communities and dominators are named by an id; a group by its
        smallest. Where a path does not lead, bfs says 9223372036854775807, shortest-paths Infinity. Counters go to standard error.

        Parallel edges are one edge: their weights add up, shortest-paths takes the least. A bad line stops everything: each is
        named on standard error with file, line and reason, and the exit code is 3.
        """;

    public static Command Create(CliEnvironment environment)
    {
        var options = new GraphOptions();
        var command = options.Command();
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(options.Resolve(parsed, environment), environment, cancellation)));
        return command;
    }

    private static int Execute(GraphArguments arguments, CliEnvironment environment, CancellationToken cancellation)
    {
        RequireFile("FILE", arguments.File);
        if (arguments.NodesFile is { } nodes)
        {
            RequireFile("--nodes", nodes);
        }

        NoteUnused(arguments, environment);
        var clock = new StageClock(environment.Clock);
        using var content = clock.Measure("load", () => Read(arguments, cancellation));
        if (content.FaultCount > 0)
        {
            return Refuse(content, environment);
        }

        var request = Resolved(arguments, content);
        var directed = IsDirected(arguments, content, environment);
        using var graph = clock.Measure("build", () => Build(arguments, content, directed, cancellation));
        content.Dispose();
        var answer = clock.Measure("kernel", () => Run(arguments.Kernel, graph, request, cancellation)) with { IsMoney = content.IsMoney };
        if (answer.Convergence is { Converged: false } end && request.Tolerance != 0.0)
        {
            environment.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"adchain: {arguments.Kernel.Name} did not converge: residual {end.Residual:R} after {end.Iterations} iterations. Give more --iterations, or a larger --tolerance."));
        }

        var counters = Counters(content, graph, directed, request, answer, clock);
        if (arguments.Json)
        {
            KernelOutput.Json(environment, arguments.Kernel.Name, Path.GetFileName(arguments.File), Options(arguments, directed), counters, content.Names, answer, cancellation);
        }
        else
        {
            KernelOutput.Rows(environment, content.Names, answer, cancellation);
            KernelOutput.Counters(environment, counters);
        }

        return ExitCodes.Done;
    }

    private static void RequireFile(string what, string path)
    {
        if (!File.Exists(path))
        {
            throw CommandException.Usage(Directory.Exists(path)
                ? $"{what}: {path} is a folder, expected a graph file."
                : $"{what}: there is no file {path}. Check the path.");
        }
    }

    private static void NoteUnused(GraphArguments arguments, CliEnvironment environment)
    {
        foreach (var (option, name, _) in arguments.Given)
        {
            if (!arguments.Kernel.Knows.HasFlag(option))
            {
                environment.Error.WriteLine($"adchain: {arguments.Kernel.Name} does not use {name}.");
            }
        }

        if (arguments.Weighted && arguments.Kernel.Weights == WeightUse.None)
        {
            environment.Error.WriteLine($"adchain: {arguments.Kernel.Name} does not use weights.");
        }
    }

    private static GraphFileContent Read(GraphArguments arguments, CancellationToken cancellation)
    {
        var options = new GraphFileOptions
        {
            Weights = arguments.Kernel.Weights == WeightUse.Capacity ? WeightReading.Capacity
                : arguments.Kernel.Weights != WeightUse.None && arguments.Weighted ? WeightReading.NonNegative
                : WeightReading.None,
            NodesPath = arguments.NodesFile,
            Threads = arguments.Request.Threads,
        };
        try
        {
            return GraphFile.Read(arguments.File, options, cancellation);
        }
        catch (InvalidOperationException tooLarge)
        {
            throw CommandException.Input($"{Path.GetFileName(arguments.File)}: {tooLarge.Message}");
        }
    }

    private static int Refuse(GraphFileContent content, CliEnvironment environment)
    {
        foreach (var fault in content.Faults)
        {
            environment.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fault.File}:{fault.Line}: {fault.Reason}"));
        }

        if (content.FaultCount > content.Faults.Count)
        {
            environment.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {content.FaultCount - content.Faults.Count} more"));
        }

        throw CommandException.Input(string.Create(CultureInfo.InvariantCulture,
            $"{content.FaultCount} bad {(content.FaultCount == 1 ? "line" : "lines")}, so nothing was computed. Correct the file and run again."));
    }

    private static KernelRequest Resolved(GraphArguments arguments, GraphFileContent content)
    {
        var needs = arguments.Kernel.Needs;
        return arguments.Request with
        {
            Source = needs.HasFlag(KernelOption.Source) ? Terminal(arguments, content, "--source", arguments.Source, content.Source, "s") : -1,
            Sink = needs.HasFlag(KernelOption.Sink) ? Terminal(arguments, content, "--sink", arguments.Sink, content.Sink, "t") : -1,
            Seeds = needs.HasFlag(KernelOption.Seeds) ? new SeedSet([.. arguments.Seeds.Select(id => Node(arguments, content, "--seeds", id))]) : null,
        };
    }

    private static int Terminal(GraphArguments arguments, GraphFileContent content, string option, string? id, int inFile, string mark)
    {
        if (id is not null)
        {
            return Node(arguments, content, option, id);
        }

        if (inFile >= 0)
        {
            return inFile;
        }

        throw content.Format == GraphFileFormat.DimacsFlow
            ? CommandException.Input($"{Path.GetFileName(arguments.File)} has no line 'n NODE {mark}'. Add it, or give {option}.")
            : CommandException.Usage($"{arguments.Kernel.Name} needs {option}.");
    }

    private static int Node(GraphArguments arguments, GraphFileContent content, string option, string id) => content.Names.Find(id) is >= 0 and var node
        ? node
        : throw CommandException.Usage($"{option}: there is no node '{id}' in {Path.GetFileName(arguments.File)}.");

    private static bool IsDirected(GraphArguments arguments, GraphFileContent content, CliEnvironment environment)
    {
        var asked = arguments.Directed || content.Format != GraphFileFormat.EdgeList;
        switch (arguments.Kernel.Direction)
        {
            case DirectionUse.Never when asked:
                environment.Error.WriteLine($"adchain: {arguments.Kernel.Name} knows no direction: every edge is taken both ways.");
                return false;
            case DirectionUse.Always when !asked:
                environment.Error.WriteLine($"adchain: {arguments.Kernel.Name} goes by direction: every edge leads from source to target.");
                return true;
            default:
                return asked;
        }
    }

    private static CsrGraph Build(GraphArguments arguments, GraphFileContent content, bool directed, CancellationToken cancellation)
    {
        var kernel = arguments.Kernel;
        var options = new CsrOptions
        {
            Directed = directed,
            Weights = kernel.Weights switch
            {
                WeightUse.Capacity => EdgeWeightKind.Integer,
                WeightUse.Shares => EdgeWeightKind.Double,
                WeightUse.Optional when arguments.Weighted => EdgeWeightKind.Double,
                _ => EdgeWeightKind.None,
            },
            OutShares = kernel.Weights == WeightUse.Shares,
            Parallel = kernel.Parallel,
            Reverse = kernel.NeedsReverse,
            Threads = arguments.Request.Threads,
        };
        try
        {
            return CsrGraph.Build(content.Edges, options, cancellation);
        }
        catch (OverflowException)
        {
            throw CommandException.Input($"{Path.GetFileName(arguments.File)}: the weights of parallel edges add up to more than 9223372036854775807.");
        }
    }

    private static KernelAnswer Run(KernelBinding kernel, CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        try
        {
            return kernel.Run(graph, request, cancellation);
        }
        catch (OverflowException tooLarge)
        {
            throw CommandException.Input($"{kernel.Name}: the numbers of this graph are too large: {tooLarge.Message}");
        }
        catch (ArgumentException wrong)
        {
            throw CommandException.Usage($"{kernel.Name}: {wrong.Message}");
        }
    }

    private static List<(string Name, object Value)> Counters(
        GraphFileContent content, CsrGraph graph, bool directed, KernelRequest request, KernelAnswer answer, StageClock clock)
    {
        var counters = new List<(string Name, object Value)>
        {
            ("lines", content.Lines),
            ("nodes", (long)graph.NodeCount),
            ("edges", graph.EdgeCount),
            ("self loops", graph.SelfLoopCount),
            ("merged edges", graph.MergedEdgeCount),
            ("directed", directed),
        };
        if (content.HeaderLine > 0)
        {
            counters.Insert(1, ("header line", content.HeaderLine));
        }

        if (answer.Convergence is { } end)
        {
            counters.AddRange([("iterations", (long)end.Iterations), ("residual", end.Residual), ("converged", end.Converged)]);
        }

        counters.AddRange(answer.Counters);
        counters.AddRange(clock.ElapsedMs.Select(stage => ($"{stage.Key} ms", (object)stage.Value)));
        counters.Add(("threads", (long)(request.Threads == 0 ? Environment.ProcessorCount : request.Threads)));
        return counters;
    }

    private static List<(string Name, object Value)> Options(GraphArguments arguments, bool directed)
    {
        var options = new List<(string Name, object Value)> { ("directed", directed), ("weighted", arguments.Weighted || arguments.Kernel.Weights == WeightUse.Capacity) };
        options.AddRange(arguments.Given.Where(given => arguments.Kernel.Knows.HasFlag(given.Option)).Select(given =>
            (given.Name.TrimStart('-'), given.Option switch
            {
                KernelOption.Seeds => arguments.Seeds,
                KernelOption.Cut => true,
                _ => (object)given.Text,
            })));
        return options;
    }
}
