using System.CommandLine;
using System.Globalization;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Cli.Evaluation;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;

namespace Graph.Cli.Commands;

/// <summary><c>adchain train</c>: makes a model of verdicts, or of simulated worlds.</summary>
internal static class TrainCommand
{
    public const string Examples = """
        adchain train data --out model.json
        adchain train --worlds 40 --seed 1 --out model.json
        adchain run data --model model.json --out week47
        """;

    /// <summary>Rows lost in worlds, in turn: most worlds are whole.</summary>
    private static readonly double[] Losses = [0.0, 0.15, 0.0, 0.3, 0.0];

    /// <summary>What a training needs to know, resolved.</summary>
    private sealed record Options(string? Data, WorldPlan? Worlds, ReplaySettings Settings, string Out, int Threads, bool Json);

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, string Out, string Kind, string Sha256, TrainingFacts Facts, IReadOnlyList<TrainingWarning> Warnings);

    public static Command Create(CliEnvironment environment)
    {
        var data = new Argument<string?>("DATA") { Description = "Folder of CSV files with verdicts, instead of --worlds.", Arity = ArgumentArity.ZeroOrOne };
        var worlds = new WorldOptionsText(firstSeed: 1, defaultDates: 2);
        var output = CommandOptions.Required("--out", "MODEL", "The model file to write.");
        var (window, threads, json) = (CommandOptions.Window(), CommandOptions.Threads(), CommandOptions.Json());
        var command = new Command("train", "Trains the classifier on verdicts that came later than what it sees, or on simulated worlds.") { data, output, window, threads, json };
        worlds.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            new Options(
                parsed.GetValue(data) is { } folder ? environment.Resolve(folder) : null,
                worlds.Plan(parsed, sizes: [1, 2, 4]),
                new ReplaySettings
                {
                    WindowWeeks = OptionValues.WindowWeeks(parsed.GetValue(window)),
                    Seed = (ulong)worlds.Seed(parsed),
                    WithBaselines = false,
                    Knowledge = new KnowledgeSettings(),
                },
                environment.Resolve(parsed.GetRequiredValue(output)),
                OptionValues.Threads(parsed.GetValue(threads)),
                parsed.GetValue(json)),
            environment,
            cancellation)));
        return command;
    }

    private static int Execute(Options options, CliEnvironment environment, CancellationToken cancellation)
    {
        Check(options);
        TrainingResult result;
        using (var progress = new ProgressLine(environment))
        using (var scratch = EvaluationScratch.Make(environment))
        {
            var rows = options.Worlds is { } plan
                ? OfWorlds(options, plan, scratch.FullPath, environment, progress, cancellation)
                : TrainingRows.Of(FolderReplay.Run(InputFolder.List(options.Data!), options.Settings, scratch.FullPath, environment, progress.Stage, cancellation));
            progress.Stage(FormattableString.Invariant($"training on {rows.Rows.Count} rows"));
            result = ModelTraining.Run(rows, new TrainingOptions { Seed = options.Settings.Seed }, cancellation);
        }

        if (result.Model is not { } model)
        {
            throw CommandException.Input($"no model was trained: {result.Refusal!.Message} {Advice(options)}");
        }

        var text = ModelFile.Write(model);
        WholeFile.Write(options.Out, text);
        Say(options, model, ModelFile.Sha256(text), result.Warnings, environment);
        return ExitCodes.Done;
    }

    private static void Check(Options options)
    {
        if (options.Data is null == options.Worlds is null)
        {
            throw CommandException.Usage("train takes either DATA, a folder with verdicts, or --worlds N. Give one of them.");
        }

        if (options.Worlds is { } plan && plan.Seed + plan.Worlds > WorldOptionsText.FirstEvaluationSeed)
        {
            throw CommandException.Usage(FormattableString.Invariant(
                $"--seed: worlds {plan.Seed} to {plan.Seed + plan.Worlds - 1} reach into the seeds from {WorldOptionsText.FirstEvaluationSeed} on, which serve evaluation alone. Give a smaller seed."));
        }

        if (Directory.Exists(options.Out) || (File.Exists(options.Out) && !IsModel(options.Out)))
        {
            throw CommandException.Usage($"--out: {options.Out} is there and is no model file. Give another path.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(options.Out)))
        {
            throw CommandException.Usage($"--out: there is no folder {Path.GetDirectoryName(options.Out)}. Make it first.");
        }
    }

    /// <summary>Whether a file was written by this command, of whatever version.</summary>
    private static bool IsModel(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[64];
        return new string(start, 0, reader.ReadBlock(start)).Contains("\"format\":\"adchain-model/", StringComparison.Ordinal);
    }

    private static TrainingSet OfWorlds(
        Options options, WorldPlan plan, string scratch, CliEnvironment environment, ProgressLine progress, CancellationToken cancellation)
    {
        var replay = new SimulatedReplay(plan, options.Settings, scratch, environment.Clock);
        progress.Stage(FormattableString.Invariant($"replaying {plan.Worlds} simulated worlds"));
        var worlds = WorldCrew.Run(
            plan.Worlds, options.Threads, world => replay.Run(world, [Losses[world % Losses.Length]], cancellation)[0],
            done => progress.Stage(FormattableString.Invariant($"{done} of {plan.Worlds} simulated worlds replayed")), cancellation);
        return TrainingRows.Of(worlds);
    }

    private static string Advice(Options options) => options.Worlds is null
        ? "Add decided cases to verdicts.csv (a verdict counts for networks that were active more than four weeks before it), or train on simulated worlds: adchain train --worlds 40 --out MODEL. Without a model of its own the program scores with the one that comes with it, and says so."
        : "Give more or larger worlds: --worlds, --networks.";

    private static void Say(Options options, KnowledgeModel model, string sha256, IReadOnlyList<TrainingWarning> warnings, CliEnvironment environment)
    {
        foreach (var warning in warnings)
        {
            environment.Error.WriteLine($"adchain: {warning.Message}");
        }

        if (options.Json)
        {
            environment.Out.Write(RunJson.Text(new Document(ExitCodes.Done, options.Out, model.Kind, sha256, model.Facts, warnings)));
            return;
        }

        TableOutput.Write(environment, "Model", ["figure", "value"], Figures(options, model, sha256));
    }

    private static IEnumerable<IReadOnlyList<string>> Figures(Options options, KnowledgeModel model, string sha256)
    {
        var facts = model.Facts;
        yield return ["model", model.Kind];
        yield return ["rows", Count(facts.Rows)];
        yield return ["owners that knew", Count(facts.KnowingGroups)];
        yield return ["owners that did not", Count(facts.ClearedGroups)];
        yield return ["average precision, out of fold", ScorecardText.Number(new Analysis.Evaluation.Metrics.Estimate(facts.AveragePrecision, facts.AveragePrecisionLow, facts.AveragePrecisionHigh))];
        yield return ["calibration error, out of fold", ScorecardText.Number(facts.CalibrationError)];
        yield return ["parts", string.Join(", ", facts.Parts)];
        yield return ["SHA-256", sha256];
        yield return ["file", options.Out];
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
