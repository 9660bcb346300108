using BenchmarkDotNet.Running;
using Graph.Benchmarks.Comparison;

switch (args.FirstOrDefault())
{
    case "smoke":
        SmokeCommand.Run();
        break;
    case "compare":
        Compare(BenchmarkArguments.Parse(args.AsSpan(1)));
        break;
    case "kernel-growth":
        KernelGrowthCommand.Run(BenchmarkArguments.Parse(args.AsSpan(1)));
        break;
    case "growth":
        GrowthCommand.Run(BenchmarkArguments.Parse(args.AsSpan(1)));
        break;
    case "parse":
        ParseCommand.Run(BenchmarkArguments.Parse(args.AsSpan(1)));
        break;
    case "write":
        WriteCommand.Run(BenchmarkArguments.Parse(args.AsSpan(1)));
        break;
    case "load":
        LoadCommand.Run(BenchmarkArguments.Parse(args.AsSpan(1)));
        break;
    case "neo4j-load":
        Neo4jLoadCommand.Run(BenchmarkArguments.Parse(args.AsSpan(1)));
        break;
    case "child-neo4j-load":
        Neo4jLoadCommand.Child(args[1], args[2], long.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture), args[4]);
        break;
    case "interdiction":
        InterdictionCommand.Run(BenchmarkArguments.Parse(args.AsSpan(1)));
        break;
    case "targets":
        TargetsCommand.Run(BenchmarkArguments.Parse(args.AsSpan(1)));
        break;
    case "child-load-ours":
        LoadCommand.Ours(args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
        break;
    case "child-load-duckdb":
        LoadCommand.DuckDb(args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture));
        break;
    case "child-ours":
        Contenders.Ours(args[1], args[2]);
        break;
    case "child-duckdb":
        Contenders.DuckDb(args[1], args[2]);
        break;
    case null or "help" or "--help":
        Console.Out.WriteLine(BenchmarkArguments.Usage);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(SmokeCommand).Assembly).Run(args);
        break;
}

static void Compare(BenchmarkArguments arguments)
{
    var kind = arguments.Kind ?? (arguments.Peers is null ? "pipeline" : "kernels");
    if (kind is not ("pipeline" or "kernels" or "all"))
    {
        throw new ArgumentException($"compare what? {kind} is neither pipeline nor kernels nor all.\n{BenchmarkArguments.Usage}");
    }

    if (kind is "pipeline" or "all")
    {
        CompareCommand.Run(arguments);
    }

    if (kind is "kernels" or "all")
    {
        CompareKernelsCommand.Run(arguments);
    }
}
